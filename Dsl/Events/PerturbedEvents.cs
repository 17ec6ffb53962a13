using System.Numerics;

namespace Mandelstam.Events;

/// <summary>The events of a batch after nuisances, corrections and selection, with their features. Arrays may be longer than <see cref="Count"/>.</summary>
/// <typeparam name="T">The type of the numbers, float or double.</typeparam>
public sealed class PerturbedEvents<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Wraps the arrays, without copying.</summary>
    /// <param name="count">The number of events.</param>
    /// <param name="source">The row of each event in the batch.</param>
    /// <param name="columns">The numeric primary columns, by the index in <see cref="EventModel.Columns"/>; null for all others.</param>
    /// <param name="features">The features, by the index in <see cref="EventModel.Features"/>.</param>
    /// <param name="category">The category of each event, −1 if the event declares none.</param>
    /// <param name="weight">The weight of each event.</param>
    /// <param name="process">The process code of each event, −1 if unlabelled.</param>
    /// <exception cref="ArgumentException">An array is shorter than <paramref name="count"/>.</exception>
    public PerturbedEvents(int count, int[] source, T[]?[] columns, T[][] features, int[] category, double[] weight, int[] process)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        CheckLength(source, count, nameof(source));
        CheckLength(category, count, nameof(category));
        CheckLength(weight, count, nameof(weight));
        CheckLength(process, count, nameof(process));
        Array.ForEach(columns, column => CheckLength(column ?? [], column is null ? 0 : count, nameof(columns)));
        Array.ForEach(features, feature => CheckLength(feature, count, nameof(features)));
        Count = count;
        Source = source;
        Columns = columns;
        Features = features;
        Category = category;
        Weight = weight;
        Process = process;
    }

    /// <summary>The number of events kept.</summary>
    public int Count { get; }

    /// <summary>The row of each event in the batch, increasing.</summary>
    public int[] Source { get; }

    /// <summary>The numeric primary columns after perturbation, in the file's units; null for all others.</summary>
    /// <remarks>The index is that of <see cref="EventModel.Columns"/>.</remarks>
    public T[]?[] Columns { get; }

    /// <summary>The features, by the index in <see cref="EventModel.Features"/>.</summary>
    public T[][] Features { get; }

    /// <summary>The category of each event, an index into <see cref="EventModel.Categories"/>; −1 if there are none.</summary>
    public int[] Category { get; }

    /// <summary>The weight of each event: that of the file (1 without one) times the rate factors.</summary>
    public double[] Weight { get; }

    /// <summary>The process code of each event, an index into <see cref="EventModel.Processes"/>; −1 if unlabelled.</summary>
    public int[] Process { get; }

    /// <summary>Whether the arrays can hold the results of a batch.</summary>
    internal bool HasRoom(int rows, int columns, int features) =>
        Columns.Length == columns && Features.Length == features
        && new Array?[] { Source, Category, Weight, Process }.Concat(Columns).Concat(Features).All(array => array is null || array.Length >= rows);

    /// <summary>The same arrays with another number of events.</summary>
    internal PerturbedEvents<T> WithCount(int count) => new(count, Source, Columns, Features, Category, Weight, Process);

    /// <summary>Moves a block of events to an earlier place; returns the place after it.</summary>
    internal int MoveBlock(int from, int length, int to)
    {
        void Move(Array? array)
        {
            if (array is not null)
            {
                Array.Copy(array, from, array, to, length);
            }
        }

        Move(Source);
        Array.ForEach(Columns, Move);
        Array.ForEach(Features, Move);
        Move(Category);
        Move(Weight);
        Move(Process);
        return to + length;
    }

    private static void CheckLength(Array array, int count, string name)
    {
        if (array.Length < count)
        {
            throw new ArgumentException($"An array is shorter ({array.Length}) than the number of events ({count}).", name);
        }
    }
}

namespace Mandelstam.Events;

/// <summary>A direction in the space of an event's inputs, the same for every event.</summary>
/// <param name="Columns">How fast each column moves, in the file's unit, by the index in <see cref="EventModel.Columns"/>; only numeric primary ones count.</param>
/// <param name="Nuisances">How fast each nuisance moves, in declared order.</param>
public sealed record EventDirection(double[] Columns, double[] Nuisances)
{
    /// <summary>Along one column: the partial derivative by it.</summary>
    /// <param name="model">The event's model.</param>
    /// <param name="column">The index in <see cref="EventModel.Columns"/>.</param>
    public static EventDirection ByColumn(EventModel model, int column) => new(Unit(model.Columns.Length, column), new double[model.Nuisances.Length]);

    /// <summary>Along one nuisance: the partial derivative by it.</summary>
    /// <param name="model">The event's model.</param>
    /// <param name="nuisance">The index in <see cref="EventModel.Nuisances"/>.</param>
    public static EventDirection ByNuisance(EventModel model, int nuisance) => new(new double[model.Columns.Length], Unit(model.Nuisances.Length, nuisance));

    private static double[] Unit(int length, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, length);
        double[] result = new double[length];
        result[index] = 1;
        return result;
    }
}

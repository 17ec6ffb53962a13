using System.Collections.Immutable;
using System.Numerics;

namespace Mandelstam.Events;

/// <summary>What the generator makes of an event's declaration: its schema and its kernel. The runtime is written against this alone.</summary>
public abstract class EventModel
{
    /// <summary>The name of the declared record.</summary>
    public abstract string Name { get; }

    /// <summary>The columns that the event reads, in the order of declaration.</summary>
    public abstract ImmutableArray<ColumnInfo> Columns { get; }

    /// <summary>The features, in the order of declaration.</summary>
    public abstract ImmutableArray<FeatureInfo> Features { get; }

    /// <summary>The nuisances, in the order of declaration, which is the order in which they act.</summary>
    public abstract ImmutableArray<NuisanceInfo> Nuisances { get; }

    /// <summary>The names of the categories' enum members; empty without categories.</summary>
    public abstract ImmutableArray<string> Categories { get; }

    /// <summary>The labels' texts as in the file; the index is the process code. Empty without a label.</summary>
    public abstract ImmutableArray<string> Processes { get; }

    /// <summary>The number of unit normals that one event needs.</summary>
    public abstract int NoiseCount { get; }

    /// <summary>Formula, unit, symmetries and cost of every feature, and the nuisances, for people.</summary>
    public virtual EventDocumentation Documentation => new("", "");

    /// <summary>The kernels as CUDA C, for <c>Mandelstam.Cuda.CudaEvents</c>; null where the declaration's project does not reference the runtime.</summary>
    public virtual string? CudaSource => null;

    /// <summary>Makes an empty batch for events of this kind.</summary>
    /// <param name="rows">The number of events it holds at most.</param>
    /// <returns>The batch; <see cref="EventBatch.Rows"/> is <paramref name="rows"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public virtual EventBatch CreateBatch(int rows) => new(this, rows);

    /// <summary>Applies nuisances in declared order, corrections and selection, and computes the features of the events that are kept.</summary>
    /// <typeparam name="T">
    /// The type of the outputs, double or float. Double is the scalar kernel, the declaration's own arithmetic; float is the fused one, float32 on
    /// all lanes of the processor, within a few units in the last place of the other.
    /// </typeparam>
    /// <param name="batch">The events; not changed.</param>
    /// <param name="nuisances">One value per nuisance, in the order of <see cref="Nuisances"/>; used as given, not clipped.</param>
    /// <param name="noise">Unit normals: <c>noise[k * Rows + i]</c> is the k-th of row i. Empty means that all are zero.</param>
    /// <param name="selection">Whether to drop the events that fail the selection.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="reuse">The result of an earlier call whose arrays are written again, so that nothing is allocated; they must have room for the batch.</param>
    /// <returns>The events that are kept, in the order of their rows.</returns>
    /// <exception cref="ArgumentException">The batch is of another model, an argument has the wrong length, or T is another type.</exception>
    public abstract PerturbedEvents<T> Perturb<T>(
        EventBatch batch,
        ReadOnlySpan<double> nuisances,
        ReadOnlySpan<double> noise = default,
        bool selection = true,
        int threads = 1,
        PerturbedEvents<T>? reuse = null)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The derivative of every output along a direction: forward differentiation, exact (Jacobian-vector product).</summary>
    /// <remarks>
    /// The conventions where a function bends or jumps are those of Dsl/docs/derivatives.md. From 64 events on a register of them is taken at a time, which gives the same
    /// numbers to about 10⁻¹².
    /// </remarks>
    /// <param name="batch">The events; not changed.</param>
    /// <param name="nuisances">The point: one value per nuisance.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="noise">Unit normals as for <see cref="Perturb{T}"/>, held fixed. Empty means that all are zero.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="reuse">The result of an earlier call for as many events, whose arrays are written again, so that nothing is allocated.</param>
    /// <returns>One derivative an event and output; no event is dropped.</returns>
    /// <exception cref="ArgumentException">The batch is of another model, or an argument has the wrong length.</exception>
    /// <exception cref="NotSupportedException">The model was not made by the generator.</exception>
    public virtual EventTangents Pushforward(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventDirection direction, ReadOnlySpan<double> noise = default, int threads = 1, EventTangents? reuse = null) => throw NoDerivatives();

    /// <summary>The gradient of a weighted sum of outputs by every input: reverse differentiation, exact (vector-Jacobian product).</summary>
    /// <remarks>
    /// The conventions where a function bends or jumps are those of Dsl/docs/derivatives.md. From 64 events on a register of them is taken at a time, which gives the same
    /// numbers to about 10⁻¹².
    /// </remarks>
    /// <param name="batch">The events; not changed.</param>
    /// <param name="nuisances">The point: one value per nuisance.</param>
    /// <param name="weights">The weights of the sum.</param>
    /// <param name="noise">Unit normals as for <see cref="Perturb{T}"/>, held fixed. Empty means that all are zero.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="reuse">The result of an earlier call for as many events, whose arrays are written again, so that nothing is allocated.</param>
    /// <returns>One derivative an event and input; no event is dropped.</returns>
    /// <exception cref="ArgumentException">The batch is of another model, or an argument has the wrong length.</exception>
    /// <exception cref="NotSupportedException">The model was not made by the generator.</exception>
    public virtual EventGradients Pullback(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventWeights weights, ReadOnlySpan<double> noise = default, int threads = 1, EventGradients? reuse = null) => throw NoDerivatives();

    /// <summary>The nominal value of every nuisance.</summary>
    /// <returns>A new array in the order of <see cref="Nuisances"/>.</returns>
    public double[] NominalNuisances() => [.. Nuisances.Select(nuisance => nuisance.Nominal)];

    /// <summary>Moves each value into its nuisance's declared range.</summary>
    /// <param name="values">One value per nuisance.</param>
    /// <returns>A new array.</returns>
    public double[] ClipNuisances(ReadOnlySpan<double> values)
    {
        double[] result = values.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Nuisances[i].Clip(result[i]);
        }

        return result;
    }

    /// <summary>Draws every nuisance from its prior, moved into its declared range.</summary>
    /// <param name="normals">One unit normal per nuisance.</param>
    /// <returns>A new array in the order of <see cref="Nuisances"/>.</returns>
    public double[] DrawNuisances(ReadOnlySpan<double> normals)
    {
        double[] result = new double[Nuisances.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Nuisances[i].Clip(Nuisances[i].FromUnitNormal(normals[i]));
        }

        return result;
    }

    /// <summary>The logarithm of the prior density of a point; the nuisances are independent.</summary>
    /// <param name="values">One value per nuisance.</param>
    public double LogPrior(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += Nuisances[i].LogDensity(values[i]);
        }

        return sum;
    }

    /// <summary>The gradient of <see cref="LogPrior"/>.</summary>
    /// <param name="values">One value per nuisance.</param>
    /// <returns>A new array in the order of <see cref="Nuisances"/>.</returns>
    public double[] LogPriorGradient(ReadOnlySpan<double> values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Nuisances[i].LogDensityGradient(values[i]);
        }

        return result;
    }

    private NotSupportedException NoDerivatives() => new($"'{Name}' was not made by the generator and has no derivatives.");
}

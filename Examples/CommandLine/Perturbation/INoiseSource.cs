using Mandelstam.Events;

namespace Mandelstam.CommandLine.Perturbation;

/// <summary>Where the unit normals of stochastic nuisances come from. Those of a row belong to its row id: file order and batches do not change them.</summary>
internal interface INoiseSource
{
    /// <summary>The unit normals of a batch, laid out as <see cref="EventModel.Perturb{T}"/> takes them: the k-th of row i at k × rows + i.</summary>
    double[] For(EventBatch batch);
}

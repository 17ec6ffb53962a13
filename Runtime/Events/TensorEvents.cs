using static TorchSharp.torch;

namespace Mandelstam.Events;

/// <summary>What generated tensor code gives for a batch of n events. The tensors belong to the dispose scope in which it ran.</summary>
/// <param name="Features">The features, [n, number of features]; an absent one has its declared value.</param>
/// <param name="Columns">The numeric primary columns after perturbation, each [n] in the file's unit, by the index in the model's columns; null for all others.</param>
/// <param name="Selected">Which events pass the selection, bool [n].</param>
/// <param name="Category">The ordinal of each event's category, int64 [n]; −1 without categories.</param>
/// <param name="Rate">The factor that the rate nuisances put on each weight, [n].</param>
public sealed record TensorEvents(Tensor Features, IReadOnlyList<Tensor?> Columns, Tensor Selected, Tensor Category, Tensor Rate);

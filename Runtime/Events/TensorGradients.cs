using static TorchSharp.torch;

namespace Mandelstam.Events;

/// <summary>The gradient of a weighted sum of the outputs of n events, event by event. The tensors belong to the dispose scope in which it ran.</summary>
/// <param name="Columns">By the columns as stored, each [n] per unit of the file, by the index in the model's columns; null for all but numeric primary ones.</param>
/// <param name="Nuisances">By the nuisances in declared order, each [n]: what each event contributes; for a nuisance that all share, sum it.</param>
public sealed record TensorGradients(IReadOnlyList<Tensor?> Columns, IReadOnlyList<Tensor> Nuisances);

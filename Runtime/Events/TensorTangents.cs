using static TorchSharp.torch;

namespace Mandelstam.Events;

/// <summary>What the outputs of n events change by along a direction. The tensors belong to the dispose scope in which it ran.</summary>
/// <param name="Features">Of the features, [n, number of features]; 0 where one is absent.</param>
/// <param name="Columns">Of the columns after perturbation, each [n] in the file's unit, by the index in the model's columns; null for all but numeric primary ones.</param>
/// <param name="Rate">Of the factor that the rate nuisances put on each weight, [n].</param>
public sealed record TensorTangents(Tensor Features, IReadOnlyList<Tensor?> Columns, Tensor Rate);

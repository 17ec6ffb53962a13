using static TorchSharp.torch;

namespace Mandelstam.Events;

/// <summary>The weights of a sum over the outputs of n events, of which a gradient is taken: ∂loss/∂output. Null means zero.</summary>
/// <param name="Features">Of the features, [n, number of features].</param>
/// <param name="Columns">Of the columns after perturbation, each [n], by the index in the model's columns.</param>
/// <param name="Rate">Of the factor that the rate nuisances put on each weight, [n].</param>
public sealed record TensorWeights(Tensor? Features, IReadOnlyList<Tensor?>? Columns = null, Tensor? Rate = null)
{
    /// <summary>The weight of one feature as a column [n].</summary>
    /// <param name="index">The index in the model's features.</param>
    /// <param name="like">A column [n].</param>
    public Tensor Feature(int index, Tensor like) => Features is null ? zeros_like(like) : Features.select(1, index);
}

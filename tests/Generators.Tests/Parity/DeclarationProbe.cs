using Mandelstam.Events;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>What the tests call of a compiled declaration; a class derived from it is compiled together with each.</summary>
public abstract class DeclarationProbe
{
    /// <summary>The model.</summary>
    public abstract EventModel Model { get; }

    /// <summary>The declaration run as plain C# on one row.</summary>
    public abstract ReferenceEvent Run(EventBatch batch, int row, double[] nuisances, double[] noise);

    /// <summary>The tensor code.</summary>
    public abstract TensorEvents Perturb(IReadOnlyList<Tensor?> columns, IReadOnlyList<Tensor> nuisances, Tensor? noise, Tensor? processes);

    /// <summary>The tensor code's forward derivative.</summary>
    public abstract TensorTangents Push(
        IReadOnlyList<Tensor?> columns, IReadOnlyList<Tensor> nuisances, IReadOnlyList<Tensor?>? columnDirections, IReadOnlyList<Tensor?>? nuisanceDirections,
        Tensor? noise, Tensor? processes);

    /// <summary>The tensor code's reverse derivative.</summary>
    public abstract TensorGradients Pull(IReadOnlyList<Tensor?> columns, IReadOnlyList<Tensor> nuisances, TensorWeights weights, Tensor? noise, Tensor? processes);

    /// <summary>The source of the derived class for a type.</summary>
    /// <param name="type">The type's full name.</param>
    /// <param name="name">What the class is called.</param>
    public static string SourceFor(string type, string name = "Probe") => $$"""
        public sealed class {{name}} : Mandelstam.Generators.Tests.Parity.DeclarationProbe
        {
            public override Mandelstam.Events.EventModel Model => {{type}}.Model;

            public override Mandelstam.Generators.Tests.Parity.ReferenceEvent Run(Mandelstam.Events.EventBatch batch, int row, double[] nuisances, double[] noise)
            {
                {{type}} e = {{type}}.Reference.Perturb({{type}}.FromRow(batch, row), nuisances, noise);
                return new({{type}}.Reference.IsSelected(e), {{type}}.Reference.Category(e), {{type}}.Reference.Rate(e, nuisances), {{type}}.Reference.Features(e));
            }

            public override Mandelstam.Events.TensorEvents Perturb(
                IReadOnlyList<TorchSharp.torch.Tensor?> columns, IReadOnlyList<TorchSharp.torch.Tensor> nuisances, TorchSharp.torch.Tensor? noise, TorchSharp.torch.Tensor? processes) =>
                {{type}}.Tensors.Perturb(columns, nuisances, noise, processes);

            public override Mandelstam.Events.TensorTangents Push(
                IReadOnlyList<TorchSharp.torch.Tensor?> columns, IReadOnlyList<TorchSharp.torch.Tensor> nuisances,
                IReadOnlyList<TorchSharp.torch.Tensor?>? columnDirections, IReadOnlyList<TorchSharp.torch.Tensor?>? nuisanceDirections,
                TorchSharp.torch.Tensor? noise, TorchSharp.torch.Tensor? processes) =>
                {{type}}.Tensors.Push(columns, nuisances, columnDirections, nuisanceDirections, noise, processes);

            public override Mandelstam.Events.TensorGradients Pull(
                IReadOnlyList<TorchSharp.torch.Tensor?> columns, IReadOnlyList<TorchSharp.torch.Tensor> nuisances, Mandelstam.Events.TensorWeights weights,
                TorchSharp.torch.Tensor? noise, TorchSharp.torch.Tensor? processes) =>
                {{type}}.Tensors.Pull(columns, nuisances, weights, noise, processes);
        }
        """;
}

using Mandelstam.Networks;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>One coupling layer: moves some columns by a map whose parameters are computed from the other columns, which stay.</summary>
/// <remarks>
/// The map acts on each moved column alone, so that its Jacobian is triangular and the log-determinant a sum. Splitting the columns is
/// the flow's business: a coupling sees the two parts only, and no column is computed to be thrown away.
/// </remarks>
public abstract class Coupling : nn.Module
{
    /// <summary>Creates the layer around its conditioner.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="moved">Number of columns that this layer moves.</param>
    /// <param name="conditioner">From the columns that stay to the parameters, block by block of <paramref name="moved"/> columns.</param>
    private protected Coupling(string name, int moved, Perceptron conditioner)
        : base(name)
    {
        Moved = moved;
        Conditioner = conditioner;
        register_module("conditioner", conditioner);
    }

    /// <summary>Number of columns that this layer moves.</summary>
    public int Moved { get; }

    /// <summary>The network that computes the map's parameters from the columns that stay.</summary>
    public Perceptron Conditioner { get; }

    /// <summary>Which of the two maps this is.</summary>
    public abstract CouplingKind Kind { get; }

    /// <summary>Applies the map.</summary>
    /// <param name="input">Columns to move, [N, <see cref="Moved"/>].</param>
    /// <param name="condition">Columns that stay, [N, rest].</param>
    /// <returns>The moved columns, and per row the log of the Jacobian determinant, [N].</returns>
    public abstract (Tensor Output, Tensor LogDeterminant) Forward(Tensor input, Tensor condition);

    /// <summary>Undoes <see cref="Forward"/>, in closed form.</summary>
    /// <param name="output">Moved columns, [N, <see cref="Moved"/>].</param>
    /// <param name="condition">Columns that stayed, [N, rest].</param>
    /// <returns>The columns before the map, and per row the log-determinant of the inverse map, [N].</returns>
    public abstract (Tensor Input, Tensor LogDeterminant) Inverse(Tensor output, Tensor condition);

    /// <summary>x·tanh-bounded: bound · tanh(value / bound), the identity near zero.</summary>
    private protected static Tensor SoftBound(Tensor value, double bound) => (value / bound).tanh() * bound;
}

using Mandelstam.Processes;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Draws the masses of the unstable products of a vertex from their line shapes, within what the vertex has to give.</summary>
/// <remarks>
/// Drawn in an order, the i-th has the density ρᵢ/Fᵢ with Fᵢ the probability of its range, whose upper end is what those before it have left. Two orders
/// are mixed evenly, left to right and right to left: the density is Πρ·½(1/ΠF + 1/ΠF′), and the weight Πρ over that.
/// </remarks>
/// <param name="mass">The column of the mass of what decays.</param>
/// <param name="products">All products of the vertex.</param>
internal sealed unsafe class LineShapeMasses(int mass, VertexProduct[] products)
{
    private readonly VertexProduct[] _forward = [.. products.Where(static p => p.LineShape is not null)];
    private readonly VertexProduct[] _backward = [.. products.Where(static p => p.LineShape is not null).Reverse()];
    private readonly double _leastMass = products.Sum(static p => p.LeastMass);

    /// <summary>The uniform numbers that an event needs: one for each mass, and one for the order where there are several.</summary>
    public static int UniformCount(VertexProduct[] products)
    {
        int unstable = products.Count(static p => p.LineShape is not null);
        return unstable + (unstable > 1 ? 1 : 0);
    }

    /// <summary>Writes the masses, and multiplies the weights.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="uniforms">The uniform numbers, a column after the other.</param>
    public void Fill<T>(in RowTile tile, double* uniforms)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T spare = T.Read(tile.Scratch(mass) + row) - T.All(_leastMass);
            T factor = Apply(in tile, row, uniforms + row, spare);
            T.Write(T.Read(tile.Weights + row) * factor, tile.Weights + row);
        }
    }

    private T Apply<T>(in RowTile tile, int row, double* uniforms, T spare)
        where T : struct, IDoubleLanes<T>
    {
        T all = T.Equal(spare, spare);
        if (_forward.Length == 1)
        {
            Draw(in tile, row, uniforms, spare, _forward, all);
            return Probability(in tile, row, spare, _forward);
        }

        T isForward = T.Less(T.Read(uniforms + (_forward.Length * RowTile.ScratchStride)), T.All(0.5));
        Draw(in tile, row, uniforms, spare, _forward, isForward);
        Draw(in tile, row, uniforms, spare, _backward, ~isForward);
        T forward = Probability(in tile, row, spare, _forward), backward = Probability(in tile, row, spare, _backward);

        // 1/(½(1/F + 1/F′)), also where a range has shrunk to nothing.
        return T.All(2) * forward * backward / T.Max(forward + backward, T.All(double.Epsilon));
    }

    private static void Draw<T>(in RowTile tile, int row, double* uniforms, T spare, VertexProduct[] order, T lanes)
        where T : struct, IDoubleLanes<T>
    {
        T left = spare;
        for (int i = 0; i < order.Length; i++)
        {
            VertexProduct product = order[i];
            T least = T.All(product.LeastMass), most = least + left;
            BreitWigner<T> shape = new(product.LineShape!, least, most);
            T drawn = T.Max(T.Min(shape.Mass(T.Read(uniforms + (i * RowTile.ScratchStride))), most), least);
            double* column = tile.Scratch(product.Mass) + row;
            T.Write(T.Select(lanes, drawn, T.Read(column)), column);
            left = T.Max(left - (drawn - least), T.All(0));
        }
    }

    // The probability of the ranges, for the masses that there are.
    private static T Probability<T>(in RowTile tile, int row, T spare, VertexProduct[] order)
        where T : struct, IDoubleLanes<T>
    {
        T left = spare, product = T.All(1);
        foreach (VertexProduct particle in order)
        {
            T least = T.All(particle.LeastMass);
            product *= new BreitWigner<T>(particle.LineShape!, least, least + left).Probability;
            left = T.Max(left - (T.Read(tile.Scratch(particle.Mass) + row) - least), T.All(0));
        }

        return product;
    }
}

using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Draws the masses of the unstable products of a vertex from their line shapes, within what the vertex has to give.</summary>
/// <remarks>
/// One after the other: the upper end of each one's range is what those before it have left, and the weight is the product of the probabilities of
/// the ranges. Where there are several and the mass of what decays is fixed, a <see cref="MassGrid"/> keeps the weights even.
/// </remarks>
/// <param name="mass">The column of the mass of what decays.</param>
/// <param name="fixedMass">That mass in GeV; null where it has a line shape itself.</param>
/// <param name="products">All products of the vertex.</param>
internal sealed unsafe class LineShapeMasses(int mass, double? fixedMass, VertexProduct[] products)
{
    private readonly VertexProduct[] _unstable = [.. products.Where(static p => p.LineShape is not null)];
    private readonly double _leastMass = products.Sum(static p => p.LeastMass);
    private readonly MassGrid? _grid = fixedMass is double value && products.Count(static p => p.LineShape is not null) > 1
        ? new(value, products.Sum(static p => p.LeastMass), [.. products.Where(static p => p.LineShape is not null)])
        : null;

    /// <summary>The uniform numbers that an event needs.</summary>
    public static int UniformCount(VertexProduct[] products) => products.Count(static p => p.LineShape is not null);

    /// <summary>Writes the masses, and multiplies the weights.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="tile">The rows.</param>
    /// <param name="uniforms">The uniform numbers, a column after the other.</param>
    public void Fill<T>(in RowTile tile, double* uniforms)
        where T : struct, IDoubleLanes<T>
    {
        if (_grid is not null)
        {
            Redistribute<T>(in tile, uniforms, _grid);
        }

        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T left = T.Read(tile.Scratch(mass) + row) - T.All(_leastMass), weight = T.Read(tile.Weights + row);
            for (int i = 0; i < _unstable.Length; i++)
            {
                VertexProduct product = _unstable[i];
                T least = T.All(product.LeastMass), most = least + left;
                BreitWigner<T> shape = new(product.LineShape!, least, most);
                T drawn = T.Max(T.Min(shape.Mass(T.Read(uniforms + (i * RowTile.ScratchStride) + row)), most), least);
                T.Write(drawn, tile.Scratch(product.Mass) + row);
                weight *= shape.Probability;
                left = T.Max(left - (drawn - least), T.All(0));
            }

            T.Write(weight, tile.Weights + row);
        }
    }

    private static void Redistribute<T>(in RowTile tile, double* uniforms, MassGrid grid)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            for (int lane = 0; lane < T.Width; lane++)
            {
                uniforms[row + lane] = grid.At(uniforms[row + lane], out double inverseDensity);
                tile.Weights[row + lane] *= inverseDensity;
            }
        }
    }
}

using Mandelstam.PhaseSpace.Uniforms;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>A vertex of a decay chain: draws the masses and momenta of its products, and multiplies the weights by its measure.</summary>
/// <param name="mass">The column of the mass of what decays.</param>
/// <param name="fixedMass">That mass in GeV; null where it has a line shape.</param>
/// <param name="momentum">The first column of its momentum.</param>
/// <param name="products">What it decays into, two or more.</param>
/// <param name="shared">The first of the columns that vertices use one after the other.</param>
internal sealed unsafe class Vertex(int mass, double? fixedMass, int momentum, VertexProduct[] products, int shared)
{
    private readonly LineShapeMasses? _lineShapes = products.Any(static p => p.LineShape is not null) ? new(mass, fixedMass, products) : null;
    private readonly double _clusterFactor = ClusterFactor(products.Length);

    /// <summary>The first column of the momentum of what decays.</summary>
    public int Momentum => momentum;

    /// <summary>The columns that it needs while it is at work.</summary>
    public int SharedColumns => Uniforms - shared + Math.Max(LineShapeMasses.UniformCount(products), Math.Max(products.Length - 2, 2));

    // Columns at work: the masses of the clusters (of all products but the first, but the first two, …), two clusters' momenta, uniform numbers.
    private int Clusters => shared;

    private int ClusterMomenta => Clusters + products.Length - 2;

    private int Uniforms => ClusterMomenta + (2 * MomentumColumns.Count);

    /// <summary>Draws.</summary>
    /// <typeparam name="T">The register.</typeparam>
    public void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
        where T : struct, IDoubleLanes<T>
    {
        if (_lineShapes is not null)
        {
            Draw(in tile, ref random, LineShapeMasses.UniformCount(products));
            _lineShapes.Fill<T>(in tile, tile.Scratch(Uniforms));
        }

        if (products.Length > 2)
        {
            Draw(in tile, ref random, products.Length - 2);
            DrawClusters<T>(in tile);
        }

        MomentumColumns parent = MomentumColumns.InScratch(in tile, momentum);
        double* parentMass = tile.Scratch(mass);
        for (int i = 0; i < products.Length - 1; i++)
        {
            bool isLast = i == products.Length - 2;
            MomentumColumns rest = isLast
                ? products[i + 1].Columns(in tile)
                : MomentumColumns.InScratch(in tile, ClusterMomenta + (i % 2 * MomentumColumns.Count));
            double* restMass = tile.Scratch(isLast ? products[i + 1].Mass : Clusters + i);
            Draw(in tile, ref random, 2);
            TwoBodyDecay decay = new(parent, parentMass, tile.Scratch(products[i].Mass), restMass, tile.Scratch(Uniforms), tile.Scratch(Uniforms + 1));
            decay.Apply<T>(in tile, products[i].Columns(in tile), rest);
            parent = rest;
            parentMass = restMass;
        }
    }

    // 1/((n − 2)! π^(n−2)): the sorted numbers, and dM²/2π = M dM/π for each cluster.
    private static double ClusterFactor(int count)
    {
        double factor = 1;
        for (int i = 1; i <= count - 2; i++)
        {
            factor /= Math.PI * i;
        }

        return factor;
    }

    private void Draw<T>(in RowTile tile, ref LaneRandom<T> random, int count)
        where T : struct, IDoubleLanes<T>
    {
        for (int i = 0; i < count; i++)
        {
            RandomUniforms.Instance.Write(in tile, ref random, i, tile.Scratch(Uniforms + i));
        }
    }

    private void DrawClusters<T>(in RowTile tile)
        where T : struct, IDoubleLanes<T>
    {
        int count = products.Length - 2;
        double* uniforms = tile.Scratch(Uniforms);
        double* clusters = tile.Scratch(Clusters);
        double* weights = tile.Weights;
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            // The sum of all masses, then of those of each cluster.
            T restMasses = T.All(0);
            foreach (VertexProduct product in products)
            {
                restMasses += T.Read(tile.Scratch(product.Mass) + row);
            }

            T kinetic = T.Read(tile.Scratch(mass) + row) - restMasses;
            Sort<T>(uniforms + row, count);
            T weight = T.Read(weights + row) * T.All(_clusterFactor);
            for (int i = 0; i < count; i++)
            {
                restMasses -= T.Read(tile.Scratch(products[i].Mass) + row);
                T cluster = T.MultiplyAdd(kinetic, T.Read(uniforms + (i * RowTile.ScratchStride) + row), restMasses);
                T.Write(cluster, clusters + (i * RowTile.ScratchStride) + row);
                weight *= kinetic * cluster;
            }

            T.Write(weight, weights + row);
        }
    }

    // Descending, lane by lane.
    private static void Sort<T>(double* first, int count)
        where T : struct, IDoubleLanes<T>
    {
        for (int end = count - 1; end > 0; end--)
        {
            for (int i = 0; i < end; i++)
            {
                double* at = first + (i * RowTile.ScratchStride);
                T left = T.Read(at), right = T.Read(at + RowTile.ScratchStride);
                T.Write(T.Max(left, right), at);
                T.Write(T.Min(left, right), at + RowTile.ScratchStride);
            }
        }
    }
}

using Mandelstam.Processes;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Phase space by decays into two, one after the other: for massive particles, and for chains whose unstable particles have line shapes.</summary>
/// <remarks>
/// <para>
/// A vertex with n products is n − 1 decays into one product and the cluster of the others; the clusters' masses above their thresholds are n − 2 sorted
/// uniform numbers in units of the kinetic energy T, and the weight is T^(n−2)/(n − 2)! Π(Mᵢ/π) Π p*ᵢ/(4πMᵢ), bounded, since all momenta
/// are (F. James, CERN 68-15, 1968: GENBOD).
/// </para>
/// <para>
/// The measure of a chain is the product of those of its vertices, in GeV^Σ(2n−4) over the vertices, and for every unstable particle with a line
/// shape ρ(m²)dm², in the limit of no width a mass at the pole. m² is drawn from ρ between the thresholds, and the weight takes the probability of
/// that range (<see cref="LineShapeMasses"/>).
/// </para>
/// </remarks>
public sealed class SequentialSampler : TiledSampler
{
    private readonly ProcessParticle _tree;
    private readonly Vertex[] _vertices;
    private readonly double[] _fixedMasses;
    private readonly int _columns;

    /// <summary>A sampler of one vertex.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
    /// <param name="masses">The masses of the final state in GeV, at least two.</param>
    /// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
    public SequentialSampler(double sqrtS, IReadOnlyList<double> masses)
        : this(new ProcessParticle(null, sqrtS, null, 0, [.. masses.Select(static (mass, i) => new ProcessParticle(null, mass, null, i, []))]))
    {
    }

    /// <summary>A sampler of a process, as its text and its line shapes say.</summary>
    /// <param name="process">The process.</param>
    public SequentialSampler(ProcessDefinition process)
        : this(process.Tree)
    {
    }

    /// <summary>A sampler of a tree.</summary>
    /// <param name="tree">What decays, and what becomes of it.</param>
    internal SequentialSampler(ProcessParticle tree)
        : base(tree.Mass, [.. tree.All.Where(static p => p.IsFinal).Select(static p => p.Mass)], tree.Daughters.Sum(static d => d.MinimumMass))
    {
        ChainLayout layout = new(tree);
        _tree = tree;
        _vertices = layout.Vertices;
        _fixedMasses = layout.FixedMasses;
        _columns = layout.Columns;
    }

    /// <inheritdoc/>
    public override double? Volume
    {
        get
        {
            double product = 1;
            foreach (ProcessParticle vertex in _tree.All.Where(static p => !p.IsFinal))
            {
                double[] masses = [.. vertex.Daughters.Select(static d => d.Mass)];
                if (vertex.LineShape is not null || vertex.Daughters.Any(static d => d.LineShape is not null) || (masses.Length > 2 && masses.Any(static m => m > 0)))
                {
                    return null;
                }

                product *= masses.Length == 2 ? PhaseSpaceVolume.TwoBody(vertex.Mass, masses[0], masses[1]) : PhaseSpaceVolume.Massless(vertex.Mass, masses.Length);
            }

            return product;
        }
    }

    /// <inheritdoc/>
    public override bool IsUniform => _tree.All.All(static p => p.LineShape is null && p.Daughters.Count <= 2);

    /// <inheritdoc/>
    internal override bool IsByVertex => _tree.Daughters.Any(static d => !d.IsFinal);

    /// <inheritdoc/>
    private protected override int ScratchColumns => _columns;

    /// <inheritdoc/>
    private protected override void Fill<T>(in RowTile tile, ref LaneRandom<T> random)
    {
        tile.SetWeights(T.All(1));
        for (int node = 0; node < _fixedMasses.Length; node++)
        {
            tile.SetScratch(node, 1, T.All(_fixedMasses[node]));
        }

        int root = _vertices[0].Momentum;
        tile.SetScratch(root, 1, T.All(SqrtS));
        tile.SetScratch(root + 1, MomentumColumns.Count - 1, T.All(0));
        foreach (Vertex vertex in _vertices)
        {
            vertex.Fill(in tile, ref random);
        }
    }
}

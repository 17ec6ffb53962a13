using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Which columns of a tile a chain's masses and momenta lie in: first the mass of every particle, then the momenta of those that decay.</summary>
internal sealed class ChainLayout
{
    /// <summary>Lays a chain out.</summary>
    /// <param name="tree">What decays, or the colliding system.</param>
    public ChainLayout(ProcessParticle tree)
    {
        ProcessParticle[] nodes = [.. tree.All];
        Dictionary<ProcessParticle, int> index = new(ReferenceEqualityComparer.Instance);
        foreach (ProcessParticle node in nodes)
        {
            index.Add(node, index.Count);
        }

        // Nobody draws the mass of a particle without a line shape; those with one begin with what the pole says.
        FixedMasses = [.. nodes.Select(static node => node.Mass)];
        ProcessParticle[] decaying = [.. nodes.Where(static node => !node.IsFinal)];
        int Momentum(ProcessParticle node) => nodes.Length + (MomentumColumns.Count * Array.FindIndex(decaying, other => ReferenceEquals(node, other)));

        int shared = nodes.Length + (MomentumColumns.Count * decaying.Length);
        Vertices =
        [
            .. decaying.Select(node => new Vertex(
                index[node],
                node.LineShape is null ? node.Mass : null,
                Momentum(node),
                [.. node.Daughters.Select(d => new VertexProduct(index[d], d.IsFinal ? null : Momentum(d), d.FirstLeaf, d.LineShape, d.MinimumMass))],
                shared)),
        ];
        Columns = shared + Vertices.Max(static vertex => vertex.SharedColumns);
    }

    /// <summary>The vertices, what decays before what it decays into.</summary>
    public Vertex[] Vertices { get; }

    /// <summary>The mass of every particle in GeV, in the order of the columns.</summary>
    public double[] FixedMasses { get; }

    /// <summary>The columns that are needed.</summary>
    public int Columns { get; }
}

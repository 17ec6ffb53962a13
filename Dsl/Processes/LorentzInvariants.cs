namespace Mandelstam.Processes;

/// <summary>
/// All that a process can depend on where no spin is seen: the Gram matrix of its momenta and, where parity can matter, the sign of the Levi-Civita
/// product, which the Gram matrix gives only squared.
/// </summary>
/// <remarks>
/// Products p_i·p_j of the final state, of a scattering also p_a·p_i with the first incoming particle; what contains the parent or the other incoming
/// particle follows from momentum conservation. The sign is that of ε(P, p₁, p₂, p₃) for a decay into four or more and of ε(P, p_a, p₁, p₂) for a
/// scattering into three or more, ε⁰¹²³ = +1 with upper indices: fewer momenta lie in a plane, and a reflection in it changes none of them.
/// </remarks>
/// <param name="process">The process.</param>
public sealed class LorentzInvariants(ProcessDefinition process)
{
    private readonly int _particles = process.Particles;

    /// <summary>Parity can be told: there are enough momenta.</summary>
    public bool HasParity => _particles >= (process.IsDecay ? 4 : 3);

    /// <summary>What the columns are: "p1·p2", …, "pa·p1", …, "sign ε".</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Pairs().Select(static p => $"p{p.First + 1}·p{p.Second + 1}"),
        .. Enumerable.Range(1, process.IsDecay ? 0 : _particles).Select(static i => $"pa·p{i}"),
        .. HasParity ? ["sign ε"] : Array.Empty<string>(),
    ];

    /// <summary>The invariants of events.</summary>
    /// <param name="points">The events.</param>
    /// <returns>One column for each of <see cref="Names"/>: products in GeV², the sign as −1, 0 or 1.</returns>
    /// <exception cref="ArgumentException">The events have another number of particles.</exception>
    public double[][] Of(PhaseSpacePoints points)
    {
        if (points.Particles != _particles)
        {
            throw new ArgumentException($"'{process.Name}' has {_particles} particles in its final state, the events have {points.Particles}.", nameof(points));
        }

        double[][] columns = [.. Names.Select(_ => new double[points.Count])];
        (int First, int Second)[] pairs = [.. Pairs()];
        FourVector<CentreOfMass>[] momenta = new FourVector<CentreOfMass>[_particles];
        ParticleColumns<CentreOfMass>[] particles =
            [.. process.FinalState.Select((p, i) => new ParticleColumns<CentreOfMass>(points, i, p.LineShape is null ? p.Mass : double.NaN))];
        FourVector<CentreOfMass> incoming = process.IsDecay ? default : process.IncomingMomentum(0);
        for (int row = 0; row < points.Count; row++)
        {
            for (int i = 0; i < _particles; i++)
            {
                momenta[i] = particles[i][row];
            }

            int column = 0;
            foreach ((int first, int second) in pairs)
            {
                columns[column++][row] = (momenta[first] * momenta[second]).Value;
            }

            for (int i = 0; !process.IsDecay && i < _particles; i++)
            {
                columns[column++][row] = (incoming * momenta[i]).Value;
            }

            if (HasParity)
            {
                // P is at rest: ε(P, a, b, c) = P⁰ a·(b × c).
                columns[column][row] = Math.Sign(process.IsDecay ? Volume(momenta[0], momenta[1], momenta[2]) : Volume(incoming, momenta[0], momenta[1]));
            }
        }

        return columns;
    }

    private static double Volume(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b, FourVector<CentreOfMass> c) =>
        (a.Px.Value * ((b.Py.Value * c.Pz.Value) - (b.Pz.Value * c.Py.Value)))
        + (a.Py.Value * ((b.Pz.Value * c.Px.Value) - (b.Px.Value * c.Pz.Value)))
        + (a.Pz.Value * ((b.Px.Value * c.Py.Value) - (b.Py.Value * c.Px.Value)));

    private IEnumerable<(int First, int Second)> Pairs()
    {
        for (int i = 0; i < _particles; i++)
        {
            for (int j = i + 1; j < _particles; j++)
            {
                yield return (i, j);
            }
        }
    }
}

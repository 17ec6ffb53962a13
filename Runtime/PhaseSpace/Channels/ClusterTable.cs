namespace Mandelstam.PhaseSpace.Channels;

/// <summary>Of one event, what channels need of sets of its particles: squared masses, the products with the beam along +z, and momenta along z.</summary>
internal sealed class ClusterTable
{
    private readonly int[] _sets;
    private readonly int _particles;
    private readonly double[] _products;

    /// <summary>A table.</summary>
    /// <param name="particles">The particles of an event.</param>
    /// <param name="sets">The sets that are asked for.</param>
    public ClusterTable(int particles, IEnumerable<int> sets)
    {
        _particles = particles;
        _sets = [.. sets.Distinct().Order()];
        _products = new double[particles * particles];
        MassSquared = new double[1 << particles];
        WithBeam = new double[1 << particles];
        AlongZ = new double[1 << particles];
    }

    /// <summary>The squared mass of a set, in GeV².</summary>
    public double[] MassSquared { get; }

    /// <summary>E − pz of a set, in GeV.</summary>
    public double[] WithBeam { get; }

    /// <summary>pz of a set, in GeV.</summary>
    public double[] AlongZ { get; }

    /// <summary>Computes the table of an event.</summary>
    /// <param name="momenta">E, px, py, pz of each particle.</param>
    /// <param name="masses">Their masses.</param>
    public void Set(ReadOnlySpan<double> momenta, ReadOnlySpan<double> masses)
    {
        for (int i = 0; i < _particles; i++)
        {
            ReadOnlySpan<double> a = momenta.Slice(4 * i, 4);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> b = momenta.Slice(4 * j, 4);
                _products[(i * _particles) + j] = 2 * ((a[0] * b[0]) - (a[1] * b[1]) - (a[2] * b[2]) - (a[3] * b[3]));
            }
        }

        foreach (int set in _sets)
        {
            double square = 0, beam = 0, z = 0;
            for (int i = 0; i < _particles; i++)
            {
                if ((set & (1 << i)) == 0)
                {
                    continue;
                }

                square += masses[i] * masses[i];
                beam += momenta[4 * i] - momenta[(4 * i) + 3];
                z += momenta[(4 * i) + 3];
                for (int j = 0; j < i; j++)
                {
                    square += (set & (1 << j)) != 0 ? _products[(i * _particles) + j] : 0;
                }
            }

            MassSquared[set] = square;
            WithBeam[set] = beam;
            AlongZ[set] = z;
        }
    }
}

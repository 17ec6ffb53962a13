using Mandelstam.Generative;
using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Mandelstam.Randomness;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Samples of events, each from a stream of its own, so that they do not depend on the number of threads.</summary>
internal static class Events
{
    /// <summary>Draws events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="particles">Particles per event.</param>
    /// <param name="energy">Total energy in GeV.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="draw">Makes one.</param>
    public static MomentumTable Draw(int count, int particles, double energy, ulong seed, EventDraw draw)
    {
        int width = 3 * particles;
        double[] values = new double[count * width];
        Parallel.For(0, count, row => draw(new CounterRandom(seed, (ulong)row), values.AsSpan(row * width, width)));
        return new MomentumTable(values, particles, energy);
    }

    /// <summary>Unweighted events of a declared process, as its generated sampler makes them, averaged over directions.</summary>
    /// <param name="estimate">A trial run of the process.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="isTurned">Turn every event at random: for a scattering, whose directions the beams distinguish.</param>
    public static MomentumTable Of(ProcessEstimate estimate, int count, ulong seed, bool isTurned = false)
    {
        int particles = estimate.Process.Particles, width = 3 * particles, first = 0;
        double energy = estimate.Process.TotalEnergy;
        double[] values = new double[count * width];
        ulong turns = CounterRandom.SeedFor(seed, "directions");
        foreach (PhaseSpacePoints points in new UnweightedStream(estimate).Draw(count, seed, Environment.ProcessorCount))
        {
            int start = first;
            Parallel.For(0, points.Count, row =>
            {
                Span<double> p = values.AsSpan((start + row) * width, width);
                for (int i = 0; i < particles; i++)
                {
                    (p[3 * i], p[(3 * i) + 1], p[(3 * i) + 2]) = (points.Px(i)[row], points.Py(i)[row], points.Pz(i)[row]);
                }

                if (isTurned)
                {
                    Turn(new CounterRandom(turns, (ulong)(start + row)), p);
                    ConformalMap.ToMomenta(p, energy, p);
                }
            });
            first += points.Count;
        }

        return new MomentumTable(values, particles, energy);
    }

    /// <summary>Turns an event by a random rotation, all of them equally probable (a unit quaternion of four normal numbers).</summary>
    /// <param name="random">A stream; four values are used.</param>
    /// <param name="momenta">3N numbers, changed.</param>
    public static void Turn(CounterRandom random, Span<double> momenta)
    {
        double w = random.NextNormal(), x = random.NextNormal(), y = random.NextNormal(), z = random.NextNormal();
        double norm = 2 / ((w * w) + (x * x) + (y * y) + (z * z));
        for (int i = 0; i < momenta.Length; i += 3)
        {
            double a = momenta[i], b = momenta[i + 1], c = momenta[i + 2];
            momenta[i] = a + (norm * ((-((y * y) + (z * z)) * a) + (((x * y) - (w * z)) * b) + (((x * z) + (w * y)) * c)));
            momenta[i + 1] = b + (norm * ((((x * y) + (w * z)) * a) - (((x * x) + (z * z)) * b) + (((y * z) - (w * x)) * c)));
            momenta[i + 2] = c + (norm * ((((x * z) - (w * y)) * a) + (((y * z) + (w * x)) * b) - (((x * x) + (y * y)) * c)));
        }
    }
}

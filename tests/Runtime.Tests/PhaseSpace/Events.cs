using Mandelstam.PhaseSpace;
using Mandelstam.Processes;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>What tests ask of points of phase space.</summary>
internal static class Events
{
    /// <summary>The samplers of massive particles, by name.</summary>
    public static PhaseSpaceSampler Create(string kind, double sqrtS, params double[] masses) => kind switch
    {
        "rambo" => new RamboSampler(sqrtS, masses),
        "stiefel" => new StiefelSampler(sqrtS, masses),
        "diet" => new DietSampler(sqrtS, masses),
        "sequential" => new SequentialSampler(sqrtS, masses),
        "quasi" => new DietSampler(sqrtS, masses, quasiRandom: true),
        _ => throw new ArgumentException($"There is no sampler '{kind}'.", nameof(kind)),
    };

    /// <summary>The squared invariant mass of some particles of an event.</summary>
    public static double MassSquared(PhaseSpacePoints points, int row, params ReadOnlySpan<int> particles)
    {
        double e = 0, x = 0, y = 0, z = 0;
        foreach (int i in particles)
        {
            e += points.Energy(i)[row];
            x += points.Px(i)[row];
            y += points.Py(i)[row];
            z += points.Pz(i)[row];
        }

        return (e * e) - (x * x) - (y * y) - (z * z);
    }

    /// <summary>A number of each event.</summary>
    public static double[] Each(PhaseSpacePoints points, Func<int, double> number) => [.. Enumerable.Range(0, points.Count).Select(number)];

    /// <summary>Mean and its standard error.</summary>
    public static (double Mean, double Error) Mean(IEnumerable<double> values)
    {
        double sum = 0, squares = 0;
        long count = 0;
        foreach (double value in values)
        {
            sum += value;
            squares += value * value;
            count++;
        }

        double mean = sum / count;
        return (mean, Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0) / count));
    }

    /// <summary>The largest imbalance of momentum and energy, and the largest |E² − p² − m²|, of all events.</summary>
    public static (double Momentum, double Shell) Violations(PhaseSpacePoints points, double sqrtS, IReadOnlyList<double> masses)
    {
        double momentum = 0, shell = 0;
        for (int row = 0; row < points.Count; row++)
        {
            double e = -sqrtS, x = 0, y = 0, z = 0;
            for (int i = 0; i < points.Particles; i++)
            {
                double pe = points.Energy(i)[row], px = points.Px(i)[row], py = points.Py(i)[row], pz = points.Pz(i)[row];
                shell = Math.Max(shell, Math.Abs((pe * pe) - (px * px) - (py * py) - (pz * pz) - (masses[i] * masses[i])));
                e += pe;
                x += px;
                y += py;
                z += pz;
            }

            momentum = Math.Max(momentum, Math.Max(Math.Max(Math.Abs(e), Math.Abs(x)), Math.Max(Math.Abs(y), Math.Abs(z))));
        }

        return (momentum, shell);
    }
}

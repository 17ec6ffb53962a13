using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>The way back of <see cref="DietSampler"/>: an event to its uniform numbers.</summary>
/// <param name="masses">The masses of the final state in GeV.</param>
internal sealed class DietInverse(IReadOnlyList<double> masses)
{
    private int Particles => masses.Count;

    /// <summary>The numbers of an event.</summary>
    /// <param name="points">The events.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="uniforms">Takes 3n − 4 numbers.</param>
    public void Invert(PhaseSpacePoints points, int row, Span<double> uniforms)
    {
        // From the last two particles outwards.
        int last = Particles - 1;
        double restX = points.Px(last)[row], restY = points.Py(last)[row], restZ = points.Pz(last)[row];
        double restMass = masses[last], restMasses = restMass;
        for (int i = last - 1; i >= 0; i--)
        {
            double x = points.Px(i)[row], y = points.Py(i)[row], z = points.Pz(i)[row];
            double energy = Energy(masses[i], x, y, z), restEnergy = Energy(restMass, restX, restY, restZ);
            double mass = Mass(energy, masses[i], x, y, z, restEnergy, restMass, restX, restY, restZ);
            double allMasses = restMasses + masses[i];
            if (i < last - 1)
            {
                double fraction = (restMass - restMasses) / (mass - allMasses);
                uniforms[i] = DietRoot.Above(fraction * fraction, last - 1 - i);
            }

            Angles(x, y, z, energy, x + restX, y + restY, z + restZ, energy + restEnergy, mass, uniforms.Slice(Particles - 2 + (2 * i), 2));
            (restX, restY, restZ, restMass, restMasses) = (x + restX, y + restY, z + restZ, mass, allMasses);
        }
    }

    private static double Energy(double mass, double x, double y, double z) => Math.Sqrt((mass * mass) + (x * x) + (y * y) + (z * z));

    // M² = (m₁ + m₂)² + 2(p₁·p₂ − m₁m₂).
    private static double Mass(double e1, double m1, double x1, double y1, double z1, double e2, double m2, double x2, double y2, double z2)
    {
        double sum = m1 + m2;
        double square = (sum * sum) + (2 * ((e1 * e2) - (x1 * x2) - (y1 * y2) - (z1 * z2) - (m1 * m2)));
        return Math.Sqrt(Math.Max(square, sum * sum));
    }

    private static void Angles(double x, double y, double z, double e, double qx, double qy, double qz, double qe, double mass, Span<double> uniforms)
    {
        // The boost to the parent's rest frame: k = p + Q(p·Q/(Q₀ + M) − E)/M.
        double along = ((((x * qx) + (y * qy) + (z * qz)) / (qe + mass)) - e) / mass;
        double kx = x + (qx * along), ky = y + (qy * along), kz = z + (qz * along);
        double turns = Math.Atan2(ky, kx) / Math.Tau;
        uniforms[0] = 0.5 * (1 + (kz / Energy(0, kx, ky, kz)));
        uniforms[1] = turns < 0 ? turns + 1 : turns;
    }
}

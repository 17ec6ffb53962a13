using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Makes uniform numbers prefer where an unstable particle's mass leaves room for those that are drawn after it.</summary>
/// <remarks>
/// H → ZZ: whichever Z comes first is mostly at its pole, which leaves the other one a tail; that the first one may be light and the second one at its pole has
/// a small probability and a large weight. With a density proportional to the probability of what is left, cell by cell, weights are even.
/// </remarks>
internal sealed class MassGrid
{
    private const int Cells = 1 << 14;

    private readonly double[] _cumulative = new double[Cells + 1];

    /// <summary>A grid over the fractions of the first particle's range.</summary>
    /// <param name="mass">The mass of what decays, in GeV.</param>
    /// <param name="leastMass">What all products weigh at least, in GeV.</param>
    /// <param name="unstable">The products with a line shape, in the order in which their masses are drawn.</param>
    public MassGrid(double mass, double leastMass, IReadOnlyList<VertexProduct> unstable)
    {
        VertexProduct first = unstable[0];
        double spare = mass - leastMass, least = first.LeastMass, most = least + spare;
        double Room(double fraction)
        {
            double left = spare - (Math.Sqrt(first.LineShape!.MassSquaredAt(fraction, least * least, most * most)) - least), room = 1;
            foreach (VertexProduct other in unstable.Skip(1))
            {
                double high = other.LeastMass + Math.Max(left, 0);
                room *= other.LineShape!.Probability(other.LeastMass * other.LeastMass, high * high);
            }

            return room;
        }

        double before = Room(0);
        for (int cell = 0; cell < Cells; cell++)
        {
            double after = Room((cell + 1.0) / Cells);
            _cumulative[cell + 1] = _cumulative[cell] + (0.5 * (before + after));
            before = after;
        }

        double sum = _cumulative[Cells];
        for (int cell = 0; cell <= Cells; cell++)
        {
            _cumulative[cell] /= sum;
        }
    }

    /// <summary>A fraction of the density of the grid.</summary>
    /// <param name="uniform">Above 0 and below 1.</param>
    /// <param name="inverseDensity">One over the density there.</param>
    public double At(double uniform, out double inverseDensity)
    {
        int cell = Array.BinarySearch(_cumulative, uniform);
        cell = Math.Min(cell < 0 ? ~cell - 1 : cell, Cells - 1);
        double low = _cumulative[cell], probability = _cumulative[cell + 1] - low;
        inverseDensity = 1 / (probability * Cells);
        return (cell + ((uniform - low) / probability)) / Cells;
    }
}

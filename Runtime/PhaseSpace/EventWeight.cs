using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>What an event counts in the rate of a process: its phase-space weight, times |M|² where that is declared, 0 where the selection drops it.</summary>
/// <remarks>|M|² is that of the whole process, with whatever propagators it has: it is integrated over the phase space of all final-state particles.</remarks>
/// <param name="process">The process.</param>
internal sealed class EventWeight(ProcessDefinition process)
{
    /// <summary>Computes the weights.</summary>
    /// <param name="points">The events, with their phase-space weights.</param>
    /// <param name="weights">Takes one for each.</param>
    /// <exception cref="MandelstamException">|M|² is negative or no number where the selection keeps events.</exception>
    public void Of(PhaseSpacePoints points, Span<double> weights)
    {
        ReadOnlySpan<double> flat = points.Weights;
        if (process.SquaredAmplitude is { } squaredAmplitude)
        {
            squaredAmplitude(points, weights);
        }
        else
        {
            weights[..points.Count].Fill(1);
        }

        bool[]? isKept = Selected(points);
        for (int row = 0; row < points.Count; row++)
        {
            if (isKept is not null && !isKept[row])
            {
                weights[row] = 0;
            }
            else if (weights[row] >= 0 && double.IsFinite(weights[row]))
            {
                weights[row] *= flat[row];
            }
            else
            {
                throw new MandelstamException(FormattableString.Invariant(
                    $"|M|² of '{process.Name}' is {weights[row]} at a point of phase space, and has to be finite and not negative. Correct it, or let a [Selection] keep away from where it diverges."));
            }
        }
    }

    private bool[]? Selected(PhaseSpacePoints points)
    {
        if (process.Selection is not { } selection)
        {
            return null;
        }

        bool[] isKept = new bool[points.Count];
        selection(points, isKept);
        return isKept;
    }
}

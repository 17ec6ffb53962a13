using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>What an event counts in the rate of a process: its phase-space weight, times |M|² where that is declared, 0 where the selection drops it.</summary>
/// <remarks>
/// |M|² is that of the whole process, with whatever propagators it has: it is integrated over the phase space of all final-state particles. Where a sampler
/// has drawn the mass of an unstable particle from its line shape, that is undone: dm²/2π in place of ρ(m²)dm².
/// </remarks>
internal sealed class EventWeight
{
    private readonly ProcessDefinition _process;
    private readonly ProcessParticle[] _resonances;

    /// <summary>The weight of a process.</summary>
    /// <param name="process">The process.</param>
    /// <exception cref="MandelstamException">It declares |M|², and an unstable particle without a line shape.</exception>
    public EventWeight(ProcessDefinition process)
    {
        _process = process;
        _resonances = process.SquaredAmplitude is null ? [] : [.. process.Tree.All.Skip(1).Where(static p => !p.IsFinal)];
        if (Array.Find(_resonances, static p => p.LineShape is null) is { } narrow)
        {
            throw new MandelstamException(
                $"'{process.Name}' declares the |M|² of all its final particles, but '{narrow}' is always at its pole; write OffShell = true, or leave '{narrow}' out of the text.");
        }
    }

    /// <summary>Computes the weights.</summary>
    /// <param name="points">The events, with their phase-space weights.</param>
    /// <param name="weights">Takes one for each.</param>
    /// <exception cref="MandelstamException">|M|² is negative or no number where the selection keeps events.</exception>
    public void Of(PhaseSpacePoints points, Span<double> weights)
    {
        ReadOnlySpan<double> flat = points.Weights;
        if (_process.SquaredAmplitude is { } squaredAmplitude)
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
                    $"|M|² of '{_process.Name}' is {weights[row]} at a point of phase space, and has to be finite and not negative. Correct it, or let a [Selection] keep away from where it diverges."));
            }
        }

        UndoLineShapes(points, weights);
    }

    private bool[]? Selected(PhaseSpacePoints points)
    {
        if (_process.Selection is not { } selection)
        {
            return null;
        }

        bool[] isKept = new bool[points.Count];
        selection(points, isKept);
        return isKept;
    }

    private void UndoLineShapes(PhaseSpacePoints points, Span<double> weights)
    {
        foreach (ProcessParticle resonance in _resonances)
        {
            for (int row = 0; row < points.Count; row++)
            {
                double e = 0, x = 0, y = 0, z = 0;
                for (int leaf = resonance.FirstLeaf; leaf < resonance.FirstLeaf + resonance.LeafCount; leaf++)
                {
                    e += points.Energy(leaf)[row];
                    x += points.Px(leaf)[row];
                    y += points.Py(leaf)[row];
                    z += points.Pz(leaf)[row];
                }

                weights[row] /= 2 * Math.PI * resonance.LineShape!.Density((e * e) - (x * x) - (y * y) - (z * z));
            }
        }
    }
}

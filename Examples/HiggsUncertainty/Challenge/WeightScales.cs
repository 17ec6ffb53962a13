using System.Numerics;

namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The normalisation nuisances as factors on event weights, as the challenge means them.</summary>
/// <remarks>
/// The challenge's current code looks for a column <c>detailedlabel</c> that its data lack, so that these scales do nothing there;
/// this is what ran during the competition. Unlike <see cref="NuisanceDraw.Norm"/>, the background scale always reaches every background.
/// </remarks>
public static class WeightScales
{
    /// <summary>Multiplies weights in place: tt̄ by its scale, diboson by its scale, then every background by the background scale.</summary>
    /// <typeparam name="T">The weights' type; products are rounded to it one after the other.</typeparam>
    /// <param name="weights">The weights.</param>
    /// <param name="processes">The process of each event.</param>
    /// <param name="ttbarScale">Factor on tt̄; null leaves it alone.</param>
    /// <param name="dibosonScale">Factor on diboson; null leaves it alone.</param>
    /// <param name="bkgScale">Factor on every background; null leaves them alone.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply<T>(Span<T> weights, ReadOnlySpan<ChallengeProcess> processes, double? ttbarScale, double? dibosonScale, double? bkgScale)
        where T : IFloatingPointIeee754<T>
    {
        if (processes.Length != weights.Length)
        {
            throw new ArgumentException($"{processes.Length} processes for {weights.Length} weights.", nameof(processes));
        }

        T ttbar = T.CreateChecked(ttbarScale ?? 1);
        T diboson = T.CreateChecked(dibosonScale ?? 1);
        T background = T.CreateChecked(bkgScale ?? 1);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = processes[i] switch
            {
                ChallengeProcess.TTbar => weights[i] * ttbar * background,
                ChallengeProcess.Diboson => weights[i] * diboson * background,
                ChallengeProcess.ZTauTau => weights[i] * background,
                _ => weights[i],
            };
        }
    }
}

namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The nuisance values of one pseudo-experiment.</summary>
/// <param name="Tes">τ energy scale; 1 where it is off.</param>
/// <param name="Jes">Jet energy scale; 1 where it is off.</param>
/// <param name="SoftMet">Width of the soft missing momentum per component, in GeV; 0 where it is off.</param>
/// <param name="TtbarScale">tt̄ normalisation; null where it is off.</param>
/// <param name="DibosonScale">Diboson normalisation; null where it is off.</param>
/// <param name="BkgScale">Normalisation of the whole background; null where it is off.</param>
public sealed record NuisanceDraw(
    double Tes = 1, double Jes = 1, double SoftMet = 0, double? TtbarScale = null, double? DibosonScale = null, double? BkgScale = null)
{
    /// <summary>Draws the nuisances as the challenge's ingestion does: in this order, from their priors, clipped to their ranges.</summary>
    /// <param name="seed">The pseudo-experiment's seed (<see cref="Ingestion.Seed"/>).</param>
    /// <param name="enabled">Which ones are drawn; the others keep their nominal values and leave the generator alone.</param>
    public static NuisanceDraw Draw(long seed, ChallengeNuisances enabled = ChallengeNuisances.All)
    {
        NumpyRandom random = new(seed);
        return new NuisanceDraw(
            Tes: On(ChallengeNuisances.Tes) ? Math.Clamp(random.Normal(1, 0.01), 0.9, 1.1) : 1,
            Jes: On(ChallengeNuisances.Jes) ? Math.Clamp(random.Normal(1, 0.01), 0.9, 1.1) : 1,
            SoftMet: On(ChallengeNuisances.SoftMet) ? Math.Clamp(random.Lognormal(0, 1), 0, 5) : 0,
            TtbarScale: On(ChallengeNuisances.TtbarScale) ? Math.Clamp(random.Normal(1, 0.02), 0.8, 1.2) : null,
            DibosonScale: On(ChallengeNuisances.DibosonScale) ? Math.Clamp(random.Normal(1, 0.25), 0, 2) : null,
            BkgScale: On(ChallengeNuisances.BkgScale) ? Math.Clamp(random.Normal(1, 0.001), 0.99, 1.01) : null);

        bool On(ChallengeNuisances nuisance) => (enabled & nuisance) != 0;
    }

    /// <summary>The factor on a process's expected events.</summary>
    /// <param name="process">The process.</param>
    /// <param name="mu">The signal strength: the factor on H → ττ.</param>
    /// <returns>
    /// The challenge's factor, with its trap: where the tt̄ (diboson) scale is off, the factor on that process stays 1, even though
    /// the background scale is on.
    /// </returns>
    public double Norm(ChallengeProcess process, double mu) => process switch
    {
        ChallengeProcess.ZTauTau => BkgScale ?? 1,
        ChallengeProcess.TTbar => TtbarScale is double scale ? scale * (BkgScale ?? 1) : 1,
        ChallengeProcess.Diboson => DibosonScale is double scale ? scale * (BkgScale ?? 1) : 1,
        ChallengeProcess.HTauTau => mu,
        _ => throw new ArgumentOutOfRangeException(nameof(process)),
    };
}

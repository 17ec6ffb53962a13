namespace Mandelstam.Generative;

/// <summary>The models of a run.</summary>
public enum GenerativeModelKind
{
    /// <summary>Diffusion in q-space: <see cref="ImplicitScoreObjective"/>.</summary>
    Diffusion,

    /// <summary>Flow matching in q-space.</summary>
    Flow,

    /// <summary>Flow matching of plain momenta, not confined to phase space.</summary>
    MomentumFlow,

    /// <summary>Denoising diffusion of plain momenta, not confined to phase space.</summary>
    MomentumDiffusion,
}

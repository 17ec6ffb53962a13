namespace Mandelstam.Generative;

/// <summary>How <see cref="ImplicitScoreObjective"/> makes its batches.</summary>
public sealed record ScoreMatchingOptions
{
    /// <summary>Events per step.</summary>
    public int Batch { get; init; } = 1024;

    /// <summary>Forward chains that are held in memory at a time: 3N·(T + 1) numbers of 4 bytes each.</summary>
    public int Chains { get; init; } = 16384;

    /// <summary>Steps after which chains of other events take their place.</summary>
    public int StepsPerBlock { get; init; } = 2000;

    /// <summary>Chains for the loss on held-out events.</summary>
    public int HeldOutChains { get; init; } = 8192;

    /// <summary>Exact divergences; else Hutchinson's estimate with one random sign per number (Hutchinson, Commun. Stat. 19 (1990) 433).</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        if (Batch < 1 || Chains < 1 || StepsPerBlock < 1 || HeldOutChains < 1)
        {
            throw new MandelstamException(
                $"Score matching with Batch {Batch}, Chains {Chains}, StepsPerBlock {StepsPerBlock} and HeldOutChains {HeldOutChains}: all have to be at least 1.");
        }
    }
}

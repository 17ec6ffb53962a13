namespace Mandelstam.PhaseSpace.Channels;

/// <summary>The random numbers of one event: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014).</summary>
/// <param name="state">Where they begin.</param>
internal struct EventRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>The next uniform number, the middle of one of the 2⁵² cells of (0, 1).</summary>
    public double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong z = _state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        z ^= z >> 31;
        return ((z >> 12) + 0.5) * (1.0 / (1UL << 52));
    }
}

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Repeatable random numbers (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).</summary>
internal sealed class SampleRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The bits of a number, mixed.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        return low + ((high - low) * ((Mix(_state) >> 11) * (1.0 / (1UL << 53))));
    }

    /// <summary>Uniform in the logarithm, in [low, high).</summary>
    public double LogBetween(double low, double high) => Math.Exp(Between(Math.Log(low), Math.Log(high)));

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count) => (int)Between(0, count);
}

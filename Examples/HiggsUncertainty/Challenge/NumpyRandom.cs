using Mandelstam.Randomness;

namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The random numbers of numpy's legacy <c>RandomState</c>, bit for bit, so that the challenge's draws can be repeated.</summary>
/// <remarks>
/// MT19937 (Matsumoto and Nishimura, ACM TOMACS 8 (1998) 3) seeded by one 32-bit number; normals by Marsaglia's polar method;
/// Poisson numbers by <see cref="PoissonDistribution"/>. Not thread-safe: the sequence is the point.
/// </remarks>
public sealed class NumpyRandom : IUniformSequence
{
    private const int StateSize = 624;
    private const int Offset = 397;

    private readonly uint[] _state = new uint[StateSize];
    private int _position = StateSize;
    private double? _spareNormal;

    /// <summary>Starts the sequence that <c>numpy.random.RandomState(seed)</c> starts.</summary>
    /// <param name="seed">From 0 to 2³² − 1, as numpy asks for.</param>
    /// <exception cref="MandelstamException">The seed is outside that range.</exception>
    public NumpyRandom(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
        {
            throw new MandelstamException($"Seed {seed}: the challenge's random numbers take a seed from 0 to {uint.MaxValue}.");
        }

        _state[0] = (uint)seed;
        for (uint i = 1; i < StateSize; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = (1812433253u * (previous ^ (previous >> 30))) + i;
        }
    }

    /// <summary>The generator's next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (_position == StateSize)
        {
            Twist();
        }

        uint bits = _state[_position++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9d2c5680u;
        bits ^= (bits << 15) & 0xefc60000u;
        return bits ^ (bits >> 18);
    }

    /// <summary>The next number of [0, 1), with 53 random bits.</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5;
        uint low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <inheritdoc/>
    double IUniformSequence.NextUniform() => NextDouble();

    /// <summary>The next number of [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A normal number.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="sigma">Its standard deviation.</param>
    public double Normal(double mean = 0, double sigma = 1) => mean + (sigma * NextUnitNormal());

    /// <summary>A number whose logarithm is normal.</summary>
    /// <param name="mean">Mean of the logarithm.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    public double Lognormal(double mean = 0, double sigma = 1) => Math.Exp(Normal(mean, sigma));

    /// <summary>A Poisson number.</summary>
    /// <param name="mean">Its mean; zero gives zero and draws nothing.</param>
    /// <exception cref="MandelstamException">The mean is negative, not a number, or too large to count.</exception>
    public long Poisson(double mean)
    {
        // The largest mean that numpy accepts: ten standard deviations below 2^63.
        if (!(mean >= 0) || mean > 9.223372006484771e18)
        {
            throw new MandelstamException(FormattableString.Invariant(
                $"A Poisson mean of {mean}: event weights times normalisations must be finite and not negative."));
        }

        return mean == 0 ? 0 : PoissonDistribution.Draw(mean, this);
    }

    /// <summary>A whole number from 0 to <paramref name="last"/>, both included: bits masked to the range until one lies inside.</summary>
    public uint Interval(uint last)
    {
        if (last == 0)
        {
            return 0;
        }

        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(last);
        uint value;
        do
        {
            value = NextUInt32() & mask;
        }
        while (value > last);

        return value;
    }

    /// <summary>A whole number of [<paramref name="low"/>, <paramref name="high"/>), as <c>randint</c> draws it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public int Integer(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        return (int)(low + Interval((uint)((long)high - low - 1)));
    }

    /// <summary>Shuffles in place: Fisher and Yates, from the last element down.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)Interval((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle<int>(order);
        return order;
    }

    /// <summary>Indices drawn with replacement, as <c>choice(population, size, replace=True)</c> draws them.</summary>
    /// <param name="population">Indices run from 0 to this number − 1.</param>
    /// <param name="size">How many are drawn.</param>
    public int[] Choice(int population, int size)
    {
        int[] chosen = new int[size];
        for (int i = 0; i < size; i++)
        {
            chosen[i] = Integer(0, population);
        }

        return chosen;
    }

    private void Twist()
    {
        for (int i = 0; i < StateSize; i++)
        {
            uint bits = (_state[i] & 0x80000000u) | (_state[(i + 1) % StateSize] & 0x7fffffffu);
            _state[i] = _state[(i + Offset) % StateSize] ^ (bits >> 1) ^ ((bits & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _position = 0;
    }

    private double NextUnitNormal()
    {
        if (_spareNormal is double spare)
        {
            _spareNormal = null;
            return spare;
        }

        double a, b, radius2;
        do
        {
            a = (2.0 * NextDouble()) - 1.0;
            b = (2.0 * NextDouble()) - 1.0;
            radius2 = (a * a) + (b * b);
        }
        while (radius2 is >= 1.0 or 0.0);

        double scale = Math.Sqrt(-2.0 * Math.Log(radius2) / radius2);
        _spareNormal = scale * a;
        return scale * b;
    }
}

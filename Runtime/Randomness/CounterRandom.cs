namespace Mandelstam.Randomness;

/// <summary>
/// Random numbers by counter: value i of a stream is a pure function of (seed, stream, i). Give each row, experiment or step a stream of
/// its own, and results depend neither on the number of threads nor on where a run was resumed.
/// </summary>
/// <remarks>
/// Philox4x32-10 with the seed as key and (i / 2, stream) as counter; each block holds two values of 64 bits. The <c>…At</c> methods are the
/// pure functions; the <c>Next…</c> methods walk along the stream from <see cref="Position"/> and are not thread-safe.
/// </remarks>
public sealed class CounterRandom : IUniformSequence
{
    private readonly ulong _seed;
    private readonly ulong _stream;
    private ulong _second;

    /// <summary>Opens a stream at its beginning.</summary>
    /// <param name="seed">The run's seed; see <see cref="SeedFor"/> for one of each purpose.</param>
    /// <param name="stream">Which of the seed's 2⁶⁴ independent streams; see <see cref="StreamOf"/>.</param>
    public CounterRandom(ulong seed, ulong stream = 0)
    {
        _seed = seed;
        _stream = stream;
    }

    /// <summary>The index of the next value.</summary>
    public ulong Position { get; private set; }

    /// <summary>A seed for one purpose of a run, so that two parts that use the same streams do not draw the same numbers.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">A name, such as <c>"belt"</c>.</param>
    public static ulong SeedFor(ulong seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong hash = 0xcbf29ce484222325;                     // FNV-1a over UTF-16 code units
        foreach (char letter in purpose)
        {
            hash = (hash ^ letter) * 0x100000001b3;
        }

        return new CounterRandom(seed, hash).UInt64At(0);
    }

    /// <summary>The stream of a pair of indices; different pairs have different streams.</summary>
    /// <param name="first">Not negative.</param>
    /// <param name="second">Not negative.</param>
    public static ulong StreamOf(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        return ((ulong)first << 32) | (uint)second;
    }

    /// <summary>The 64 bits at an index.</summary>
    public ulong UInt64At(ulong index)
    {
        (ulong first, ulong second) = Block(index >> 1);
        return (index & 1) == 0 ? first : second;
    }

    /// <summary>The uniform number at an index: above 0 and below 1, never either, symmetric about 1/2.</summary>
    public double UniformAt(ulong index) => ToUniform(UInt64At(index));

    /// <summary>The unit normal number at an index.</summary>
    public double NormalAt(ulong index) => NormalQuantile.Of(UniformAt(index));

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        ulong index = Position++;
        if ((index & 1) != 0)
        {
            return _second;
        }

        (ulong first, _second) = Block(index >> 1);
        return first;
    }

    /// <summary>The next uniform number: above 0 and below 1.</summary>
    public double NextUniform() => ToUniform(NextUInt64());

    /// <summary>The next unit normal number; uses one value.</summary>
    public double NextNormal() => NormalQuantile.Of(NextUniform());

    /// <summary>The next whole number of [0, <paramref name="bound"/>), without bias (Lemire, ACM TOMACS 29 (2019) 3).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is zero.</exception>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        ulong threshold = unchecked(0 - bound) % bound;
        while (true)
        {
            UInt128 product = (UInt128)NextUInt64() * bound;
            if ((ulong)product >= threshold)
            {
                return (ulong)(product >> 64);
            }
        }
    }

    /// <summary>The next Poisson number, exact for every mean (<see cref="PoissonDistribution"/>).</summary>
    /// <param name="mean">Not negative, at most 1e15.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is outside that range.</exception>
    public long NextPoisson(double mean)
    {
        if (!(mean >= 0 && mean <= 1e15))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean lies between 0 and 1e15.");
        }

        return PoissonDistribution.Draw(mean, this);
    }

    /// <summary>Shuffles in place; every order is equally probable.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)NextBelow((ulong)i + 1);
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

    /// <summary>Indices of [0, <paramref name="population"/>), drawn with replacement.</summary>
    /// <param name="population">At least 1.</param>
    /// <param name="size">How many are drawn.</param>
    public int[] Choice(int population, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(population);
        int[] chosen = new int[size];
        for (int i = 0; i < size; i++)
        {
            chosen[i] = (int)NextBelow((ulong)population);
        }

        return chosen;
    }

    // The middle of the 2^52 cells of (0, 1): exact in double, and 1 - u is as probable as u.
    private static double ToUniform(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1UL << 52));

    private (ulong First, ulong Second) Block(ulong block)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block(
            (uint)block, (uint)(block >> 32), (uint)_stream, (uint)(_stream >> 32), (uint)_seed, (uint)(_seed >> 32));
        return (((ulong)x1 << 32) | x0, ((ulong)x3 << 32) | x2);
    }
}

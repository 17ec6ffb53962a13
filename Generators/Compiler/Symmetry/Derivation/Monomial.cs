namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A product of powers of symbols, positive or negative.</summary>
internal sealed class Monomial : IEquatable<Monomial>
{
    public static readonly Monomial One = new([]);

    // Symbol and exponent in turn, by symbol.
    private readonly int[] _powers;
    private readonly int _hash;

    private Monomial(int[] powers)
    {
        _powers = powers;
        int hash = 17;
        foreach (int part in powers)
        {
            hash = unchecked((hash * 31) + part);
        }

        _hash = hash;
    }

    /// <summary>How many symbols it has.</summary>
    public int Count => _powers.Length / 2;

    public static Monomial Of(int symbol, int exponent) => exponent == 0 ? One : new([symbol, exponent]);

    /// <summary>A symbol that it has.</summary>
    public int Symbol(int place) => _powers[2 * place];

    /// <summary>That symbol's exponent.</summary>
    public int Exponent(int place) => _powers[(2 * place) + 1];

    /// <summary>The exponent of a symbol, zero where it has none.</summary>
    public int ExponentOf(int symbol)
    {
        for (int i = 0; i < _powers.Length; i += 2)
        {
            if (_powers[i] == symbol)
            {
                return _powers[i + 1];
            }
        }

        return 0;
    }

    public Monomial Times(Monomial other)
    {
        (int[] a, int[] b) = (_powers, other._powers);
        if (a.Length == 0)
        {
            return other;
        }

        if (b.Length == 0)
        {
            return this;
        }

        int[] product = new int[Merge(a, b, null)];
        Merge(a, b, product);
        return product.Length == 0 ? One : new(product);
    }

    /// <summary>Every exponent multiplied.</summary>
    public Monomial Power(int exponent)
    {
        int[] powers = [.. _powers];
        for (int i = 1; i < powers.Length; i += 2)
        {
            powers[i] *= exponent;
        }

        return exponent == 0 ? One : new(powers);
    }

    /// <summary>Half of every exponent, or null where one is odd.</summary>
    public Monomial? Root()
    {
        int[] powers = [.. _powers];
        for (int i = 1; i < powers.Length; i += 2)
        {
            if (powers[i] % 2 != 0)
            {
                return null;
            }

            powers[i] /= 2;
        }

        return new(powers);
    }

    /// <summary>An order that multiplication keeps: by the exponent of the first symbol in which two differ.</summary>
    public static int Compare(Monomial a, Monomial b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        int i = 0, j = 0;
        while (i < a._powers.Length || j < b._powers.Length)
        {
            int left = i < a._powers.Length ? a._powers[i] : int.MaxValue, right = j < b._powers.Length ? b._powers[j] : int.MaxValue;
            int first = Math.Min(left, right);
            int difference = (left == first ? a._powers[i + 1] : 0) - (right == first ? b._powers[j + 1] : 0);
            if (difference != 0)
            {
                return difference;
            }

            i += left == first ? 2 : 0;
            j += right == first ? 2 : 0;
        }

        return 0;
    }

    public bool Equals(Monomial? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._hash != _hash || other._powers.Length != _powers.Length)
        {
            return false;
        }

        for (int i = 0; i < _powers.Length; i++)
        {
            if (_powers[i] != other._powers[i])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => _hash;

    // Writes the powers of a product, where there is anything to write to; how many numbers that are.
    private static int Merge(int[] a, int[] b, int[]? product)
    {
        int i = 0, j = 0, n = 0;
        while (i < a.Length || j < b.Length)
        {
            int left = i < a.Length ? a[i] : int.MaxValue, right = j < b.Length ? b[j] : int.MaxValue;
            int exponent = (left <= right ? a[i + 1] : 0) + (right <= left ? b[j + 1] : 0);
            if (exponent != 0)
            {
                if (product is not null)
                {
                    (product[n], product[n + 1]) = (Math.Min(left, right), exponent);
                }

                n += 2;
            }

            i += left <= right ? 2 : 0;
            j += right <= left ? 2 : 0;
        }

        return n;
    }
}

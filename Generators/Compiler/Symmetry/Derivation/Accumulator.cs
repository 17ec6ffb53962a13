namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>Adds polynomials up, in place: of what comes in between, nothing is kept. One serves many sums, one after the other.</summary>
internal sealed class Accumulator
{
    // Terms of one polynomial after the other, each in the order of monomials.
    private readonly List<int> _ends = [];
    private Term[] _terms = new Term[256], _merged = new Term[256];
    private int _count;

    /// <summary>Begins a sum; one that was given up is forgotten.</summary>
    public Accumulator Begin()
    {
        _count = 0;
        _ends.Clear();
        return this;
    }

    /// <summary>Adds a polynomial.</summary>
    public Accumulator Add(Polynomial addend)
    {
        for (int i = 0; i < addend.Count; i++)
        {
            Append(addend[i]);
        }

        return Close();
    }

    /// <summary>Adds a polynomial multiplied by a single term.</summary>
    public Accumulator Add(Polynomial addend, Monomial monomial, Coefficient number)
    {
        for (int i = 0; i < addend.Count; i++)
        {
            Term term = addend[i];
            Append(new(term.Key.Times(monomial), term.Value * number));
        }

        return Close();
    }

    /// <summary>Adds a term behind those that came before it since the last polynomial, after which it must be in the order of monomials.</summary>
    public void Append(Term term)
    {
        if (_count == _terms.Length)
        {
            Array.Resize(ref _terms, 2 * _count);
        }

        _terms[_count++] = term;
    }

    /// <summary>Ends the polynomial that terms were appended to.</summary>
    public Accumulator Close()
    {
        if (_count > (_ends.Count > 0 ? _ends[^1] : 0))
        {
            _ends.Add(_count);
        }

        return this;
    }

    /// <summary>The sum of all. They are summed in pairs: each term is moved as often as there are such rounds.</summary>
    public Polynomial Sum()
    {
        while (_ends.Count > 1)
        {
            SumPairs();
        }

        return Polynomial.Of(_terms, _count);
    }

    private void SumPairs()
    {
        if (_merged.Length < _count)
        {
            _merged = new Term[_terms.Length];
        }

        int sums = 0, count = 0, from = 0;
        for (int i = 0; i < _ends.Count; i += 2)
        {
            int middle = _ends[i], to = i + 1 < _ends.Count ? _ends[i + 1] : middle;
            count = Merge(from, middle, to, count);
            if (count > (sums > 0 ? _ends[sums - 1] : 0))
            {
                _ends[sums++] = count;
            }

            from = to;
        }

        _ends.RemoveRange(sums, _ends.Count - sums);
        (_terms, _merged, _count) = (_merged, _terms, count);
    }

    // Writes the sum of two neighbours behind what is there; where that ends.
    private int Merge(int i, int middle, int to, int n)
    {
        int j = middle;
        while (i < middle && j < to)
        {
            int order = Monomial.Compare(_terms[i].Key, _terms[j].Key);
            if (order != 0)
            {
                _merged[n++] = order < 0 ? _terms[i++] : _terms[j++];
                continue;
            }

            Coefficient total = _terms[i].Value + _terms[j].Value;
            if (!total.IsZero)
            {
                _merged[n++] = new(_terms[i].Key, total);
            }

            i++;
            j++;
        }

        Array.Copy(_terms, i, _merged, n, middle - i);
        n += middle - i;
        Array.Copy(_terms, j, _merged, n, to - j);
        return n + to - j;
    }
}

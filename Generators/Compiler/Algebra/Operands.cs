using System.Collections;

namespace Mandelstam.Compiler.Algebra;

/// <summary>The operands of a node. Walked more often than anything else in the compiler, hence without an interface between.</summary>
public readonly struct Operands : IReadOnlyList<Expr>
{
    private readonly Expr[] _items;

    internal Operands(Expr[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public Expr this[int index] => _items[index];

    /// <summary>Does the condition hold for any of them?</summary>
    public bool Any(Func<Expr, bool> condition)
    {
        foreach (Expr item in _items)
        {
            if (condition(item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the condition hold for all of them?</summary>
    public bool All(Func<Expr, bool> condition)
    {
        foreach (Expr item in _items)
        {
            if (!condition(item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Is the node one of them?</summary>
    public bool Contains(Expr node) => Array.IndexOf(_items, node) >= 0;

    /// <summary>What is made of each, in order.</summary>
    public IEnumerable<T> Select<T>(Func<Expr, T> selector) => _items.Select(selector);

    /// <summary>Those of which the condition holds, in order.</summary>
    public IEnumerable<Expr> Where(Func<Expr, bool> condition) => _items.Where(condition);

    /// <summary>Walks the operands in order, without allocation.</summary>
    public Enumerator GetEnumerator() => new(_items);

    /// <inheritdoc/>
    IEnumerator<Expr> IEnumerable<Expr>.GetEnumerator() => ((IEnumerable<Expr>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>A place among the operands.</summary>
    public struct Enumerator
    {
        private readonly Expr[] _items;
        private int _at;

        internal Enumerator(Expr[] items)
        {
            _items = items;
            _at = -1;
        }

        /// <summary>The operand there.</summary>
        public readonly Expr Current => _items[_at];

        /// <summary>Goes to the next; false after the last.</summary>
        public bool MoveNext() => ++_at < _items.Length;
    }
}

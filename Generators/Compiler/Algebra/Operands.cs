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

using System.Numerics;

namespace Mandelstam;

/// <summary>A dimensional quantity that can be added and compared: a number with a unit that is fixed by its type.</summary>
/// <typeparam name="TSelf">The quantity.</typeparam>
public interface IQuantity<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>,
    IAdditiveIdentity<TSelf, TSelf>,
    IComparisonOperators<TSelf, TSelf, bool>,
    IComparable<TSelf>,
    IFormattable
    where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>The symbol of the base unit, such as <c>GeV</c>.</summary>
    static abstract string Unit { get; }

    /// <summary>The value in the base unit.</summary>
    double Value { get; }
}

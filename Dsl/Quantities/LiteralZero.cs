namespace Mandelstam;

/// <summary>The literal <c>0</c>, which is zero in every unit: <c>p.Pz &gt; 0</c> compares an energy with zero.</summary>
/// <remarks>C# converts the literal 0 to any enumeration, and no other number: <c>p.Pz &gt; 20</c> does not compile.</remarks>
public enum LiteralZero
{
    /// <summary>Zero.</summary>
    Zero,
}

namespace Mandelstam;

/// <summary>Comparisons of a quantity with a bare <c>0</c>, which needs no unit.</summary>
public static class ZeroComparisons
{
    extension<TQuantity>(TQuantity)
        where TQuantity : struct, IQuantity<TQuantity>
    {
        /// <summary>Whether the quantity is above zero; false if it is NaN.</summary>
        public static bool operator >(TQuantity left, LiteralZero right) => left.Value > 0;

        /// <summary>Whether the quantity is below zero; false if it is NaN.</summary>
        public static bool operator <(TQuantity left, LiteralZero right) => left.Value < 0;

        /// <summary>Whether the quantity is at or above zero; false if it is NaN.</summary>
        public static bool operator >=(TQuantity left, LiteralZero right) => left.Value >= 0;

        /// <summary>Whether the quantity is at or below zero; false if it is NaN.</summary>
        public static bool operator <=(TQuantity left, LiteralZero right) => left.Value <= 0;

        /// <summary>Whether zero is above the quantity; false if it is NaN.</summary>
        public static bool operator >(LiteralZero left, TQuantity right) => right.Value < 0;

        /// <summary>Whether zero is below the quantity; false if it is NaN.</summary>
        public static bool operator <(LiteralZero left, TQuantity right) => right.Value > 0;

        /// <summary>Whether zero is at or above the quantity; false if it is NaN.</summary>
        public static bool operator >=(LiteralZero left, TQuantity right) => right.Value <= 0;

        /// <summary>Whether zero is at or below the quantity; false if it is NaN.</summary>
        public static bool operator <=(LiteralZero left, TQuantity right) => right.Value >= 0;

        /// <summary>Whether the quantity is exactly zero.</summary>
        public static bool operator ==(TQuantity left, LiteralZero right) => left.Value == 0;

        /// <summary>Whether the quantity is not exactly zero; true if it is NaN.</summary>
        public static bool operator !=(TQuantity left, LiteralZero right) => left.Value != 0;

        /// <summary>Whether the quantity is exactly zero.</summary>
        public static bool operator ==(LiteralZero left, TQuantity right) => right.Value == 0;

        /// <summary>Whether the quantity is not exactly zero; true if it is NaN.</summary>
        public static bool operator !=(LiteralZero left, TQuantity right) => right.Value != 0;
    }
}

namespace Mandelstam;

/// <summary>A symmetry, used as a type argument of <c>InvariantUnder</c> only.</summary>
public interface ISymmetry;

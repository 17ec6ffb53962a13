namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>An expression outgrew what a derivation may cost: nothing is derived from it.</summary>
internal sealed class GivenUpException : Exception;

namespace Mandelstam.Compiler.Algebra;

/// <summary>A pool has made as many nodes as it may.</summary>
/// <param name="capacity">How many.</param>
public sealed class ExprPoolFullException(int capacity) : Exception($"The pool holds {capacity} nodes, the most that it may.");

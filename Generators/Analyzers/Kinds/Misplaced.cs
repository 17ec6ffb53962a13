using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>An argument in a place that is for another kind of coordinate.</summary>
/// <param name="Argument">The argument.</param>
/// <param name="Parameter">The parameter it is given to.</param>
/// <param name="Slot">What belongs there.</param>
/// <param name="Found">What the argument is.</param>
/// <param name="Place">The argument, or the arm of it that is meant.</param>
internal sealed record Misplaced(ArgumentSyntax Argument, IParameterSymbol Parameter, CoordinateKind Slot, CoordinateKind Found, ExpressionSyntax Place)
{
    /// <summary>Only one arm of a choice is in the wrong place.</summary>
    public bool IsPartial => Place != Argument.Expression;

    /// <summary>It is zero, where a momentum allows that to the mass alone.</summary>
    public bool IsZero { get; init; }
}

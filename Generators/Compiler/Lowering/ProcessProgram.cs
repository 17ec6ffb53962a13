using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A process as expressions of the momenta of its final state: the backends' input.</summary>
/// <param name="Shape">The process.</param>
/// <param name="Event">The same as an event, whose columns the expressions read.</param>
/// <param name="Pool">The pool of all nodes.</param>
/// <param name="Amplitude">|M|²; null where none is declared.</param>
/// <param name="Selected">The selection; null where none is declared.</param>
public sealed record ProcessProgram(ProcessShape Shape, EventSpec Event, ExprPool Pool, Expr? Amplitude, Expr? Selected);

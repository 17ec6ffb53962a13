using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>
/// One event declaration as expressions: nuisances in declared order, then corrections, then selection, category, columns and features,
/// all over one pool, so that what they share is computed once. The backends' only input beside the model.
/// </summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Pool">The pool of all its nodes.</param>
/// <param name="Selected">The selection; always true without one.</param>
/// <param name="Category">The ordinal of the category, or null.</param>
/// <param name="Rate">The product of the rate nuisances' factors.</param>
/// <param name="Columns">For each numeric primary column, by index, its value in the file's unit.</param>
/// <param name="Features">The features.</param>
/// <param name="Trace">Each body by itself, on the event as stored; in a pool of its own.</param>
public sealed record EventProgram(
    EventSpec Spec,
    ExprPool Pool,
    Expr Selected,
    Expr? Category,
    Expr Rate,
    IReadOnlyList<(int Column, Expr Value)> Columns,
    IReadOnlyList<LoweredFeature> Features,
    BodyTrace Trace);

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Each body of a declaration lowered by itself, on the event as it is stored.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Pool">The pool of the nodes: not that of the program.</param>
/// <param name="Stored">The event as it is stored.</param>
/// <param name="Results">What each body gives, by its key; what could not be lowered is missing.</param>
/// <param name="Columns">For each feature, the columns that it reads.</param>
/// <param name="Sites">Every operation that the bodies write, in the order in which they were lowered.</param>
/// <param name="IsComplete">Every body could be lowered.</param>
public sealed record BodyTrace(
    EventSpec Spec,
    ExprPool Pool,
    EventValue Stored,
    IReadOnlyDictionary<string, Value> Results,
    IReadOnlyList<EquatableArray<int>> Columns,
    IReadOnlyList<Site> Sites,
    bool IsComplete);

using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mandelstam.Generators.Reading;

/// <summary>Statements that give a local a new value: read as a new local of the same name, which hides the old one from there on.</summary>
internal static class Assignments
{
    /// <summary>The local or parameter; null of all else, and where the new value would be seen by somebody whom hiding the old one does not reach.</summary>
    /// <param name="assignment">What stands in the statement.</param>
    public static ISymbol? TargetOf(IOperation assignment)
    {
        IOperation? target = assignment switch
        {
            ISimpleAssignmentOperation { IsRef: false } simple => simple.Target,
            ICompoundAssignmentOperation compound when !(IsWhole(compound.Target.Type) && !IsWhole(compound.Value.Type)) => compound.Target,
            ICoalesceAssignmentOperation coalesce => coalesce.Target,
            IIncrementOrDecrementOperation step => step.Target,
            _ => null,
        };
        while (target is IFieldReferenceOperation { Instance: { Type.IsTupleType: true } tuple })
        {
            target = tuple;
        }

        ISymbol? variable = target switch
        {
            ILocalReferenceOperation { IsDeclaration: false, Local.RefKind: RefKind.None } local => local.Local,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
            _ => null,
        };
        return variable is not null && MayHide(variable, assignment) ? variable : null;
    }

    /// <summary>The locals on the left of "var (x, (y, _)) = …" or "(a, b) = (b, a);", each with its place, from the outside in; null where there is something else among them.</summary>
    /// <param name="deconstruction">What stands in the statement.</param>
    /// <param name="areNew">They must all be declared there, so that none is read before it is set.</param>
    public static IReadOnlyList<(ILocalSymbol Local, EquatableArray<int> Place)>? TargetsOf(IDeconstructionAssignmentOperation deconstruction, bool areNew = false) =>
        TargetsOf(deconstruction.Target, deconstruction, areNew);

    /// <summary>The same of what stands in the head of a loop, where they are always declared.</summary>
    /// <param name="target">The tuple of targets.</param>
    /// <param name="at">What sets them.</param>
    /// <param name="areNew">They must all be declared there.</param>
    public static IReadOnlyList<(ILocalSymbol Local, EquatableArray<int> Place)>? TargetsOf(IOperation target, IOperation at, bool areNew)
    {
        List<(ILocalSymbol Local, EquatableArray<int> Place)> locals = [];
        return Add(target, [], isNew: false) && TupleOf(target) is not null ? locals : null;

        bool Add(IOperation target, int[] place, bool isNew)
        {
            isNew |= target is IDeclarationExpressionOperation;
            if (TupleOf(target) is { } targets)
            {
                return targets.Elements.Select((element, i) => Add(element, [.. place, i], isNew)).All(static isLocal => isLocal);
            }

            if (target is IDiscardOperation)
            {
                return true;
            }

            if (LocalOf(target) is not { RefKind: RefKind.None } local || !(isNew || (!areNew && MayHide(local, at))))
            {
                return false;
            }

            locals.Add((local, new(place)));
            return true;
        }
    }

    /// <summary>The tuple of targets that is written there, also behind a "var"; null where there is a single one.</summary>
    /// <param name="target">The left side of a deconstruction, or a part of it.</param>
    public static ITupleOperation? TupleOf(IOperation target) => Declared(target) as ITupleOperation;

    /// <summary>The local that is set there; null for all else.</summary>
    /// <param name="target">A part of the left side of a deconstruction.</param>
    public static ILocalSymbol? LocalOf(IOperation target) => (Declared(target) as ILocalReferenceOperation)?.Local;

    /// <summary>The locals and parameters that are given another value anywhere inside.</summary>
    /// <param name="body">A body.</param>
    public static IEnumerable<ISymbol> ChangedIn(IOperation body) => body.Descendants()
        .Select(static o => (o as IAssignmentOperation)?.Target ?? (o as IIncrementOrDecrementOperation)?.Target)
        .OfType<IOperation>().SelectMany(static target => target.DescendantsAndSelf())
        .Select(static o => (ISymbol?)(o as ILocalReferenceOperation)?.Local ?? (o as IParameterReferenceOperation)?.Parameter)
        .OfType<ISymbol>();

    private static IOperation Declared(IOperation target) => target is IDeclarationExpressionOperation { Expression: var declared } ? declared : target;

    private static bool MayHide(ISymbol variable, IOperation assignment) => SymbolEqualityComparer.Default.Equals(OwnerOf(assignment), OwnerOf(variable)) && !IsKept(variable, assignment);

    /// <summary>Does a branch nothing but set locals that have values already, or are its own? Then what follows is read once, with either value.</summary>
    /// <param name="branch">The statement; none does nothing.</param>
    /// <param name="isChosen">Is a variable of a type that can be chosen by a condition, and set?</param>
    public static bool AreAll(IOperation? branch, Func<ISymbol, bool> isChosen) => branch switch
    {
        null or IEmptyOperation => true,
        IBlockOperation block => block.Operations.All(statement => AreAll(statement, isChosen)),
        IExpressionStatementOperation { Operation: var assignment } => TargetOf(assignment) is { } variable && isChosen(variable),
        IVariableDeclarationGroupOperation group => group.Declarations.All(static d => d.Declarators.All(static v => v.GetVariableInitializer() is not null)),
        IConditionalOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.IfStatementSyntax } inner => AreAll(inner.WhenTrue, isChosen) && AreAll(inner.WhenFalse, isChosen),
        _ => false,
    };

    /// <summary>Does a pattern name what it matches?</summary>
    /// <param name="pattern">The pattern.</param>
    public static bool GivesNames(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().Any(static p => p is IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null });

    // A lambda that is stored sees the value at the time when it is called; one that is handed over is called there and then.
    private static bool IsKept(ISymbol variable, IOperation at)
    {
        IOperation root = at;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        bool Reads(IOperation part) => part.DescendantsAndSelf().Any(o =>
            SymbolEqualityComparer.Default.Equals((o as ILocalReferenceOperation)?.Local ?? (ISymbol?)(o as IParameterReferenceOperation)?.Parameter, variable));
        return root.Descendants().OfType<IAnonymousFunctionOperation>().Any(lambda => lambda.Parent is not { Parent: IArgumentOperation } && Reads(lambda.Body));
    }

    // The function inside the body, or null for the body itself.
    private static ISymbol? OwnerOf(IOperation? at)
    {
        for (; at is not null; at = at.Parent)
        {
            if (((at as IAnonymousFunctionOperation)?.Symbol ?? (at as ILocalFunctionOperation)?.Symbol) is { } function)
            {
                return function;
            }
        }

        return null;
    }

    private static ISymbol? OwnerOf(ISymbol variable) => variable.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } function ? function : null;

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
}

using Mandelstam.Compiler.Checks;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Analyzers;

/// <summary>
/// Problems that show in what a declaration does, and their causes in its expressions. Whoever reads an expression where it stands knows better what to write; the effect is for
/// causes that nobody can read.
/// </summary>
/// <param name="declaration">The declaration.</param>
/// <param name="compilation">The project that it is of.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Cause(TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation)
{
    private static readonly AzimuthDifferenceAnalyzer _azimuths = new();
    private static readonly UnitAnalyzer _units = new();
    private static readonly CoordinateSlotAnalyzer _slots = new();
    private static readonly ExpressionAnalyzer[] _ofAsymmetry = [new FrameMismatchAnalyzer(), new BoostAnalyzer(), _slots, _azimuths, new PseudorapidityAnalyzer()];
    private static readonly ExpressionAnalyzer[] _ofDimension = [new DimensionAnalyzer(), _units];
    private static readonly string[] _problemsOfAsymmetry = [Rules.UnwrappedAzimuths.Id, Rules.CountedTwice.Id];

    // Few problems ask for it.
    private readonly Lazy<Code?> _code = new(() => Language.Of(compilation) is { } language ? new(EventReader.ModelOf(compilation, declaration.SyntaxTree), language, cancellation) : null);

    // What an assembly suppresses, of whatever rule.
    private readonly Lazy<(string Id, string? Target)[]> _suppressed = new(() =>
        [.. compilation.Assembly.GetAttributes().Concat(compilation.SourceModule.GetAttributes())
            .Select(static a => (SuppressedBy(a) ?? "", a.NamedArguments.FirstOrDefault(static n => n.Key == "Target").Value.Value as string))]);

    /// <summary>The code of the declaration; null where the language is out of sight.</summary>
    public Code? Code => _code.Value;

    /// <summary>
    /// Is a problem the effect of an expression that a rule of its own is broken by, or of another problem? It is looked for in the member and in those that it names.
    /// So is what a member does, or fails to do, while it is still being written.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="all">All problems of the declaration.</param>
    public bool IsSaid(Problem problem, IEnumerable<Problem> all)
    {
        if (IsOfUnfinished(problem))
        {
            return true;
        }

        ExpressionAnalyzer[] causes = problem.RuleId == Rules.UnwrappedAzimuths.Id ? [_azimuths, _units]
            : problem.RuleId == Rules.FalseSymmetry.Id || problem.RuleId == Rules.AmplitudeNotInvariant.Id ? _ofAsymmetry
            : problem.RuleId == Rules.AmplitudeDimension.Id ? _ofDimension
            : problem.RuleId == Rules.NotPropagated.Id ? [_slots]
            : problem.RuleId == Rules.EmptySelection.Id || problem.RuleId == Rules.TrivialSelection.Id ? [_units]
            : [];
        if (causes.Length == 0 || Code is not { } code)
        {
            return false;
        }

        SyntaxNode root = declaration.SyntaxTree.GetRoot(code.Cancellation);
        bool IsHeard(string id) => !IsSilenced(id, root, code);
        causes = [.. causes.Where(cause => IsHeard(cause.SupportedDiagnostics[0].Id))];
        (string Id, TextSpan Place)[] others = problem.RuleId == Rules.FalseSymmetry.Id
            ? [.. all.Where(other => _problemsOfAsymmetry.Contains(other.RuleId) && IsHeard(other.RuleId)).Select(other => (other.RuleId, Reported.PlaceOf(declaration, other)))]
            : [];
        if (causes.Length + others.Length == 0 || root.FindNode(Reported.PlaceOf(declaration, problem)).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member || member is TypeDeclarationSyntax
            || (problem.RuleId == Rules.NotPropagated.Id && !(member is MethodDeclarationSyntax nuisance && nuisance.Identifier.ValueText == problem.Arguments[0])))
        {
            // What is stale where it is read is so whatever stands beside it.
            return false;
        }

        Dictionary<SyntaxTree, Code> codes = new() { [root.SyntaxTree] = code };
        HashSet<SyntaxNode> seen = [];
        Queue<MemberDeclarationSyntax> open = new([member]);
        while (open.Count > 0)
        {
            MemberDeclarationSyntax next = open.Dequeue();
            if (!seen.Add(next))
            {
                continue;
            }

            bool isElsewhere = next.SyntaxTree != root.SyntaxTree;
            if (!codes.TryGetValue(next.SyntaxTree, out Code? here))
            {
                codes.Add(next.SyntaxTree, here = new(EventReader.ModelOf(compilation, next.SyntaxTree), code.Language, cancellation));
            }

            IEnumerable<string> said = others.Where(other => !isElsewhere && next.Span.Contains(other.Place)).Select(static other => other.Id)
                .Concat(causes.Where(cause => cause.Finds(next, here)).Select(static cause => cause.SupportedDiagnostics[0].Id));
            if (said.Any(id => !IsSuppressed(id, next, here) && !(isElsewhere && IsSilenced(id, next.SyntaxTree.GetRoot(cancellation), here))))
            {
                return true;
            }

            foreach (ISymbol named in next.DescendantNodes().OfType<IdentifierNameSyntax>().Select(here.SymbolOf).Where(static s => s is IPropertySymbol or IMethodSymbol).OfType<ISymbol>())
            {
                foreach (SyntaxReference place in ((named as IMethodSymbol)?.ReducedFrom ?? named).OriginalDefinition.DeclaringSyntaxReferences)
                {
                    if (place.GetSyntax(code.Cancellation) is MemberDeclarationSyntax declared and not BaseTypeDeclarationSyntax)
                    {
                        open.Enqueue(declared);
                    }
                }
            }
        }

        return false;
    }

    // What is wrong with the shape of a declaration is so whatever is written yet; what follows from all of a body is not.
    private bool IsOfUnfinished(Problem problem)
    {
        if (!UnfinishedCode.IsIn(declaration) || problem.RuleId.StartsWith("PHY00", StringComparison.Ordinal))
        {
            return false;
        }

        TextSpan place = Reported.PlaceOf(declaration, problem);
        return declaration.Members.Where(UnfinishedCode.IsIn).Any(member => member.Span.Contains(place) || (NameOf(member) is { } name && problem.Arguments.Any(a => a == name || a.Contains($"'{name}'"))));
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    // By an attribute of the member or of what is around it, or by one of the assembly that names them.
    private bool IsSuppressed(string id, MemberDeclarationSyntax member, Code code)
    {
        for (ISymbol? symbol = code.Model.GetDeclaredSymbol(member, code.Cancellation); symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(a => SuppressedBy(a) == id)
                || _suppressed.Value.Any(s => s.Id == id && (s.Target is not { } target || target.TrimStart('~') == symbol.GetDocumentationCommentId())))
            {
                return true;
            }
        }

        return false;
    }

    // The rule that an attribute suppresses; null for any other attribute. The type may be the project's own, so it goes by its name.
    private static string? SuppressedBy(AttributeData attribute) =>
        attribute is { AttributeClass: { Name: "SuppressMessageAttribute" or "UnconditionalSuppressMessageAttribute" } type, ConstructorArguments: [_, { Value: string check }] }
        && type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis"
            ? check.Split(':')[0].Trim()
            : null;

    // Whoever does not want to hear of the cause shall hear of the effect.
    private static bool IsSilenced(string id, SyntaxNode root, Code code)
    {
        CompilationOptions options = code.Model.Compilation.Options;
        if (options.SpecificDiagnosticOptions.TryGetValue(id, out ReportDiagnostic inProject) && inProject == ReportDiagnostic.Suppress)
        {
            return true;
        }

        ReportDiagnostic inFile = ReportDiagnostic.Default;
        if (options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(root.SyntaxTree, id, code.Cancellation, out inFile) == true && inFile == ReportDiagnostic.Suppress)
        {
            return true;
        }

        return root.ContainsDirectives && root.DescendantTrivia(static _ => true, descendIntoTrivia: false).Select(static t => t.GetStructure()).OfType<PragmaWarningDirectiveTriviaSyntax>()
            .Any(p => p.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword) && (p.ErrorCodes.Count == 0 || p.ErrorCodes.Any(c => c.ToString() == id)));
    }
}

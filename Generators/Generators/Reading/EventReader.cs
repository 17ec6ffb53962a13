using System.Text.RegularExpressions;
using Mandelstam.Compiler;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Emit;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>Reads an event declaration: symbols in, model out. Only this folder names a symbol.</summary>
public static class EventReader
{
    // Of a reference, the last part of the name is what a reader sees.
    private static readonly Regex References = new("<(?:see|paramref|typeparamref)\\s+(?:cref|name|langword)\\s*=\\s*\"(?:[^\"(]*[.:])?([^\".:(]*)[^\"]*\"\\s*/>", RegexOptions.CultureInvariant);
    private static readonly Regex Summary = new("<summary>(.*?)</summary>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly SymbolDisplayFormat NameAlone = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted, SymbolDisplayTypeQualificationStyle.NameOnly, SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat AsDeclared = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly string[] Marks =
    [
        KnownNames.Column, KnownNames.MissingMomentum, KnownNames.Weight, KnownNames.Label, KnownNames.Passenger, KnownNames.Feature, KnownNames.Nuisance, KnownNames.RateNuisance,
        KnownNames.Correction, KnownNames.Selection, KnownNames.Category,
    ];

    private static readonly Regex Tags = new("<[^>]*>", RegexOptions.CultureInvariant);

    /// <summary>Reads the declaration of a type.</summary>
    /// <param name="type">The type that has the attribute.</param>
    /// <param name="syntax">Its syntax.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ReadResult<EventSpec> Read(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        new Reading(type, syntax, compilation, places: true, cancellation).Run(bodies: true).ToResult(EventFamily.Instance);

    /// <summary>Reads, lowers and collects everything that is wrong with a declaration: what the analyzers report.</summary>
    public static EquatableArray<Problem> Check(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        Reading reading = new(type, syntax, compilation, places: true, cancellation);
        ReadResult<EventSpec> result = reading.Run(bodies: true).ToResult(EventFamily.Instance);
        if (!result.IsComplete || result.Spec is null)
        {
            return result.Problems.Select(Placed).Distinct().ToEquatable();
        }

        string Text(SourceSpan span) => reading.TextOf(span);
        IReadOnlyList<Problem> problems = CheckEvent.Run(result.Spec, Text, out EventProgram? program);
        IEnumerable<Problem> all = problems.Select(p => Quoting(p, Text, syntax, compilation, cancellation));
        if (program is null)
        {
            return all.Select(Placed).Distinct().ToEquatable();
        }

        return all.Concat(CheckSymmetries.Run(program.Trace, Text, (member, group) => ClaimOf(type, syntax, member, group, cancellation)))
            .Concat(CheckNuisances.Run(program.Trace, Text, (nuisance, argument) => PriorOf(type, syntax, nuisance, argument, cancellation), problems))
            .Concat(CheckSignOfMissing.Run(program.Trace, Text)).Concat(CheckAzimuths.Run(program.Trace, Text)).Select(Placed).Distinct().ToEquatable();
    }

    /// <summary>A problem where it is shown: what other files do wrong is all in one place, and said once.</summary>
    internal static Problem Placed(Problem problem) => problem.Span.IsInSight ? problem : problem with { Span = default };

    /// <summary>A problem with what stands in its place filled in.</summary>
    internal static Problem Quoting(Problem problem, Func<SourceSpan, string> text, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        string Filled(string argument) => argument switch
        {
            Problem.Source => text(problem.Span) is { Length: > 0 } written ? CodeNames.Excerpt(written) : syntax.Identifier.Text,
            Problem.AboveZero => AboveZero(syntax, problem.Span, compilation, cancellation),
            _ => argument,
        };
        return problem with { Arguments = problem.Arguments.Select(Filled).ToEquatable() };
    }

    /// <summary>The meaning of a file.</summary>
    public static SemanticModel ModelOf(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree);

    /// <summary>Reads the declaration of a type but for its bodies.</summary>
    /// <param name="type">The type that has the attribute.</param>
    /// <param name="syntax">Its syntax.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal static DeclarationRead<EventSpec> ReadShape(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        new Reading(type, syntax, compilation, places: false, cancellation).Run(bodies: false);

    /// <summary>What a member is marked with that members of an event alone are; null for nothing.</summary>
    public static AttributeData? MarkOf(ISymbol member) => member.GetAttributes().FirstOrDefault(static a => Array.Exists(Marks, name => Is(a, name)));

    /// <summary>The attribute of a name, or null.</summary>
    internal static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Is(attribute, name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Is it the attribute of this full name? Asked of every attribute of every member, so nothing is written out but where the last part fits.</summary>
    internal static bool Is(AttributeData attribute, string name) => attribute.AttributeClass is { Arity: 0, ContainingType: null } type
        && name.EndsWith(type.Name, StringComparison.Ordinal)
        && name.Length > type.Name.Length && name[name.Length - type.Name.Length - 1] == '.'
        && type.ContainingNamespace.ToDisplayString() == name.Substring(0, name.Length - type.Name.Length - 1);

    /// <summary>The members of a type as they are declared: file by file, as the compiler was given them, since places in different files do not compare.</summary>
    internal static IEnumerable<ISymbol> InOrder(INamedTypeSymbol type)
    {
        List<SyntaxTree> files = [.. type.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree)];
        return type.GetMembers()
            .OrderBy(m => m.DeclaringSyntaxReferences.FirstOrDefault() is { } place ? files.IndexOf(place.SyntaxTree) : -1)
            .ThenBy(static m => m.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0);
    }

    /// <summary>The member of a name that has an attribute of the language, the first in declared order; overloads without one are helpers. Null where none has.</summary>
    internal static ISymbol? DeclaredAs(INamedTypeSymbol type, string name) => type.GetMembers(name).FirstOrDefault(static m => m.GetAttributes().Any(
        static a => a.AttributeClass is { ContainingNamespace: { Name: nameof(Mandelstam), ContainingNamespace.IsGlobalNamespace: true } } && !Is(a, KnownNames.NotTranslated)));

    /// <summary>The place of a member in its enumeration, in declared order.</summary>
    internal static int OrdinalOf(IFieldSymbol member) => Members(member.ContainingType).FindIndex(f => SymbolEqualityComparer.Default.Equals(f, member));

    // Where a symmetry is claimed: the type argument of the attribute.
    private static SourceSpan? ClaimOf(INamedTypeSymbol type, TypeDeclarationSyntax syntax, string member, string group, CancellationToken cancellation)
    {
        IEnumerable<SyntaxNode> attributes = type.GetMembers(member).SelectMany(static m => m.GetAttributes()).Select(a => a.ApplicationSyntaxReference?.GetSyntax(cancellation)).OfType<SyntaxNode>();
        TypeSyntax? claim = attributes.Where(a => a.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(a.Span))
            .SelectMany(static a => a.DescendantNodes()).OfType<TypeArgumentListSyntax>().SelectMany(static list => list.Arguments)
            .FirstOrDefault(argument => argument.GetLastToken().ValueText == group);
        return claim is null ? null : new SourceSpan(claim.SpanStart - syntax.SpanStart, claim.Span.Length);
    }

    // Where an argument of a nuisance's prior is written, or the prior where no name is given; null where it is not.
    private static SourceSpan? PriorOf(INamedTypeSymbol type, TypeDeclarationSyntax syntax, NuisanceSpec nuisance, string argument, CancellationToken cancellation)
    {
        AttributeData? prior = DeclaredAs(type, nuisance.Method) is { } method ? Find(method, nuisance.Kind == NuisanceKind.Rate ? KnownNames.RateNuisance : KnownNames.Nuisance) : null;
        SyntaxNode? place = prior is null ? null : argument.Length > 0 ? ArgumentOf(prior, argument, cancellation) : prior.ApplicationSyntaxReference?.GetSyntax(cancellation);
        return place is not null && place.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(place.Span) ? new(place.SpanStart - syntax.SpanStart, place.Span.Length) : null;
    }

    /// <summary>A named argument as it is written; null where there is none.</summary>
    internal static SyntaxNode? ArgumentOf(AttributeData attribute, string name, CancellationToken cancellation) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Is it a record that another file can add members to?</summary>
    internal static bool IsPartialRecord(INamedTypeSymbol type, TypeDeclarationSyntax syntax) =>
        syntax is RecordDeclarationSyntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword) && !type.IsFileLocal;

    /// <summary>The name of a type as code has it: with an @ where it is a keyword.</summary>
    internal static string NameOf(INamedTypeSymbol type) => type.IsGenericType ? type.ToDisplayString(NameAlone) : CSharp.Identifier(type.Name);

    // What is written as an argument or before the dot has a type, whose zero the advice names. There is no maximum of fourth powers.
    private static string AboveZero(TypeDeclarationSyntax syntax, SourceSpan span, Compilation compilation, CancellationToken cancellation)
    {
        const string Ask = "ask first: '… > 0 ? … : …'";
        SyntaxNode place = syntax.SyntaxTree.GetRoot(cancellation).FindNode(new(syntax.SpanStart + span.Start, span.Length), getInnermostNodeForTie: true);
        ExpressionSyntax? operand = place switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments: [var single] } => single.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } => method.Expression,
            _ => null,
        };
        ITypeSymbol? type = operand is null ? null : ModelOf(compilation, syntax.SyntaxTree).GetTypeInfo(operand, cancellation).Type;
        return type?.Name switch
        {
            "GeV4" => Ask,
            "Energy" or "GeV2" => $"take it of 'Max({type.Name}.Zero, …)', or {Ask}",
            _ => $"take it of 'Max(0, …)', or {Ask}",
        };
    }

    /// <summary>The types around a type, outermost first, as "class Outer".</summary>
    internal static IEnumerable<string> Containers(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string keyword = outer.IsRecord ? outer.IsValueType ? "record struct" : "record" : outer.IsValueType ? "struct" : outer.TypeKind == TypeKind.Interface ? "interface" : "class";
            containers.Insert(0, $"{keyword} {NameOf(outer)}");
        }

        return containers;
    }

    /// <summary>The members of an enumeration, in declared order.</summary>
    internal static List<IFieldSymbol> Members(INamedTypeSymbol enumeration) => [.. enumeration.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue)];

    /// <summary>The summary of a symbol's documentation, as plain text.</summary>
    internal static string Describe(ISymbol symbol, CancellationToken cancellation)
    {
        // The documentation mode of a build without a documentation file drops the comments from the symbols, not from the text.
        SyntaxNode? node = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return node is null ? "" : DescriptionIn(node.GetLeadingTrivia().ToFullString());
    }

    /// <summary>The summary in what stands before a declaration, as plain text.</summary>
    internal static string DescriptionIn(string comments)
    {
        if (!comments.Contains("<summary"))
        {
            return "";
        }

        Match match = Summary.Match(comments.Replace("///", " "));
        return match.Success ? Unescape(CodeNames.OnOneLine(Tags.Replace(References.Replace(match.Groups[1].Value, "$1"), ""))) : "";
    }

    private static string Unescape(string text) => text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");

    private sealed class Reading(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, bool places, CancellationToken cancellation)
    {
        private static readonly Dictionary<string, BodyRead> _none = [];

        private readonly BodyReader _bodies = new(type, syntax, compilation, places, _none, cancellation);
        private readonly List<Problem> _problems = [];
        private readonly List<string> _roots = [];
        private readonly List<ColumnSpec> _columns = [];
        private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
        private readonly List<MemberSpec> _members = [];
        private readonly List<FeatureSpec> _features = [];
        private readonly List<NuisanceSpec> _nuisances = [];
        private readonly List<string> _corrections = [];
        private readonly List<string> _selections = [];
        private readonly List<ExemptionSpec> _exemptions = [];
        private EnumSpec? _category;
        private EnumSpec? _label;
        private int _weight = -1;
        private int _labelColumn = -1;
        private double _unit = 1;
        private string _unitName = "GeV";

        private SourceSpan NameSpan => new(syntax.Identifier.SpanStart - syntax.SpanStart, syntax.Identifier.Span.Length);

        public string TextOf(SourceSpan span) => _bodies.TextOf(span);

        private bool EmitTensors => compilation.GetTypeByMetadataName(KnownNames.TensorEvents) is not null;

        public DeclarationRead<EventSpec> Run(bool bodies)
        {
            if (!IsPartialRecord(type, syntax))
            {
                return Refused(new(Rules.NotPartial.Id, NameSpan, new([type.Name])));
            }

            if (type.IsGenericType)
            {
                return Refused(new(Rules.GenericDeclaration.Id, NameSpan, new([type.Name])));
            }

            if (type.IsAbstract || !type.InstanceConstructors.Any(static c => c.Parameters.Length == 0))
            {
                return Refused(new(Rules.WrongSignature.Id, NameSpan, new([type.Name, $"'public partial record {type.Name}', not abstract, that can be made without arguments"])));
            }

            for (INamedTypeSymbol? extended = type.BaseType; extended is not null; extended = extended.BaseType)
            {
                if (Find(extended, KnownNames.Event) is not null)
                {
                    TypeSyntax? place = syntax.BaseList?.Types.FirstOrDefault()?.Type;
                    SourceSpan span = place is null ? NameSpan : new(place.SpanStart - syntax.SpanStart, place.Span.Length);
                    return Refused(new(Rules.InheritedEvent.Id, span, new([type.Name, extended.Name])));
                }
            }

            ReportCollisions();
            if (Find(type, KnownNames.Event) is { } attribute && Named(attribute, "Unit") is { } unit)
            {
                (_unit, _unitName) = UnitOf(unit);
            }

            foreach (ISymbol member in InOrder(type))
            {
                cancellation.ThrowIfCancellationRequested();
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                {
                    Report(Rules.WrongSignature, Place(member), member.Name, "it without 'required'");
                }

                if (Find(member, KnownNames.NotTranslated) is not null)
                {
                    continue;
                }

                if (type.GetMembers(member.Name).Length > 1 && DeclaredAs(type, member.Name) is { } first && !SymbolEqualityComparer.Default.Equals(first, member))
                {
                    // A helper, unless it has an attribute too. Of anything but two methods C# says it.
                    if (first is IMethodSymbol && member is IMethodSymbol overload && AttributeOf(overload) is { } second)
                    {
                        Report(Rules.WrongSignature, Place(member, second), member.Name, "a method with a name of its own");
                    }

                    continue;
                }

                switch (member)
                {
                    case IPropertySymbol property:
                        ReadProperty(property);
                        break;
                    case IMethodSymbol { MethodKind: MethodKind.Ordinary } method:
                        ReadMethod(method);
                        break;
                }
            }

            EventSpec spec = Spec(syntax is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "struct" } ? "record struct" : "record");
            if (bodies)
            {
                _bodies.ReadAll();
            }

            return new(spec, _problems.ToEquatable(), _roots.ToEquatable(), _bodies.Bodies);
        }

        // What the declaration as such makes impossible. Its stored members are implemented all the same, where C# can take that: it asks for it before it asks any rule.
        private DeclarationRead<EventSpec> Refused(Problem problem)
        {
            _problems.Add(problem);
            bool canBeContinued = syntax is not InterfaceDeclarationSyntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword) && !type.IsFileLocal && type.ContainingType is not { IsGenericType: true };
            if (!canBeContinued)
            {
                return new(null, _problems.ToEquatable(), default, _bodies.Bodies);
            }

            foreach (IPropertySymbol property in InOrder(type).OfType<IPropertySymbol>().Where(p => p is { IsIndexer: false, IsAbstract: false } && OwnMembers.IsStored(p, cancellation)))
            {
                _members.Add(Member(property, MemberKind.Scalar, "", Coordinates.None, 1, default, -1, 0));
            }

            string keyword = syntax is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText.Length: > 0 } record ? $"record {record.ClassOrStructKeyword.ValueText}" : syntax.Keyword.ValueText;
            return new(Spec(keyword), _problems.ToEquatable(), default, _bodies.Bodies);
        }

        private EventSpec Spec(string keyword)
        {
            return new(
                type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
                NameOf(type),
                Containers(type).ToEquatable(),
                keyword,
                Describe(type, cancellation),
                _columns.ToEquatable(),
                _members.ToEquatable(),
                _features.ToEquatable(),
                _nuisances.ToEquatable(),
                _corrections.ToEquatable(),
                _selections.ToEquatable(),
                _category,
                _label,
                _weight,
                _labelColumn,
                default,
                EmitTensors)
            {
                Distinction = Distinction.Of(type, compilation),
                Exemptions = _exemptions.ToEquatable(),
            };
        }

        // Where a name is there already, one of the two has to go. Said here, where the user can change his, and not by C# in a file that he has not written.
        private void ReportCollisions()
        {
            IReadOnlyList<GeneratedMember> generated = GeneratedMembers.OfEvent(EmitTensors);
            string Expected(string name) => $"it under another name: '{name}' is what is generated for every event";
            if (generated.Any(m => m.Name == type.Name))
            {
                _problems.Add(new(Rules.WrongSignature.Id, NameSpan, new([type.Name, Expected(type.Name)])));
            }

            foreach ((GeneratedMember member, ISymbol own, SyntaxToken name) in OwnMembers.InTheWayOf(type, generated, cancellation))
            {
                _problems.Add(new(Rules.WrongSignature.Id, _bodies.SpanOf(name), new([own.Name, Expected(member.Name)])));
            }
        }

        private void Report(Rule rule, SyntaxNode at, params string[] arguments) => _problems.Add(new(rule.Id, _bodies.SpanOf(at), new(arguments)));

        private static TypedConstant? Named(AttributeData attribute, string name)
        {
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                if (argument.Key == name)
                {
                    return argument.Value;
                }
            }

            return null;
        }

        private static double Number(AttributeData attribute, string name) => Named(attribute, name)?.Value is { } value
            ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)
            : double.NaN;

        private static (double Scale, string Name) UnitOf(TypedConstant unit) => unit.Value switch
        {
            1 => (1e-3, "MeV"),
            2 => (1e3, "TeV"),
            3 => (1e-6, "KeV"),
            _ => (1, "GeV"),
        };

        private static string Full(ITypeSymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

        private SyntaxNode Place(ISymbol symbol, AttributeData attribute, string argument) => ArgumentOf(attribute, argument, cancellation) ?? Place(symbol, attribute);

        private SyntaxNode Place(ISymbol symbol, AttributeData? attribute = null) =>
            attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) ?? symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? syntax;

        private void ReadProperty(IPropertySymbol property)
        {
            foreach (AttributeData exemption in property.GetAttributes().Where(static a => Is(a, KnownNames.Unaffected)))
            {
                string nuisance = exemption.ConstructorArguments.Length > 0 ? exemption.ConstructorArguments[0].Value as string ?? "" : "";
                bool isJustified = !string.IsNullOrWhiteSpace(Named(exemption, "Justification")?.Value as string);
                _exemptions.Add(new(property.Name, nuisance, isJustified, _bodies.SpanOf(Place(property, exemption))));
            }

            if (OwnMembers.IsStored(property, cancellation))
            {
                ReadStored(property);
            }
            else if (Find(property, KnownNames.Column) is { } stray)
            {
                Report(Rules.WrongSignature, Place(property, stray), property.Name, AsColumn(property));
            }
            else if (MeantForColumns(property) is { } instead && property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is PropertyDeclarationSyntax { Identifier: var name })
            {
                _problems.Add(new(Rules.WrongSignature.Id, _bodies.SpanOf(name), new([property.Name, instead])));
            }

            AttributeData? computed = Find(property, KnownNames.Feature) ?? Find(property, KnownNames.Selection) ?? Find(property, KnownNames.Category);
            if (computed is not null && (property.IsStatic || !property.ExplicitInterfaceImplementations.IsEmpty))
            {
                Report(Rules.WrongSignature, Place(property, computed), property.Name.Split('.').Last(), "a property of the event's own, neither static nor one of an interface alone");
                return;
            }

            if (Find(property, KnownNames.Feature) is { } feature)
            {
                ReadFeature(property, feature);
            }

            if (Find(property, KnownNames.Selection) is { } selection)
            {
                if (property.Type.SpecialType != SpecialType.System_Boolean)
                {
                    Report(Rules.WrongSignature, Place(property, selection), property.Name, "a property of type bool");
                    return;
                }

                _selections.Add(property.Name);
                _roots.Add(_bodies.Ask(property));
            }

            if (Find(property, KnownNames.Category) is { } category)
            {
                if (property.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration || _category is not null)
                {
                    Report(Rules.WrongSignature, Place(property, category), property.Name, "one property whose type is an enum");
                    return;
                }

                _category = Enumerate(enumeration, property.Name, Place(property, category));
                _roots.Add(_bodies.Ask(property));
            }
        }

        // What keeps a column out of a stored property, or its value from whoever asks for it; nothing where nothing does.
        private SyntaxNodeOrToken InTheWayOfColumn(IPropertySymbol property)
        {
            PropertyDeclarationSyntax? declared = Place(property) as PropertyDeclarationSyntax;
            return property.IsStatic ? declared?.Modifiers.FirstOrDefault(static m => m.IsKind(SyntaxKind.StaticKeyword)) ?? default(SyntaxNodeOrToken)
                : property.GetMethod is null || property.SetMethod is null ? declared?.AccessorList
                : default(SyntaxNodeOrToken);
        }

        private static string AsColumn(IPropertySymbol property) =>
            $"public partial {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {property.Name} {{ get; init; }}";

        // What a property that is computed is marked as all the same, and what to write: a mark that nobody looks at would be a weight that is 1.
        private static string? MeantForColumns(IPropertySymbol property)
        {
            (string Name, string Instead)[] all =
            [
                (KnownNames.Weight, "for the weight is what the file holds, its factors multiplied; one that has a parameter is a [RateNuisance]"),
                (KnownNames.Label, "for the label is what the file holds; bins that are computed are a [Category]"),
                (KnownNames.MissingMomentum, "or leave [MissingMomentum] out: what is computed follows the momenta by itself"),
                (KnownNames.Passenger, "or leave [Passenger] out: only columns are carried along"),
                (KnownNames.Massless, "or leave [Massless] out: what is computed has the mass that comes out"),
                (KnownNames.DependsOn, "or leave [DependsOn] out: what is computed follows the momenta by itself"),
            ];
            string? instead = all.FirstOrDefault(mark => Find(property, mark.Name) is not null).Instead;
            return instead is null ? null : $"a column, [Column(…)] {AsColumn(property)}, {instead}";
        }

        private EnumSpec Enumerate(INamedTypeSymbol enumeration, string member, SyntaxNode at)
        {
            List<IFieldSymbol> fields = Members(enumeration);
            for (int i = 0; i < fields.Count; i++)
            {
                string value = Convert.ToString(fields[i].ConstantValue, System.Globalization.CultureInfo.InvariantCulture);
                string ordinal = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (value != ordinal)
                {
                    Report(Rules.EnumerationWithGaps, at, enumeration.Name, fields[i].Name, value, ordinal);
                    break;
                }
            }

            return new(
                Full(enumeration),
                member,
                fields.Select(static f => f.Name).ToEquatable(),
                fields.Select(static f => Find(f, KnownNames.ColumnValue)?.ConstructorArguments.FirstOrDefault().Value as string ?? f.Name.ToLowerInvariant()).ToEquatable());
        }

        private void ReadFeature(IPropertySymbol property, AttributeData attribute)
        {
            ITypeSymbol inner = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : property.Type;
            bool isOptional = !SymbolEqualityComparer.Default.Equals(inner, property.Type);
            string? unit = inner.Name switch
            {
                "Energy" => "GeV",
                "GeV2" => "GeV^2",
                "GeV4" => "GeV^4",
                "InverseGeV2" => "GeV^-2",
                "InverseGeV4" => "GeV^-4",
                "Angle" or "Azimuth" => "rad",
                "Pseudorapidity" or "Rapidity" or "Double" or "Int32" or "Boolean" => "",
                _ => null,
            };
            if (unit is null)
            {
                Report(Rules.WrongSignature, Place(property, attribute), property.Name, "a property whose type is a quantity, double, int or bool, or one of them with '?'");
                return;
            }

            string column = attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string name ? name : property.Name;
            if (!Own(column, property.Name, Place(property, attribute)))
            {
                return;
            }

            string description = Named(attribute, "Description")?.Value as string ?? Describe(property, cancellation);
            _features.Add(new(column, property.Name, unit, inner.Name, isOptional, Number(attribute, "Absent"), description, "")
            {
                Claims = ClaimsOf(property).ToEquatable(),
            });
            _roots.Add(_bodies.Ask(property));
        }

        // InvariantUnder<T1>, InvariantUnder<T1, T2>, …: one attribute for each number of symmetries.
        private static IEnumerable<string> ClaimsOf(IPropertySymbol property)
        {
            string anyNumber = KnownNames.InvariantUnder.TrimEnd('1');
            return property.GetAttributes()
                .Where(a => $"{a.AttributeClass?.ContainingNamespace}.{a.AttributeClass?.MetadataName}".StartsWith(anyNumber, StringComparison.Ordinal))
                .SelectMany(static a => a.AttributeClass!.TypeArguments)
                .Select(static symmetry => symmetry.Name)
                .Distinct();
        }

        private bool Own(string column, string member, SyntaxNode at)
        {
            if (IsUnwritable(column, "column", member, at))
            {
                return false;
            }

            if (_owners.TryGetValue(column, out string? owner))
            {
                Report(Rules.DuplicateColumn, at, column, owner, member);
                return false;
            }

            _owners.Add(column, member);
            return true;
        }

        // Names stand in remarks of what is generated and in tables, on one line.
        private bool IsUnwritable(string name, string what, string member, SyntaxNode at)
        {
            bool isEmpty = string.IsNullOrWhiteSpace(name), isUnwritable = isEmpty || name.Any(CodeNames.IsUnseen);
            if (isUnwritable)
            {
                Report(Rules.WrongSignature, at, member, isEmpty ? $"a {what}'s name that is not empty" : $"a {what}'s name without line breaks or other characters that nobody sees");
            }

            return isUnwritable;
        }

        private void ReadStored(IPropertySymbol property)
        {
            int before = _members.Count;
            SyntaxNode dependencies = Place(property, Find(property, KnownNames.DependsOn));
            string? unknown = DependenciesOf(property)?.FirstOrDefault(name => !type.GetMembers(name).OfType<IPropertySymbol>().Any());
            if (unknown is not null && dependencies.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(text => text.Token.ValueText == unknown))
            {
                // Of a nameof C# says it.
                Report(Rules.WrongSignature, dependencies, property.Name, $"nameof a member that it is computed from, which '{unknown}' is not");
            }

            ReadColumns(property);
            if (_members.Count == before)
            {
                // It is implemented all the same: C# need not complain about what has been said already.
                _members.Add(Member(property, MemberKind.Scalar, "", Coordinates.None, 1, default, -1, 0));
            }
        }

        private MemberSpec Member(
            IPropertySymbol property, MemberKind kind, string frame, Coordinates coordinates, int capacity, EquatableArray<int> columns, int count, double absent)
        {
            PropertyDeclarationSyntax? declared = Place(property) as PropertyDeclarationSyntax;
            string modifiers = string.Join(" ", declared?.Modifiers.Select(static m => m.ValueText).Where(static m => m != "partial") ?? []);
            string accessors = string.Join(" ", declared?.AccessorList?.Accessors.Select(static a => $"{(a.Modifiers.Count > 0 ? a.Modifiers.ToString() + " " : "")}{a.Keyword.ValueText};") ?? []);
            return new(property.Name, property.Type.ToDisplayString(AsDeclared), modifiers, accessors, kind, frame, coordinates, capacity, columns, count, absent, property.Type.Name)
            {
                IsMissingMomentum = Find(property, KnownNames.MissingMomentum) is not null,
                DependsOn = DependenciesOf(property),
            };
        }

        private static EquatableArray<string>? DependenciesOf(IPropertySymbol property) =>
            Find(property, KnownNames.DependsOn) is { ConstructorArguments.Length: > 0 } attribute && !attribute.ConstructorArguments[0].IsNull
                ? attribute.ConstructorArguments[0].Values.Select(static v => v.Value as string ?? "").ToEquatable()
                : null;

        private void ReadColumns(IPropertySymbol property)
        {
            if (Find(property, KnownNames.Column) is not { } attribute)
            {
                Report(Rules.MissingColumn, Place(property), property.Name);
                return;
            }

            SyntaxNodeOrToken obstacle = InTheWayOfColumn(property);
            if (obstacle != default)
            {
                _problems.Add(new(Rules.WrongSignature.Id, _bodies.SpanOf(obstacle), new([property.Name, AsColumn(property)])));
                return;
            }

            IEnumerable<string> patterns = attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].IsNull
                ? []
                : attribute.ConstructorArguments[0].Values.Select(static v => v.Value as string ?? "");
            List<string> names = [.. patterns.SelectMany(ColumnPattern.Expand)];
            string typeName = property.Type.Name;
            bool isMassless = Find(property, KnownNames.Massless) is not null;
            (MemberKind kind, int capacity, string frame) = property.Type switch
            {
                INamedTypeSymbol { Name: "FourVector", TypeArguments.Length: 1 } vector => (MemberKind.FourVector, 1, Full(vector.TypeArguments[0])),
                INamedTypeSymbol { Name: "TransverseVector", TypeArguments.Length: 1 } vector => (MemberKind.Transverse, 1, Full(vector.TypeArguments[0])),
                INamedTypeSymbol { TypeArguments.Length: 1 } objects
                    when Collections.Capacity(objects.Name) > 0 && objects.TypeArguments[0] is INamedTypeSymbol { Name: "FourVector", TypeArguments.Length: 1 } item =>
                    (MemberKind.FourVectors, Collections.Capacity(typeName), Full(item.TypeArguments[0])),
                INamedTypeSymbol { TypeKind: TypeKind.Enum } => (MemberKind.Label, 1, ""),
                _ => (MemberKind.Scalar, 1, ""),
            };
            bool isPassenger = Find(property, KnownNames.Passenger) is not null;
            bool isText = property.Type.SpecialType == SpecialType.System_String;
            bool isScalar = typeName is "Energy" or "GeV2" or "Angle" or "Azimuth" or "Pseudorapidity" or "Rapidity" or "Double" or "Single" or "Int32" or "Boolean" || (isText && isPassenger);
            if ((kind == MemberKind.Scalar && !isScalar) || (kind == MemberKind.Label && Find(property, KnownNames.Label) is null))
            {
                Report(Rules.UnsupportedMemberType, Place(property), property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                return;
            }

            if (Roles(property, kind).FirstOrDefault(static r => !r.Fits) is { Name: { } misplaced, Expected: var expected })
            {
                Report(Rules.WrongSignature, Place(property, Find(property, misplaced)), property.Name, expected);
                return;
            }

            Coordinates coordinates = CoordinatesOf(attribute, kind, names.Count / capacity, isMassless, names);
            int width = coordinates switch
            {
                Coordinates.None => 1,
                Coordinates.PtPhi or Coordinates.XY => 2,
                Coordinates.PtEtaPhi or Coordinates.PxPyPz => 3,
                _ => 4,
            };
            if (names.Count != width * capacity)
            {
                static string Text(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
                bool lacksMass = kind is MemberKind.FourVector or MemberKind.FourVectors && !isMassless && names.Count == 3 * capacity;
                SourceSpan place = _bodies.SpanOf(Place(property, attribute));
                string needed = lacksMass ? $"{Text(width * capacity)}, or is to be marked [Massless]" : Text(width * capacity);
                _problems.Add(new(Rules.WrongColumnCount.Id, place, new([property.Name, Text(names.Count), needed]))
                {
                    Fixes = lacksMass ? new([new(new(place.Start, 0), "Massless, ")]) : default,
                });
                return;
            }

            bool isOptional = Named(attribute, "Optional")?.Value is true;
            (double scale, string unitName) = Named(attribute, "Unit") is { } unit ? UnitOf(unit) : (_unit, _unitName);
            ColumnRole role = Find(property, KnownNames.Weight) is not null ? ColumnRole.Weight
                : kind == MemberKind.Label ? ColumnRole.Label
                : isPassenger ? ColumnRole.Passenger : ColumnRole.Primary;
            string description = Describe(property, cancellation);
            ColumnValues values = typeName switch { "Boolean" => ColumnValues.Truth, "Int32" => ColumnValues.Whole, _ => ColumnValues.Any };

            // Of an object that is there, or is told by this number not to be. Where a count tells, what lies beyond it is nobody's.
            bool IsLength(int coordinate) => coordinate == 0 && Named(attribute, "Count") is null
                && CoordinateKinds.SlotsOf(coordinates) is [CoordinateKind.TransverseMomentum, ..];

            List<int> indices = [];
            for (int i = 0; i < names.Count; i++)
            {
                if (!Own(names[i], property.Name, Place(property, attribute)))
                {
                    return;
                }

                (string columnUnit, double columnScale) = UnitOfCoordinate(coordinates, i % width, typeName, unitName, scale);
                indices.Add(_columns.Count);
                _columns.Add(new(names[i], role, kind == MemberKind.Label || isText, isOptional, columnUnit, columnScale, description)
                {
                    Values = IsLength(i % width) ? ColumnValues.Magnitude : values,
                });
            }

            for (int i = 0; i < names.Count; i++)
            {
                if (Misplaced(names[i], coordinates, i % width, typeName) is { } mistake)
                {
                    Report(Rules.WrongSlot, Place(property, attribute), property.Name, mistake);
                    return;
                }
            }

            int count = -1;
            if (kind == MemberKind.FourVectors && Named(attribute, "Count")?.Value is string countName)
            {
                if (!Own(countName, property.Name, Place(property, attribute)))
                {
                    return;
                }

                count = _columns.Count;
                _columns.Add(new(countName, ColumnRole.Primary, false, isOptional, "", 1, $"Number of {property.Name}.") { Values = ColumnValues.Whole });
            }

            double absent = Number(attribute, "Absent");
            if (kind == MemberKind.FourVectors && double.IsNaN(absent))
            {
                Report(Rules.WrongSignature, Place(property, attribute), property.Name, "what the file holds where an object is absent: [Column(…, Absent = -25)]");
                return;
            }

            if (values == ColumnValues.Truth && !double.IsNaN(absent))
            {
                Report(Rules.WrongSignature, Place(property, attribute), property.Name, "no Absent, for a bool is 0 or 1: an int where the file holds another number as well");
                return;
            }

            if (role == ColumnRole.Weight)
            {
                _weight = indices[0];
            }

            if (kind == MemberKind.Label)
            {
                INamedTypeSymbol labels = (INamedTypeSymbol)property.Type;
                _label = Enumerate(labels, property.Name, Place(property, attribute));
                if (labels.EnumUnderlyingType?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64)
                {
                    Report(Rules.WrongSignature, Place(property, Find(property, KnownNames.Label)), property.Name, $"'enum {labels.Name}' without ': {labels.EnumUnderlyingType.ToDisplayString()}', for -1 is the label of an event that has none");
                }
                _labelColumn = indices[0];
            }

            _members.Add(Member(property, kind, frame, coordinates, capacity, indices.ToEquatable(), count, double.IsNaN(absent) && kind != MemberKind.Scalar ? 0 : absent));
        }

        // What else a stored member is marked as, whether it can be that, and what can.
        private IEnumerable<(string Name, bool Fits, string Expected)> Roles(IPropertySymbol property, MemberKind kind)
        {
            (string Name, bool Fits, string Expected)[] all =
            [
                (KnownNames.Weight, _weight < 0 && property.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single, "one property of type double"),
                (KnownNames.Label, _label is null && kind == MemberKind.Label, "one property whose type is an enum"),
                (KnownNames.MissingMomentum, kind == MemberKind.Transverse, "a property of type TransverseVector"),
                (KnownNames.Massless, kind is MemberKind.FourVector or MemberKind.FourVectors, "a property of type FourVector, or UpTo1 to UpTo8 of them"),
            ];
            return all.Where(role => Find(property, role.Name) is not null);
        }

        // A column whose name says that it is another coordinate than the one read from it.
        private static string? Misplaced(string column, Coordinates coordinates, int index, string typeName)
        {
            CoordinateKind found = coordinates is Coordinates.XY or Coordinates.PxPyPz or Coordinates.PxPyPzM or Coordinates.PxPyPzE ? CoordinateKinds.OfComponent(column) : CoordinateKinds.OfName(column);
            CoordinateKind slot = coordinates != Coordinates.None ? CoordinateKinds.SlotsOf(coordinates)[index] : typeName switch
            {
                "Energy" when !CoordinateKinds.IsEnergy(found) => CoordinateKind.Energy,
                "Azimuth" or "Pseudorapidity" or "Rapidity" or "Angle" => (CoordinateKind)Enum.Parse(typeof(CoordinateKind), typeName),
                _ => CoordinateKind.Unknown,
            };
            return !CoordinateKinds.Conflict(slot, found) ? null
                : $"{CoordinateKinds.Describe(slot)} is read from column '{column}', which by its name is {CoordinateKinds.Describe(found)}; "
                    + "name the columns in the order of the coordinates, or say Coordinates = …";
        }

        private static Coordinates CoordinatesOf(AttributeData attribute, MemberKind kind, int width, bool isMassless, List<string> names)
        {
            if (kind is MemberKind.Scalar or MemberKind.Label)
            {
                return Coordinates.None;
            }

            if (Named(attribute, "Coordinates")?.Value is int declared && declared > 0)
            {
                return (Coordinates)Enum.Parse(typeof(Coordinates), ((DeclaredCoordinates)declared).ToString());
            }

            if (kind == MemberKind.Transverse)
            {
                return names.Count >= 2 && AreComponents(names, "xy") ? Coordinates.XY : Coordinates.PtPhi;
            }

            // In whichever order the components are named: a wrong one is said where each is read.
            bool isCartesian = names.Count > 0 && (EndsWith(names[0], "px") || (names.Count >= 3 && AreComponents(names, "xyz")));
            if (isMassless)
            {
                return isCartesian ? Coordinates.PxPyPz : Coordinates.PtEtaPhi;
            }

            bool Says(int index, string word) => index < names.Count && (EndsWith(names[index], word) || string.Equals(Rest(names, index), word, StringComparison.OrdinalIgnoreCase));
            bool hasMass = Says(3, "m") || Says(3, "mass");
            return isCartesian ? hasMass ? Coordinates.PxPyPzM : Coordinates.PxPyPzE
                : Says(1, "y") ? Coordinates.PtYPhiM
                : (Says(3, "e") && !hasMass) || Says(3, "energy") ? Coordinates.PtEtaPhiE : Coordinates.PtEtaPhiM;
        }

        // Do the first names differ in one letter alone, an axis each: met_x and met_y, mex and mey, bpx, bpy and bpz, px1, py1 and pz1?
        private static bool AreComponents(List<string> names, string axes)
        {
            string first = names[0];
            for (int at = 0; at < first.Length; at++)
            {
                string Axis(string name) => name.Length == first.Length && name.Remove(at, 1) == first.Remove(at, 1) ? name.Substring(at, 1).ToLowerInvariant() : "";
                if (string.Concat(names.Take(axes.Length).Select(Axis).OrderBy(static a => a, StringComparer.Ordinal)) == axes)
                {
                    return true;
                }
            }

            return false;
        }

        // What a coordinate's name does not share with that of the first one, at its beginning and at its end.
        private static string Rest(List<string> names, int index)
        {
            (string first, string name) = (names[0], names[index]);
            int shortest = Math.Min(first.Length, name.Length), start = 0, end = 0;
            while (start < shortest && first[start] == name[start])
            {
                start++;
            }

            while (end < shortest - start && first[first.Length - 1 - end] == name[name.Length - 1 - end])
            {
                end++;
            }

            return name.Substring(start, name.Length - start - end);
        }

        // The last word of a column's name: "lep_pt" ends in "pt", "lepPt" does too, "adapt" does not.
        private static bool EndsWith(string name, string word)
        {
            if (!name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            int start = name.Length - word.Length;
            return start == 0 || !char.IsLetter(name[start - 1]) || (char.IsLower(name[start - 1]) && char.IsUpper(name[start]));
        }

        private static (string Unit, double Scale) UnitOfCoordinate(Coordinates coordinates, int index, string typeName, string unit, double scale)
        {
            bool isAngle = coordinates switch
            {
                Coordinates.PtEtaPhi or Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM => index == 2,
                Coordinates.PtPhi => index == 1,
                Coordinates.None => typeName is "Angle" or "Azimuth",
                _ => false,
            };
            bool isPure = coordinates switch
            {
                Coordinates.PtEtaPhi or Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM => index == 1,
                Coordinates.None => typeName is not ("Energy" or "GeV2"),
                _ => false,
            };
            return isAngle ? ("rad", 1) : isPure ? ("", 1) : typeName == "GeV2" ? (unit + "^2", scale * scale) : (unit, scale);
        }

        private static AttributeData? AttributeOf(IMethodSymbol method) =>
            Find(method, KnownNames.Correction) ?? Find(method, KnownNames.Nuisance) ?? Find(method, KnownNames.RateNuisance);

        private void ReadMethod(IMethodSymbol method)
        {
            if (Find(method, KnownNames.Correction) is { } correction)
            {
                if (method.Parameters.Length > 0 || !SymbolEqualityComparer.Default.Equals(method.ReturnType, type) || method.IsStatic)
                {
                    Report(Rules.WrongSignature, Place(method, correction), method.Name, $"public {type.Name} {method.Name}()");
                    return;
                }

                _corrections.Add(method.Name);
                _roots.Add(_bodies.Ask(method));
            }

            AttributeData? shape = Find(method, KnownNames.Nuisance);
            if ((shape ?? Find(method, KnownNames.RateNuisance)) is not { } attribute)
            {
                return;
            }

            bool returnsEvent = SymbolEqualityComparer.Default.Equals(method.ReturnType, type);
            bool isWellFormed = shape is not null
                ? returnsEvent && method.Parameters.Length >= 1 && method.Parameters.Skip(1).All(static p => Find(p, KnownNames.Noise) is not null)
                : method.ReturnType.SpecialType == SpecialType.System_Double && method.Parameters.Length == 1;
            List<int> noise = [.. method.Parameters.Skip(1).Select(static p => p.Type.Name switch { "Noise1" => 1, "Noise2" => 2, _ => 0 })];
            string parameterType = method.Parameters.Length > 0 ? method.Parameters[0].Type.Name : "";
            if (!isWellFormed || method.IsStatic || noise.Contains(0) || parameterType is not ("Double" or "Energy" or "Angle"))
            {
                string example = shape is not null
                    ? $"public {type.Name} {method.Name}(double value), with noise as further parameters [Noise] Noise2 g"
                    : $"public double {method.Name}(double scale)";
                Report(Rules.WrongSignature, Place(method, attribute), method.Name, example);
                return;
            }

            ReadPrior(method, attribute, shape is null ? NuisanceKind.Rate : noise.Count > 0 ? NuisanceKind.Stochastic : NuisanceKind.Shape, parameterType, noise);
            _roots.Add(_bodies.Ask(method));
        }

        private void ReadPrior(IMethodSymbol method, AttributeData attribute, NuisanceKind kind, string parameterType, List<int> noise)
        {
            string prior = attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is int ordinal
                ? ordinal switch { 0 => "Normal", 1 => "LogNormal", _ => "Uniform" }
                : "Normal";
            double min = Number(attribute, "Min"), max = Number(attribute, "Max");
            (double mean, double sigma) = prior == "LogNormal" ? (Number(attribute, "LogMean"), Number(attribute, "LogSigma")) : (Number(attribute, "Mean"), Number(attribute, "Sigma"));
            if (prior == "Uniform")
            {
                mean = (min + max) / 2;
                sigma = (max - min) / Math.Sqrt(12);
            }

            double nominal = Number(attribute, "Nominal");
            if (double.IsNaN(nominal))
            {
                nominal = prior == "LogNormal" ? Math.Exp(mean) : mean;
            }

            // What is wrong, and the argument at fault; none where two contradict each other.
            bool isLog = prior == "LogNormal", isNominalGiven = Named(attribute, "Nominal") is not null;
            double centre = isLog ? Math.Exp(mean) : mean, width = isLog ? Math.Log(max) - Math.Log(min) : max - min;
            (string What, string Argument)? wrong =
                prior == "Uniform" && double.IsInfinity(min) ? ("has a range without an end; write a finite Min", "Min")
                : prior == "Uniform" && double.IsInfinity(max) ? ("has a range without an end; write a finite Max", "Max")
                : double.IsNaN(mean) ? (isLog ? "has no LogMean; write LogMean = 0" : prior == "Uniform" ? "has no range; write Min = …, Max = …" : "has no Mean; write Mean = 1", isLog ? "LogMean" : prior == "Uniform" ? "" : "Mean")
                : prior == "Uniform" && !(min < max) ? ("has a range whose Min is not below its Max", "")
                : double.IsInfinity(mean) ? (isLog ? "needs a finite LogMean" : "needs a finite Mean", isLog ? "LogMean" : "Mean")
                : !(sigma > 0) ? (isLog ? "needs LogSigma above zero" : "needs Sigma above zero", isLog ? "LogSigma" : "Sigma")
                : double.IsInfinity(sigma) ? (isLog ? "needs a finite LogSigma" : "needs a finite Sigma", isLog ? "LogSigma" : "Sigma")
                : !double.IsNaN(min) && !double.IsNaN(max) && !(min < max) ? ("has a range whose Min is not below its Max", "")
                : double.IsInfinity(nominal) ? ("needs a finite Nominal", "Nominal")
                : isLog && nominal < 0 ? ("has no values below zero; write a Nominal that is not negative", "Nominal")
                : isLog && min < 0 && !double.IsInfinity(min) ? ("has no values below zero; write Min = 0", "Min")
                : nominal < min || nominal > max
                    ? ("has a range that excludes its nominal value; widen Min and Max or set Nominal", isNominalGiven && !(centre < min) && !(centre > max) ? "Nominal" : "")
                : prior == "Normal" && (mean < min || mean > max) ? ("has a range that excludes its mean; widen Min and Max", "")
                : prior != "Uniform" && sigma > width ? ($"is wider than its whole range, so that most draws lie at an end; write the width itself, not in percent, or widen Min and Max", isLog ? "LogSigma" : "Sigma")
                : null;
            if (wrong is { } contradiction)
            {
                Report(Rules.ContradictoryPrior, Place(method, attribute, contradiction.Argument), method.Name, contradiction.What);
                return;
            }

            string name = Named(attribute, "Name")?.Value as string ?? method.Name;
            if (IsUnwritable(name, "nuisance", method.Name, Place(method, attribute, "Name")))
            {
                return;
            }

            // Overloads are told from each other elsewhere. Whoever gives one name twice may mean one parameter with two effects, but would have two that vary independently.
            if (_nuisances.FirstOrDefault(n => n.Name == name && n.Method != method.Name) is { } other)
            {
                Report(Rules.WrongSignature, Place(method, attribute, "Name"), method.Name, $"a Name of its own, for '{name}' is what '{other.Method}' is called; one nuisance with both effects is one method");
                return;
            }

            _nuisances.Add(new(
                name, method.Name, parameterType, kind, prior, mean, sigma, nominal,
                double.IsNaN(min) ? double.NegativeInfinity : min, double.IsNaN(max) ? double.PositiveInfinity : max, noise.ToEquatable(), Describe(method, cancellation))
            {
                NoisePlaces = method.Parameters.Skip(1).Select(p => _bodies.SpanOf(Place(p))).ToEquatable(),
            });
        }

        // The order of Mandelstam.Coordinates; a test holds the two together.
        private enum DeclaredCoordinates
        {
            Default,
            PtEtaPhi,
            PtEtaPhiM,
            PtEtaPhiE,
            PtYPhiM,
            PxPyPz,
            PxPyPzM,
            PxPyPzE,
            PtPhi,
            XY,
        }
    }
}

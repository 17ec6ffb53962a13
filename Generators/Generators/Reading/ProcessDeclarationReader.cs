using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Emit;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>Reads a record that declares a decay or scattering: its momenta, squared amplitude and selection. Symbols in, model out.</summary>
public static class ProcessDeclarationReader
{
    /// <summary>Reads the declaration of a type but for its bodies.</summary>
    /// <param name="type">The type that has the attribute.</param>
    /// <param name="syntax">The part of it that has the attribute.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where it declares no process, or the text of one and nothing more: then it need not even be partial.</returns>
    internal static DeclarationRead<ProcessSpec>? ReadShape(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        Read(type, syntax, compilation, places: false, bodies: false, cancellation, out _);

    /// <summary>Reads a declaration and collects everything that is wrong with it but its text: what the analyzers report.</summary>
    /// <param name="type">The type that has the attribute.</param>
    /// <param name="syntax">The part of it that has the attribute.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static EquatableArray<Problem> Check(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        if (Read(type, syntax, compilation, places: true, bodies: true, cancellation, out Func<SourceSpan, string> text) is not { } read)
        {
            return default;
        }

        ReadResult<ProcessSpec> result = read.ToResult(ProcessFamily.Instance);
        if (result.Spec is not { } spec || read.Problems.Count > 0)
        {
            return result.Problems.Select(EventReader.Placed).ToEquatable();
        }

        // Where a body cannot be read, it may be for want of what is generated, which momenta that do not match are in the way of.
        List<Problem> found = [];
        if (result.IsComplete)
        {
            found.AddRange(CheckProcess.Run(spec, text).Select(p => EventReader.Quoting(p, text, syntax, compilation, cancellation)));
        }
        else if (ProcessShape.Of(spec, found) is { } shape && spec.RefusedAmplitude is var (refused, place) && CheckProcess.OfRefused(shape, refused, place) is { } problem)
        {
            found.Add(problem);
        }

        return result.Problems.Concat(found).Select(EventReader.Placed).ToEquatable();
    }

    private static DeclarationRead<ProcessSpec>? Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, bool places, bool bodies, CancellationToken cancellation, out Func<SourceSpan, string> text)
    {
        // An event may name the process that it comes from; its members are the event's.
        (AttributeData Attribute, ReactionSpec Spec)[] reactions = [.. ProcessReader.Read(type)];
        if (reactions.Length == 0 || EventReader.Find(type, KnownNames.Event) is not null)
        {
            text = static _ => "";
            return null;
        }

        Reading reading = new(type, syntax, compilation, places, cancellation);
        text = reading.TextOf;
        return reading.Run(reactions[0].Spec, reactions.Length, bodies);
    }

    private sealed class Reading(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, bool places, CancellationToken cancellation)
    {
        private readonly BodyReader _bodies = new(type, syntax, compilation, places, new Dictionary<string, BodyRead>(), cancellation);
        private readonly List<Problem> _problems = [];
        private readonly List<LegSpec> _legs = [];
        private readonly List<FeatureSpec> _amplitudes = [];
        private readonly List<string> _selections = [];
        private readonly List<string> _roots = [];
        private (string Type, SourceSpan Place)? _refusedAmplitude;

        public string TextOf(SourceSpan span) => _bodies.TextOf(span);

        private SourceSpan NameSpan => new(syntax.Identifier.SpanStart - syntax.SpanStart, syntax.Identifier.Span.Length);

        public DeclarationRead<ProcessSpec>? Run(ReactionSpec reaction, int reactions, bool bodies)
        {
            foreach (IPropertySymbol property in EventReader.InOrder(type).OfType<IPropertySymbol>())
            {
                cancellation.ThrowIfCancellationRequested();
                ReadProperty(property);
            }

            bool isPlain = _legs.Count == 0 && _amplitudes.Count == 0 && _selections.Count == 0 && _problems.Count == 0;
            bool isPartialRecord = EventReader.IsPartialRecord(type, syntax);
            if (!isPartialRecord || type.IsGenericType)
            {
                if (isPlain)
                {
                    return null;
                }

                _problems.Add(new((isPartialRecord ? Rules.GenericDeclaration : Rules.NotPartial).Id, NameSpan, new([type.Name])));
                return new(null, _problems.ToEquatable(), default, _bodies.Bodies);
            }

            bool canBeMade = !type.IsAbstract && type.InstanceConstructors.Any(static c => c.Parameters.Length == 0);
            if (!canBeMade && !isPlain)
            {
                _problems.Add(new(Rules.WrongSignature.Id, NameSpan, new([type.Name, $"'public partial record {type.Name}', not abstract, that can be made without arguments"])));
            }

            HashSet<string> omitted = new(StringComparer.Ordinal);
            foreach (ISymbol member in isPlain ? [] : EventReader.InOrder(type).Where(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                omitted.Add("Batch");
                SyntaxNode place = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? syntax;
                _problems.Add(new(Rules.WrongSignature.Id, _bodies.SpanOf(place), new([member.Name, "it without 'required'"])));
            }

            if (reactions > 1 && !isPlain)
            {
                _problems.Add(new(Rules.MismatchedDaughters.Id, NameSpan, new([type.Name, "declares two reactions, and momenta of only one; write one record for each"])));
            }

            if (bodies)
            {
                _bodies.ReadAll();
            }

            EventSpec body = new(
                type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(), EventReader.NameOf(type), EventReader.Containers(type).ToEquatable(),
                syntax is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "struct" } ? "record struct" : "record", EventReader.Describe(type, cancellation),
                default, default, _amplitudes.ToEquatable(), default, default, _selections.ToEquatable(), null, null, -1, -1, default,
                compilation.GetTypeByMetadataName(KnownNames.TensorEvents) is not null)
            {
                Distinction = Distinction.Of(type, compilation),
            };
            ProcessSpec spec = new(reaction, body, _legs.ToEquatable()) { IsWhole = canBeMade || isPlain, RefusedAmplitude = _refusedAmplitude, Taken = places ? Taken().ToEquatable() : default };
            if (spec.IsWhole && ProcessShape.Of(spec, []) is { } shape)
            {
                FindCollisions(GeneratedMembers.OfProcess(shape), omitted);
                if (isPlain && omitted.Count > 0 && !omitted.Contains(type.Name))
                {
                    // Its text is checked, and nothing of it is asked for.
                    return null;
                }

                spec = spec with { Omitted = omitted.OrderBy(static n => n, StringComparer.Ordinal).ToEquatable() };
            }

            return new(spec, _problems.ToEquatable(), _roots.ToEquatable(), _bodies.Bodies);
        }

        private IEnumerable<string> Taken()
        {
            yield return type.Name;
            for (INamedTypeSymbol? next = type; next is { SpecialType: not SpecialType.System_Object }; next = next.BaseType)
            {
                foreach (ISymbol member in next.GetMembers())
                {
                    yield return member.Name;
                }
            }
        }

        // Where a name is there already, one of the two has to go. Said here, where the user can change his, and not by C# in a file that he has not written.
        private void FindCollisions(IReadOnlyList<GeneratedMember> generated, HashSet<string> omitted)
        {
            void Mismatch(SourceSpan span, string subject, string what) => _problems.Add(new(Rules.MismatchedDaughters.Id, span, new([subject, what])));

            foreach ((GeneratedMember member, ISymbol own, SyntaxToken name) in OwnMembers.InTheWayOf(type, generated, cancellation))
            {
                omitted.Add(member.Name);
                Mismatch(_bodies.SpanOf(name), own.Name, member.Meaning.Length > 0
                    ? $"is given by the compiler already under this name, {member.Meaning}; remove this one, or rename it"
                    : "has the name of what is generated for every process; rename it");
            }

            foreach (IGrouping<string, GeneratedMember> alike in generated.GroupBy(static m => m.Name))
            {
                string what = string.Join(" and ", alike.Select(static m => m.Meaning.Length > 0 ? m.Meaning : "what is generated for every process"));
                if (alike.Key == type.Name)
                {
                    omitted.Add(alike.Key);
                    Mismatch(NameSpan, type.Name, $"has the name of a member that it is given: {what}; rename the record");
                }
                else if (alike.Count() > 1 && omitted.Add(alike.Key))
                {
                    Mismatch(NameSpan, type.Name, $"is given two members named '{alike.Key}', {what}; rename the particle or the momentum");
                }
            }

            foreach (LegSpec daughter in _legs.Where(static l => l.Role == LegRole.Daughter && GeneratedMembers.IsTakenInBatch(l.Name)))
            {
                omitted.Add("Batch");
                SyntaxToken? name = OwnMembers.NameOf(type.GetMembers(daughter.Name)[0], cancellation);
                Mismatch(
                    name is { } place ? _bodies.SpanOf(place) : daughter.Span, daughter.Name,
                    "cannot be the name of a column of the batch that is generated, where it has another meaning; rename it");
            }
        }

        private void ReadProperty(IPropertySymbol property)
        {
            (AttributeData? parent, AttributeData? incoming, AttributeData? daughter) = (
                EventReader.Find(property, KnownNames.Parent), EventReader.Find(property, KnownNames.Incoming), EventReader.Find(property, KnownNames.Daughter));
            if ((parent ?? incoming ?? daughter) is { } leg)
            {
                ReadLeg(property, leg, parent is not null ? LegRole.Parent : incoming is not null ? LegRole.Incoming : LegRole.Daughter);
            }

            if (EventReader.Find(property, KnownNames.SquaredAmplitude) is { } amplitude)
            {
                ReadAmplitude(property, amplitude);
            }

            if (EventReader.Find(property, KnownNames.Selection) is { } selection)
            {
                if (property.Type.SpecialType != SpecialType.System_Boolean)
                {
                    Report(Rules.WrongSignature, property, selection, "a property of type bool");
                    return;
                }

                _selections.Add(property.Name);
                _roots.Add(_bodies.Ask(property));
            }
        }

        private void ReadLeg(IPropertySymbol property, AttributeData attribute, LegRole role)
        {
            if (!OwnMembers.IsStored(property, cancellation))
            {
                Report(Rules.WrongSignature, property, attribute, $"public partial FourVector<…> {property.Name} {{ get; {(role == LegRole.Daughter ? "init; " : "")}}}");
                return;
            }

            PropertyDeclarationSyntax? declared = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as PropertyDeclarationSyntax;
            string frame = property.Type is INamedTypeSymbol { Name: "FourVector", TypeArguments.Length: 1 } vector ? Full(vector.TypeArguments[0]) : "";
            string modifiers = string.Join(" ", declared?.Modifiers.Select(static m => m.ValueText).Where(static m => m != "partial") ?? []);
            string accessors = string.Join(" ", declared?.AccessorList?.Accessors.Select(static a => $"{(a.Modifiers.Count > 0 ? a.Modifiers.ToString() + " " : "")}{a.Keyword.ValueText};") ?? []);
            string particle = attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string ?? "" : "";
            _legs.Add(new(
                property.Name, role, Full(property.Type), frame, modifiers, accessors, EventReader.Find(property, KnownNames.Massless) is not null, particle,
                declared is null ? default : _bodies.SpanOf(declared), declared is null ? default : Places(declared, attribute)));
        }

        private LegPlaces Places(PropertyDeclarationSyntax declared, AttributeData attribute)
        {
            SourceSpan Of(SyntaxNode? part) => part is null ? default : _bodies.SpanOf(part);
            AttributeSyntax? written = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
            return new(
                Of((declared.Type as GenericNameSyntax)?.TypeArgumentList.Arguments.FirstOrDefault()), Of(declared.AccessorList),
                Of(written?.ArgumentList?.Arguments.FirstOrDefault()?.Expression));
        }

        private void ReadAmplitude(IPropertySymbol property, AttributeData attribute)
        {
            string? unit = UnitOf(property.Type);
            if (unit is null || _amplitudes.Count > 0)
            {
                Report(Rules.WrongSignature, property, attribute, "one property whose type is double or a power of GeV");
                return;
            }

            _roots.Add(_bodies.Ask(property));
            _amplitudes.Add(new(property.Name, property.Name, unit, property.Type.Name, false, double.NaN, EventReader.Describe(property, cancellation), ""));
            _refusedAmplitude = places ? RefusedFormulaOf(property) : null;
        }

        private static string? UnitOf(ITypeSymbol type) => type.Name switch
        {
            "Energy" => "GeV",
            "GeV2" => "GeV^2",
            "GeV4" => "GeV^4",
            "InverseGeV2" => "GeV^-2",
            "InverseGeV4" => "GeV^-4",
            "Double" => "",
            _ => null,
        };

        // Where C# refuses what the body gives, the type of that tells more than the declared one.
        private (string Type, SourceSpan Place)? RefusedFormulaOf(IPropertySymbol property)
        {
            static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
            static IEnumerable<ExpressionSyntax> Outcomes(ExpressionSyntax value) => value switch
            {
                ParenthesizedExpressionSyntax inner => Outcomes(inner.Expression),
                ConditionalExpressionSyntax choice => Outcomes(choice.WhenTrue).Concat(Outcomes(choice.WhenFalse)),
                SwitchExpressionSyntax choice => choice.Arms.SelectMany(static arm => Outcomes(arm.Expression)),
                _ => [value],
            };

            if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not PropertyDeclarationSyntax declared)
            {
                return null;
            }

            SemanticModel model = EventReader.ModelOf(compilation, declared.SyntaxTree);
            return declared.DescendantNodes(static n => !IsFunction(n)).Select(static n => n switch
                {
                    ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or AccessorDeclarationSyntax } arrow => arrow.Expression,
                    ReturnStatementSyntax { Expression: { } returned } => returned,
                    _ => null,
                }).OfType<ExpressionSyntax>().SelectMany(formula => Outcomes(formula).Select(value => (formula, value)))
                .Where(given => !model.ClassifyConversion(given.value, property.Type).IsImplicit)
                .Select(given => model.GetTypeInfo(given.value, cancellation).Type is not { } type ? null
                    : type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double ? (nameof(Double), _bodies.SpanOf(given.formula))
                    : UnitOf(type) is null ? ((string, SourceSpan)?)null : (type.Name, _bodies.SpanOf(given.formula)))
                .FirstOrDefault(static refused => refused is not null);
        }

        private void Report(Rule rule, IPropertySymbol property, AttributeData attribute, string expected)
        {
            SyntaxNode place = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) ?? syntax;
            _problems.Add(new(rule.Id, _bodies.SpanOf(place), new([property.Name, expected])));
        }

        private static string Full(ITypeSymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }
}

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds what may be written in place of a formula that cancels: an operation of the language that is the same function of the event.</summary>
/// <param name="trace">The bodies.</param>
/// <param name="text">What stands at a place of the declaration.</param>
internal sealed class StableForms(BodyTrace trace, Func<SourceSpan, string> text)
{
    // Formulas of more vectors than this are not tried: each has as many candidates as there are sums and products of its vectors.
    private const int MostVectors = 4;

    private static readonly SourceSpan _nowhere = new(-1, 0);

    /// <summary>M², M or a product for E² − p² and its root; null where it is none of these, or is written in bare numbers.</summary>
    public Fix? OfMass(Site site)
    {
        IReadOnlyList<Vector> vectors = VectorsOf(site);
        if (vectors.Count is 0 or > MostVectors)
        {
            return null;
        }

        bool isRoot = site.Term.Kind == TermKind.Call;
        string member = isRoot ? "Mass" : "M2";
        IEnumerable<Form> candidates = vectors.Select(v => v.Form.Member(member));
        if (vectors.Count > 1)
        {
            candidates = candidates.Append(vectors.Select(static v => v.Form).Aggregate(static (a, b) => a.Plus(b)).Member(member));
        }

        if (vectors.Count == 2 && !isRoot)
        {
            candidates = candidates.Append(vectors[0].Form.Times(vectors[1].Form));
        }

        return First(site, vectors, candidates);
    }

    /// <summary>The stable form of a formula of one vector: of its energy and a momentum, its velocity or its direction along the beam.</summary>
    public Fix? OfOne(Site site)
    {
        if (VectorsOf(site) is not [var vector])
        {
            return null;
        }

        Form v = vector.Form, e = v.Member("E"), p = v.Member("P"), m2 = v.Member("M2"), mt = v.Member("Mt"), mt2 = v.Member("Mt2"), y = v.Member("Rapidity");
        Form lightCone = mt.Times(y.Negative().Exp()), e2 = e.Member("Squared", "Energy");
        Form OneLessTanh(Form rapidity) => Form.Number("2").Over(Form.Number("1").Plus(Form.Number("2").Times(rapidity).Exp()));

        // Of what has no mass a direction is a velocity: the form is the one that is in the words of the formula.
        bool isOfDirection = BodyTerms.All(site.Term).Any(static t => t.Name.EndsWith(".Tanh", StringComparison.Ordinal));
        return First(site, [vector], isOfDirection
            ? [OneLessTanh(v.Member("Eta").Member("Value", "Pseudorapidity")), OneLessTanh(y.Member("Value", "Rapidity"))]
            :
            [
                lightCone, m2.Over(e.Plus(p)), m2.Over(mt.Plus(v.Member("Pt"))), mt2, lightCone.Over(e), m2.Over(e.Times(e.Plus(p))), m2.Over(e2), mt2.Over(e2),
                v.Member("Mass").Over(e), v.Member("Velocity").Member("Gamma", "Velocity"), Form.Number("2").Times(y.Member("Value", "Rapidity")),
                v.Member("Pt").Times(v.Member("Eta").Negative().Exp()),
            ]);
    }

    /// <summary>The opening angle for the arccosine of a normalised product of two momenta.</summary>
    public Fix? OfAngle(Site site)
    {
        if (site.Term.Name != "Math.Acos" || VectorsOf(site) is not [var first, var second])
        {
            return null;
        }

        Term angle = Term.Of(TermKind.Call, "FourVector.OpeningAngle", _nowhere, first.Form.Term, second.Form.Term);
        return First(site, [first, second], [new(angle, $"{first.Form.Text}.OpeningAngle({second.Text}).Value")]);
    }

    // The vectors whose coordinates are read, each once, in the order in which they are written, with what they are there. Of one that is a local, an object of several or a
    // parameter that is what it was last before the formula was computed. None where the formula is written in bare numbers: it would have another type.
    private List<Vector> VectorsOf(Site site)
    {
        Term[] terms = [.. BodyTerms.All(site.Term)];
        if (!site.Term.Span.IsInSight || terms.Any(static t => t.Kind == TermKind.Call && (t.Name.StartsWith("Energy.In", StringComparison.Ordinal) || t.Name is "Energy.Value" or "GeV2.Value" or "GeV4.Value")))
        {
            return [];
        }

        List<Vector> vectors = [];
        foreach (Term read in terms.Where(static t => t is { Kind: TermKind.Call, Arguments: [{ Span.IsInSight: true }] } && t.Name.StartsWith("FourVector.", StringComparison.Ordinal))
            .OrderBy(static t => t.Arguments[0].Span.Start))
        {
            Term term = read.Arguments[0];
            string written = text(term.Span);
            if (!vectors.Exists(v => v.Text == written) && trace.Sites.TakeWhile(s => !ReferenceEquals(s, site)).LastOrDefault(s => ReferenceEquals(s.Term, read))?.Operands[0] is FourVectorValue value)
            {
                string name = "@" + written;
                vectors.Add(new(name, value, written, new(Term.Of(TermKind.Variable, name, _nowhere), term.Kind == TermKind.Binary ? $"({written})" : written)));
            }
        }

        return vectors;
    }

    // The first candidate that is the formula, on every sample event.
    private Fix? First(Site site, IEnumerable<Vector> vectors, IEnumerable<Form> candidates)
    {
        if (site.Result is not ScalarValue { Expr: { } formula })
        {
            return null;
        }

        Scope scope = vectors.Aggregate(Scope.Of(trace.Stored), static (scope, v) => scope.With(v.Name, v.Value));
        (Form Form, Expr Meaning)[] forms = [.. candidates.Select(form => (form, ((ScalarValue)new Lowerer(trace.Spec, trace.Pool).Lower(form.Term, scope)).Expr))];
        Laboratory samples = Laboratory.ForProofs(trace, [trace.Pool.True, formula, .. forms.Select(static f => f.Meaning)]);
        if (forms.FirstOrDefault(f => samples.AreSame(formula, f.Meaning)).Form is not { Term: { } term, Text: var written })
        {
            return null;
        }

        // What is called stands where a product cannot.
        bool isOperand = site.Term.Kind == TermKind.Call && term.Kind == TermKind.Binary && !trace.Spec.Helpers.Any(h => h.Body.Span == site.Term.Span);
        return new(site.Term.Span, isOperand ? $"({written})" : written);
    }

    // A vector that the formula reads, under a name of its own.
    private sealed record Vector(string Name, FourVectorValue Value, string Text, Form Form);

    // What a candidate means, and how it is written.
    private readonly record struct Form(Term Term, string Text)
    {
        public static Form Number(string text) => new(Term.Literal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), _nowhere), text);

        public Form Member(string name, string of = "FourVector") => new(Term.Of(TermKind.Call, $"{of}.{name}", _nowhere, Term), $"{Whole}.{name}");

        public Form Plus(Form other) => Operation("+", other, Text);

        public Form Times(Form other) => Operation("*", other, Factor);

        public Form Over(Form other) => Operation("/", other, Factor);

        public Form Negative() => new(Term.Of(TermKind.Unary, "-", _nowhere, Term), "-" + Whole);

        public Form Exp() => new(Term.Of(TermKind.Call, "Math.Exp", _nowhere, Term), $"Math.Exp({Text})");

        // As the first factor; as the second of two operands, or what a member is of.
        private string Factor => Term is { Kind: TermKind.Binary, Name: "+" } ? $"({Text})" : Text;

        private string Whole => Term.Kind == TermKind.Binary ? $"({Text})" : Text;

        private Form Operation(string name, Form other, string first) => new(Term.Of(TermKind.Binary, name, _nowhere, Term, other.Term), $"{first} {name} {other.Whole}");
    }
}

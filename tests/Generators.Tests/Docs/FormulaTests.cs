using System.Text.RegularExpressions;
using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Tests.Symmetry;
using Xunit;

namespace Mandelstam.Generators.Tests.Docs;

/// <summary>The LaTeX of features: it says what the body computes, in the notation of physicists, and is LaTeX.</summary>
public sealed partial class FormulaTests
{
    private const string Jet = "private FourVector<Lab>? Lead => Jets.Has(0) ? Jets[0] : null;";
    private const string Pair = "private (double, double) Both => (X, Y);";
    private const string At3 = "private static double At3(Func<double, double> f) => f(3);";
    private const string Mct2 = "} public static class HemisphereTools { public static GeV2 Mct2(FourVector<Lab> a, FourVector<Lab> b) => 2 * a.Pt * b.Pt;";

    [Theory]
    [InlineData("2 * (A.Pt - B.Pt).Value", @"2 \cdot (p_T^{A} - p_T^{B})")]
    [InlineData("Math.Cos(2 * (A.Phi - Psi).Value)", @"\cos(2 \cdot (\phi^{A} - Psi))")]
    [InlineData("(A.Pt - B.Pt).InGeV * X", @"(p_T^{A} - p_T^{B}) \cdot X")]
    [InlineData("((X > 1 || Y > 2) && X < 4) ? X : Y", @"\begin{cases} X & (X > 1 \vee Y > 2) \wedge X < 4 \\ Y & \text{otherwise} \end{cases}")]
    [InlineData("2 * (X > 1 ? X : Y)", @"2 \cdot (\begin{cases} X & X > 1 \\ Y & \text{otherwise} \end{cases})")]
    [InlineData("X - (Y + 1) - (X - Y) + (Y - X)", @"X - (Y + 1) - (X - Y) + Y - X")]
    public void Brackets_stand_where_the_meaning_needs_them(string body, string latex) => Holds($"double F => {body};", latex);

    [Theory]
    [InlineData("Energy F => E - Jets.Sum(j => j.E - 0.938.GeV) - E;", @"E - \sum_{j \in Jets} (E^{j} - 0.938\,GeV) - E")]
    [InlineData("Energy F => 2 * Jets.Sum(j => j.E) * X;", @"(2 \cdot \sum_{j \in Jets} E^{j}) \cdot X")]
    [InlineData("Energy F => Jets.Sum(j => j).Mass;", @"m(\sum_{j \in Jets} p_{j})")]
    [InlineData("Energy F => Jets.Sum(j => Jets.Sum(k => (j + k).Mass));", @"\sum_{j \in Jets} \sum_{k \in Jets} m(p_{j} + p_{k})")]
    [InlineData("Energy F => Jets.Where(j => j.Pt > 30.GeV).Sum(k => k.E);", @"\sum_{k \in Jets,\ p_T^{k} > 30\,GeV} E^{k}")]
    [InlineData("double F => Jets.Map(j => j.ScaledMomentum(1.5)).Sum(k => k.Eta.Value);", @"\sum_{j \in Jets} \eta^{k(j)},\ \text{with}\ p_{k(j)} = \operatorname{ScaledMomentum}(p_{j}, 1.5)")]
    [InlineData("Energy F => Jets.Map(j => j.ScaledMomentum(1.5)).Sum(j => j.E);", @"\sum_{j \in Jets} E^{j'(j)},\ \text{with}\ p_{j'(j)} = \operatorname{ScaledMomentum}(p_{j}, 1.5)")]
    [InlineData("double F { get { double s = Part(1) * Part(2); return s; double Part(int n) => Jets.Sum(j => { double d = j.Eta.Value * X - j.Rapidity.Value * Y; return d * d * n; }); } }",
        @"s,\ \text{with}\ d(j) = \eta^{j} \cdot X - y^{j} \cdot Y,\ s = (\sum_{j \in Jets} d(j) \cdot d(j) \cdot 1) \cdot \sum_{j \in Jets} d(j) \cdot d(j) \cdot 2")]
    [InlineData("Energy? F => Jets.Min(j => (j + A).Mass);", @"\min_{j \in Jets} m(p_{j} + p_{A})")]
    [InlineData("Energy? F => Jets.Max(Hardness); private static Energy Hardness(FourVector<Lab> p) => p.Pt;", @"\max_{j \in Jets} Hardness(p_{j})")]
    [InlineData("Energy F { get { Energy sum = 0.GeV; foreach (var j in Jets) { if (j.Pt > 30.GeV) sum += j.E; } return sum; } }", @"sum,\ \text{with}\ sum = \sum_{j \in Jets,\ p_T^{j} > 30\,GeV} E^{j}")]
    [InlineData("double F { get { double s = X; foreach (var a in Jets) foreach (var b in Jets) { double m = (a + b).Mass.InGeV; if (m < 5) continue; s -= m; } return s; } }",
        @"s,\ \text{with}\ m(a, b) = m(p_{a} + p_{b}),\ s = X - \sum_{a \in Jets} \sum_{b \in Jets,\ \lnot (m(a, b) < 5)} m(a, b)")]
    [InlineData("int F { get { int n = 0; foreach (var j in Jets) { n++; } return n; } }", @"n,\ \text{with}\ n = \#\{j \in Jets\}")]
    [InlineData("bool F => Jets.Any(j => j.Pt > 20.GeV) && Jets.All(j => j.Eta < 0 || j.Eta > 1);", @"(\exists\,j \in Jets : p_T^{j} > 20\,GeV) \wedge (\forall\,j \in Jets : \eta^{j} < 0 \vee \eta^{j} > 1)")]
    [InlineData("int F => Jets.CountWhere(j => j.Pt > 30.GeV);", @"\#\{j \in Jets : p_T^{j} > 30\,GeV\}")]
    [InlineData("int F => Jets.Where(j => j.Pt > 30.GeV).Count + Jets.Count;", @"\#\{j \in Jets : p_T^{j} > 30\,GeV\} + N_{Jets}")]
    [InlineData("Energy F { get { var good = Jets.Where(j => j.Pt > 30.GeV); return good.Has(0) ? good[0].Pt : 0.GeV; } }",
        @"\begin{cases} p_T^{good,1} & \exists\,p_{good,1} \\ 0\,GeV & \text{otherwise} \end{cases},\ \text{with}\ good = \{j \in Jets : p_T^{j} > 30\,GeV\}")]
    [InlineData("Energy? F => Jets.Has(1) ? Jets.OrderByDescending(j => j.Mass)[0].Pt : null;", @"\begin{cases} p_T((Jets_{\downarrow m(p_{j})})_{1}) & \exists\,p_{Jets,2} \\ \varnothing & \text{otherwise} \end{cases}")]
    public void What_is_taken_over_objects_says_over_which(string feature, string latex) => Holds(feature, latex);

    [Theory]
    [InlineData("return Sq(X) + Sq(Y); static double Sq(double a) => a * a + 1;", @"X \cdot X + 1 + Y \cdot Y + 1")]
    [InlineData("return Sq(X) - 2 * Sq(Y); static double Sq(double a) => a + 1;", @"X + 1 - 2 \cdot (Y + 1)")]
    [InlineData("return Sq(Math.Sin(X + Y) * Math.Cos(X - Y) / (X * X + Y * Y)) - Sq(Y); static double Sq(double a) => a * a;",
        @"a \cdot a - Y \cdot Y,\ \text{with}\ a = \frac{\sin(X + Y) \cdot \cos(X - Y)}{X \cdot X + Y \cdot Y}")]
    [InlineData("Func<double, double> f = x => x * x; return f(X + 1) - f(Y);", @"(X + 1) \cdot (X + 1) - Y \cdot Y")]
    [InlineData("Func<double, double> f = x => x * x; return Twice(f) + Twice(y => y + X); static double Twice(Func<double, double> g) => g(g(Y));",
        @"Y \cdot Y \cdot Y \cdot Y + Y + X + X")]
    [InlineData("Func<double, double> f = x => x * Y; return At3(f) + At3(x => x + X);", @"At3((x \mapsto x \cdot Y)) + At3((x \mapsto x + X))")]
    [InlineData("double n = X; n = Math.Min(n, Y); n = n + 1; return n * n;", @"n_{2} \cdot n_{2},\ \text{with}\ n = \min(X, Y),\ n_{2} = n + 1")]
    [InlineData("double n = X; if (n > 3) { n -= 1; } return n * n;",
        @"n_{2} \cdot n_{2},\ \text{with}\ n = X - 1,\ n_{2} = \begin{cases} n & X > 3 \\ X & \text{otherwise} \end{cases}")]
    [InlineData("double a = X, b = Y; (a, b) = (b, a); return a / b;", @"\frac{Y}{X}")]
    [InlineData("if (X > 1) { double d = X - Y; return d * d; } else { double d = X + Y; return d * d; }",
        @"\begin{cases} d \cdot d & X > 1 \\ d_{2} \cdot d_{2} & \text{otherwise} \end{cases},\ \text{with}\ d = X - Y,\ d_{2} = X + Y")]
    [InlineData("var z = A + B; double unused = X + Y; bool hard = z.Pt > 20.GeV; return hard && z.Mass > 5.GeV ? 1 : 0;",
        @"\begin{cases} 1 & hard \wedge m(p_{z}) > 5\,GeV \\ 0 & \text{otherwise} \end{cases},\ \text{with}\ p_{z} = p_{A} + p_{B},\ hard = (p_T^{z} > 20\,GeV)")]
    [InlineData("var (a, b) = Both; return a - b;", "Both_{1} - Both_{2}")]
    [InlineData("double X = Y + 1; return X * X + this.X;", @"X_{2} \cdot X_{2} + X,\ \text{with}\ X_{2} = Y + 1")]
    public void A_local_has_one_value_in_a_formula(string statements, string latex) => Holds($"double F {{ get {{ {statements} }} }}", latex);

    [Theory]
    [InlineData("Energy? F => Lead?.Pt;", "p_T^{Lead}")]
    [InlineData("Energy F => Lead?.Pt ?? 0.GeV;", @"\begin{cases} p_T^{Lead} & p_T^{Lead} \ne \varnothing \\ 0\,GeV & \text{otherwise} \end{cases}")]
    [InlineData("bool F => Lead is not null;", @"p_{Lead} \ne \varnothing")]
    [InlineData("double F => Lead is { } p && p.Pt > 20.GeV ? X : -1;", @"\begin{cases} X & p_{Lead} \ne \varnothing \wedge p_T^{Lead} > 20\,GeV \\ -1 & \text{otherwise} \end{cases}")]
    [InlineData("double F => Jets.Count switch { 0 => X, 1 => Y, _ => 3 };", @"\begin{cases} X & N_{Jets} = 0 \\ Y & \text{else if}\ N_{Jets} = 1 \\ 3 & \text{otherwise} \end{cases}")]
    [InlineData("double F => X switch { > 4 => 1, var q when q > Y => 2, _ => 3 };", @"\begin{cases} 1 & X > 4 \\ 2 & \text{else if}\ X > Y \\ 3 & \text{otherwise} \end{cases}")]
    [InlineData("double F => Both is var (a, b) && a > b ? a : Y;", @"\begin{cases} Both_{1} & Both_{1} > Both_{2} \\ Y & \text{otherwise} \end{cases}")]
    [InlineData("double F => (X > 1) is true && (Y > 1) is false ? X : Y;", @"\begin{cases} X & X > 1 \wedge \lnot (Y > 1) \\ Y & \text{otherwise} \end{cases}")]
    [InlineData("bool F => A is { Pt.InGeV: > 40, Eta.Value: < 2.5 };", @"p_T^{A} > 40 \wedge \eta^{A} < 2.5")]
    [InlineData("Energy F => Shifted.Twice + (this with { E = 3.GeV }).Twice; private Toy Shifted => this with { E = 2 * E }; private Energy Twice => 2 * E;", @"Twice[Shifted] + .Twice|_{E \to 3\,GeV}")]
    public void No_name_is_the_compilers(string feature, string latex) => Holds(feature, latex);

    [Theory]
    [InlineData("double F => X - (-4.3) + -(-X);", "X - (-4.3) + (-(-X))")]
    [InlineData("double F => X * (0.1 + 0.2) + 0.1234567890123456;", @"X \cdot 0.3 + 0.1234567890123456")]
    [InlineData("GeV2 F => X > 3 ? A.M2 : GeV2.Zero;", @"\begin{cases} m^2(p_{A}) & X > 3 \\ 0 & \text{otherwise} \end{cases}")]
    [InlineData("double F => A.DeltaR(B, Convention.Eta) + A.DeltaR(B, Convention.Rapidity);", @"\Delta R(p_{A}, p_{B}) + \Delta R_y(p_{A}, p_{B})")]
    [InlineData("Energy F => HemisphereTools.Mct2(A, B).Sqrt(); " + Mct2, @"\sqrt{Mct2(p_{A}, p_{B})}")]
    [InlineData("Energy F => A.Harder(X).Pt; } public static class Tools { extension(FourVector<Lab> p) { public FourVector<Lab> Harder(double by) => p.ScaledMomentum(by); }", "p_T(Harder(p_{A}, X))")]
    [InlineData("double F => Cube(X) + Cube(E); private static double Cube(double x) => x * x * x; private static double Cube(Energy x) => x.InGeV;", "Cube(X) + Cube(E)")]
    [InlineData("Angle F => X > 3 ? 180.Deg : X > 2 ? 0.5.Rad : X.Rad;", @"\begin{cases} 180^{\circ} & X > 3 \\ 0.5\,rad & \text{else if}\ X > 2 \\ X & \text{otherwise} \end{cases}")]
    [InlineData("double F => A.Pt.InMeV + Math.PI * X + 1e-5 * Y;", @"\frac{p_T^{A}}{MeV} + \pi \cdot X + 10^{-5} \cdot Y")]
    [InlineData("double F => Math.Pow(X - 1, 3) + Math.Log10(Y) + Math.Clamp(X, 0, 1);", @"(X - 1)^{3} + \log_{10}(Y) + \min(\max(X, 0), 1)")]
    [InlineData("GeV4 F => (A * B) * (A * A) - A.M2 * (A.P3.Dot(B.P3));", @"(p_{A} \cdot p_{B}) \cdot (p_{A} \cdot p_{A}) - m^2(p_{A}) \cdot (\vec{p}_{A} \cdot \vec{p}_{B})")]
    [InlineData("GeV2 F => 2 * A.M2 - A * B;", @"2 \cdot m^2(p_{A}) - p_{A} \cdot p_{B}")]
    [InlineData("GeV2 F => A.P3.Dot(B.P3);", @"\vec{p}_{A} \cdot \vec{p}_{B}")]
    [InlineData("Angle F => Math.Atan2(A.P3.Direction.Cross(B.P3.Direction).X, A.P3.Direction.Dot(B.P3.Direction)).Rad;", @"\operatorname{atan2}((\hat{p}_{A} \times \hat{p}_{B})_{x}, \hat{p}_{A} \cdot \hat{p}_{B})")]
    [InlineData("Energy F => A.InRestFrameOf(A + B).E + Z.InRestFrameOf(A).Mass; private FourVector<Lab> Z => A + B;", @"E^{A\,\ast(p_{A} + p_{B})} + m(p_{Z}^{\ast(A)})")]
    [InlineData("Energy F => InvariantMass(A, B) + TransverseMass(A, Met) + A.Transverse.X + Met.Pt;", @"m(p_{A} + p_{B}) + m_T(p_{A}, \vec{p}_T^{Met}) + p_x^{A} + p_T^{Met}")]
    public void Operations_are_written_as_physicists_write_them(string feature, string latex) => Holds(feature, latex);

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(TestKit.ReferenceData.RepositoryRoot, "tests", "Generators.Tests", "Declarations"), "*.cs", SearchOption.AllDirectories)
        .Select(static f => Path.GetRelativePath(TestKit.ReferenceData.RepositoryRoot, f)).Order(StringComparer.Ordinal)];

    /// <summary>TeX stops at a brace that is not closed, and at a second index or exponent of the same thing.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Every_formula_is_LaTeX(string file)
    {
        foreach ((string feature, string latex) in Formulas(Project.Text(file)))
        {
            Assert.True(IsWellFormed(latex), $"{feature}: {latex}");
            Assert.DoesNotContain("@", latex, StringComparison.Ordinal);
            Assert.Equal(Regex.Count(latex, @"\\left[^a-z]"), Regex.Count(latex, @"\\right[^a-z]"));
        }
    }

    [Theory]
    [InlineData(@"p_T^{A}", true)]
    [InlineData(@"\sqrt{p_{A}^{2}} + n_{2}", true)]
    [InlineData(@"n_{2}_{1}", false)]
    [InlineData(@"p_T^{A}^2", false)]
    [InlineData(@"\frac{1}{2", false)]
    [InlineData(@"1}", false)]
    public void What_is_no_LaTeX_is_found(string latex, bool isWellFormed) => Assert.Equal(isWellFormed, IsWellFormed(latex));

    private static bool IsWellFormed(string latex)
    {
        Stack<HashSet<char>> marks = new([[]]);
        for (int i = 0; i < latex.Length; i++)
        {
            char c = latex[i];
            if (c == '\\')
            {
                // The next letter is a part of the name.
                i++;
                marks.Peek().Clear();
            }
            else if (c is '_' or '^')
            {
                if (!marks.Peek().Add(c))
                {
                    return false;
                }

                if (latex[i + 1] != '{')
                {
                    i++; // one letter
                }
                else
                {
                    marks.Push([]);
                    i++;
                }
            }
            else if (c == '{')
            {
                marks.Peek().Clear();
                marks.Push([]);
            }
            else if (c == '}')
            {
                marks.Pop();
                if (marks.Count == 0)
                {
                    return false;
                }
            }
            else
            {
                marks.Peek().Clear();
            }
        }

        return marks.Count == 1;
    }

    // Without what only makes brackets grow and letters upright.
    private static void Holds(string feature, string latex)
    {
        string found = Assert.Single(Formulas($$"""
            using static Mandelstam.Kinematics;

            [Event]
            public partial record Toy
            {
                [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
                [Column("b_{pt,eta,phi,m}")] public partial FourVector<Lab> B { get; init; }
                [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jets", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
                [MissingMomentum, Column("met_{pt,phi}")] public partial TransverseVector<Lab> Met { get; init; }
                [Column("x")] public partial double X { get; init; }
                [Column("y")] public partial double Y { get; init; }
                [Column("e")] public partial Energy E { get; init; }
                [Column("psi")] public partial Azimuth Psi { get; init; }
                {{Jet}}
                {{Pair}}
                {{At3}}
                [Feature(Absent = -1)] public {{feature}}
            }
            """)).Latex;
        Assert.True(IsWellFormed(found), found);
        Assert.Equal(latex, Decoration().Replace(found, "$1"));
    }

    private static IEnumerable<(string Feature, string Latex)> Formulas(string text)
    {
        EventSpec spec = Programs.Of(text).Spec;
        LatexPrinter latex = new(spec);
        return spec.Features.Select(f => (f.Column, latex.Print(f)));
    }

    [GeneratedRegex(@"\\left|\\right|\\mathrm\{([A-Za-z0-9]*)\}")]
    private static partial Regex Decoration();
}

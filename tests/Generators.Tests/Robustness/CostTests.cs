using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Mandelstam.Generators.Tests.Robustness;

/// <summary>What a declaration costs grows no faster than n log n with its size, and one that would grow without end is refused at its place.</summary>
public sealed class CostTests
{
    /// <summary>n is the number of features; each has operations of its own and some that all share.</summary>
    [Fact]
    public void Features_cost_what_they_write()
    {
        static string Features(int n) => string.Join("\n", Enumerable.Range(0, n).Select(static i => $"[Feature] public double F{i} => Math.Sin({i}.5 * Lepton.Eta) + Lepton.Pz / 1.GeV;"));
        GrowsAsNLogN(Features, 40, 320);
    }

    /// <summary>n is the number of objects of a sum; its mass is made of n² scalar products by nature, its components of n.</summary>
    [Fact]
    public void Sums_of_objects_cost_their_objects()
    {
        static string Sum(int n) => "[Feature] public Energy F => (" + string.Join(" + ", Enumerable.Range(1, n).Select(static i => $"Lepton.ScaledMomentum({i}.5)")) + ").Px;";
        GrowsAsNLogN(Sum, 20, 160);
    }

    /// <summary>n is the number of helpers in a chain, each of which calls the one before twice: what is shared is lowered, and computed, once.</summary>
    [Fact]
    public void Helpers_that_call_each_other_twice_do_not_double()
    {
        static string Chain(int n) => "[Feature] public double F => H" + n + ";\nprivate double H0 => Lepton.Eta;\n"
            + string.Join("\n", Enumerable.Range(1, n).Select(static i => $"private double H{i} => H{i - 1} * 0.5 + Math.Cos(H{i - 1});"));
        GrowsAsNLogN(Chain, 10, 80);
    }

    /// <summary>n is the number of conditions inside one another.</summary>
    [Fact]
    public void Conditions_inside_one_another_cost_their_number()
    {
        static string Nested(int n) => "[Feature] public double F => " + string.Concat(Enumerable.Range(0, n).Select(static i => $"Lepton.Eta > {i}.5 ? Lepton.Eta + {i} : ")) + "0;";
        GrowsAsNLogN(Nested, 40, 320);
    }

    /// <summary>n is the number of nuisances, each of which changes what the one before has left.</summary>
    [Fact]
    public void Nuisances_cost_what_they_change()
    {
        static string Nuisances(int n) => "[Feature] public Energy F => Lepton.Pt;\n" + string.Join("\n", Enumerable.Range(0, n).Select(static i =>
            $"[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public Toy N{i}(double x) => this with {{ Lepton = Lepton.ScaledMomentum(x * x) }};"));
        GrowsAsNLogN(Nuisances, 20, 160);
    }

    /// <summary>The text and the LaTeX of a formula are as long as the formula.</summary>
    [Fact]
    public void Formulas_are_written_once()
    {
        EventSpec spec = Read("[Feature] public double F => " + string.Concat(Enumerable.Repeat("(0.5 - ", 200)) + "Lepton.Eta" + new string(')', 200) + ";");
        Assert.InRange(new LatexPrinter(spec).Print(spec.Features[0]).Length, 200, 200 * 50);
    }

    /// <summary>n is the number of values of which each takes the one before twice.</summary>
    [Theory]
    [InlineData("double a = Lepton.Eta.Value; ", "a = a * a + 0.5 / (1 + a * a); ", "return a;")]
    [InlineData("double a = Lepton.Eta.Value; double Next(double x) => x * x + 0.5 / (1 + x * x); ", "a = Next(a); ", "return a;")]
    [InlineData("(double, double) t = (Lepton.Eta.Value, 1); ", "t = (t.Item1 * t.Item2 + 0.5, t.Item2 * t.Item1 - Lepton.Eta.Value); ", "return t.Item1;")]
    [InlineData("double? a = Jets.Max(j => j.Eta.Value); ", "a = a * 2 ?? Jets.Min(j => j.Eta.Value); ", "return a ?? 0;")]
    public void Formulas_do_not_double(string first, string step, string last)
    {
        int Length(int n)
        {
            EventSpec spec = Read($"[Feature] public double F {{ get {{ {first} {string.Concat(Enumerable.Repeat(step, n))} {last} }} }}");
            return new LatexPrinter(spec).Print(spec.Features[0]).Length;
        }

        Assert.InRange(Length(40), 40 * 20, 2 * Length(20) + 1_000);
    }

    /// <summary>Several times what is taken on; no more, for the C# compiler's own cost of these grows with the square.</summary>
    public static TheoryData<string> Pathologies =>
    [
        "[Feature] public double F => {|PHY0701:" + string.Join(" + ", Enumerable.Repeat("Lepton.Eta", 2_000)) + "|};",
        "[Feature] public double F => {|PHY0701:" + string.Concat(Enumerable.Repeat("- ", 450)) + "Lepton.Eta|};",
        "[Feature] public double F => {|PHY0701:Jets.Count switch { " + string.Concat(Enumerable.Range(0, 1_200).Select(static i => $"{i} => 1, ")) + "_ => 2 }|};",
        "[Feature] public Energy F => {|PHY0701:(" + string.Join(" + ", Enumerable.Range(1, 390).Select(static i => $"Lepton.ScaledMomentum({i}.5)")) + ").Mass|};",
        "[Feature] public double F { get {|PHY0701:{ var p = Lepton; " + string.Concat(Enumerable.Range(0, 40).Select(static i => $"if (p.Eta > {i}) {{ p = p.ScaledMomentum({i}.5); }} ")) + "return p.Eta; }|} }",
        "[Feature] public double F => {|PHY0701:H40|};\nprivate double H0 => Lepton.Eta;\n" + string.Join("\n", Enumerable.Range(1, 40).Select(static i =>
            $"private double H{i} => Lepton.Eta > {i} ? H{i - 1} : H{i - 1} + 1;")),
    ];

    [Theory]
    [MemberData(nameof(Pathologies))]
    public Task What_grows_without_end_is_refused_at_its_place(string member) => Project.Plain.VerifyAsync(Text(member));

    /// <summary>The deepest bodies that are taken on fit the smallest stack that a thread of an editor has.</summary>
    [Fact]
    public void The_deepest_bodies_fit_a_small_stack()
    {
        const int Stack = 1 << 20;
        string member = "[Feature] public double F => H20;\nprivate double H0 => Lepton.Eta;\n"
            + string.Join("\n", Enumerable.Range(1, 20).Select(static i => $"private double H{i} => {string.Concat(Enumerable.Repeat("1.5 + (0.5 * ", 18))}H{i - 1}{new string(')', 18)};"));
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(() => ScalarEmitter.Emit(LowerEvent.Run(Read(member), out _)!)), Stack);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    // Doubling the size three times may multiply the cost by what n log n gives, and by a tenth for rounding.
    private static void GrowsAsNLogN(Func<int, string> members, int small, int large)
    {
        (int nodes, int text) = Cost(members(small));
        (int moreNodes, int moreText) = Cost(members(large));
        double growth = 1.1 * large * Math.Log(large) / (small * Math.Log(small));
        Assert.InRange(moreNodes, nodes, growth * nodes);
        Assert.InRange(moreText, text, growth * text);
    }

    private static (int Nodes, int Text) Cost(string members)
    {
        EventProgram? program = LowerEvent.Run(Read(members), out IReadOnlyList<Compiler.Checks.Problem> problems);
        Assert.Empty(problems);
        return (program!.Pool.Count, ScalarEmitter.Emit(program).Length);
    }

    private static EventSpec Read(string members)
    {
        CSharpCompilation compilation = Project.Plain.Compile(Text(members));
        SyntaxTree tree = compilation.SyntaxTrees[0];
        TypeDeclarationSyntax syntax = tree.GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().Single();
        ReadResult<EventSpec> result = EventReader.Read(compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax)!, syntax, compilation, default);
        Assert.True(result.IsComplete);
        return result.Spec!;
    }

    private static string Text(string members) => $$"""
        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jets", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            {{members}}
        }
        """;
}

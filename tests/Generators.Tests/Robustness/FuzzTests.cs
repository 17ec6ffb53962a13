using Mandelstam.Generators.Tests.Rules;
using Mandelstam.TestKit;
using Mandelstam.TestKit.Fuzzing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Mandelstam.Generators.Tests.Robustness;

/// <summary>Any C# that the parser accepts, however broken, is survived by the generator and by every analyzer; `mandelstam bench fuzz` runs more.</summary>
public sealed class FuzzTests
{
    private const int Cases = 480, Edits = 100;

    private static readonly string[] _seeds = ["Bodies", "MevFile", "Nested", "EnergiesOnly", "Noisy", "Names", "Small", "Loops"];

    // What the rules about expressions look at, so that they see it broken too.
    private static readonly string _wrong = Analysis.Of("""
        var nu = q.InRestFrameOf(z); var sum = nu + muLab; var pStar = p.Boost(z.Velocity);
        var v = FourVector.PtEtaPhiM<Lab>(t.pt.GeV, new(t.phi), new(t.eta), t.energy.GeV);
        double d = (p.Phi - q.Phi).Value; double r = Math.Sqrt(d * d) + e.Top.DeltaR(e.Lepton) + Math.Sin(90);
        bool hard = p.Pt > 20_000 || p.Pt.InMeV > q.Pt.InGeV; Energy m = hard ? p.M2 + q.Pt : 91.19;
        """);

    /// <summary>Quarters, so that they run side by side where there are cores for it, and a failure repeats in less time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Broken_code_is_survived(int seed)
    {
        CompilerFuzzer fuzzer = new(Project.WithTorch, [Project.Higgs, .. _seeds.Select(Project.Declaration), _wrong], Compiler.Checks.Rules.InternalErrorId);
        Assert.Equal([], await fuzzer.RunAsync(Cases / 4, seed));
    }

    /// <summary>What fuzzing has found, by hand: a failure of the generator would be a warning of the compiler.</summary>
    [Theory]
    [InlineData("[Event] public partial record Twice { [Column(\"x\")] public partial double X { get; init; } }\n[Event] public partial record struct Twice { [Column(\"x\")] public partial double X { get; init; } }")]
    [InlineData("namespace Twice { [Event] public partial record Inner { [Column(\"x\")] public partial double X { get; init; } } }\npublic partial class Twice { [Event] public partial record Inner { [Column(\"x\")] public partial double X { get; init; } } }")]
    [InlineData("namespace 7 % 2 { [Event] public partial record Twice { [Column(\"x\")] public partial double X { get; init; } } }\nnamespace { [Event] public partial record struct Twice { [Column(\"x\")] public partial double X { get; init; } } }\n[Event] public partial record Twice { [Column(\"x\")] public partial double X { get; init; } }")]
    [InlineData("[Event] public partial record A { [Column(\"x\")] public partial Energy X { get; init; } private double Scale => 1; [Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public A Scale(double s) => this with { X = s * X }; [Feature] public double F => Scale; }")]
    [InlineData("[Event] public partial record A { [Column(\"x\")] public partial Energy X { get; init; } [Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public A Scale(double s) => this with { X = s * X }; [Feature] public double Scale => X.InGeV; }")]
    [InlineData("[Event] public partial record A { [Column(\"x\")] public partial Energy X { get; init; } [Feature] public double Scale => X.InGeV; [Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public A Scale(double s) => this with { X = s * X }; }")]
    public async Task Two_of_one_name_are_survived(string source)
    {
        (_, GeneratorRunResult run, IReadOnlyList<Diagnostic> diagnostics) = await Project.WithTorch.DiagnoseAsync(source);
        Assert.Null(run.Exception);
        Assert.DoesNotContain(diagnostics, static d => d.Id is Compiler.Checks.Rules.InternalErrorId or "AD0001" or "CS8785");
        Assert.Contains(diagnostics, static d => d.Id.StartsWith("CS", StringComparison.Ordinal) && d.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>Whatever one types, what the generator has kept gives what it would give had it been started anew.</summary>
    [Fact]
    public void What_was_kept_is_what_would_be_read_after_any_edit()
    {
        string[] files = [Project.Declaration("Small"), Project.Declaration("Noisy"), Helpers, Project.Declaration("MevFile")];
        CSharpCompilation project = Project.Plain.Compile(files[0], files[1], files[2], files[3]);
        SyntaxMutator mutator = new(files, 11);
        Random random = new(12);
        List<CSharpCompilation> edits = [];
        for (int i = 0; i < Edits; i++)
        {
            // Every fourth edit takes something back, as people do: what was kept of it must not have spoiled.
            int file = random.Next(files.Length);
            int tree = file == 0 ? 0 : file + 1;
            project = GeneratorHarness.WithText(project, tree, i % 4 == 3 ? files[file] : mutator.Next(project.SyntaxTrees[tree].GetText().ToString()));
            edits.Add(project);
        }

        foreach ((GeneratorRunResult run, CSharpCompilation edit) in Project.Plain.GenerateInTurn(edits).Zip(edits))
        {
            Assert.Equal(Texts(Project.Plain.Generate(edit).Run), Texts(run));
        }
    }

    private const string Helpers = """
        namespace Declarations;

        public static class Helper
        {
            public const double Factor = 3;
            public static readonly Energy Offset = 2.GeV;
            public static double Twice(double x) => 2 * x;
            public static Energy Shifted(this Energy x) => x + Factor.GeV;
        }

        [Event]
        public partial record Helped
        {
            [Column("e")] public partial Energy E { get; init; }
            [Feature] public Energy Far => E.Shifted().Shifted() + Helper.Offset;
            [Feature] public double Near => Helper.Twice(E.InGeV) + Helper.Factor;
        }
        """;

    private static string Texts(GeneratorRunResult run) => run.Exception?.ToString()
        ?? string.Concat(run.GeneratedSources.OrderBy(static s => s.HintName, StringComparer.Ordinal).Select(static s => s.HintName + "\n" + s.SourceText));
}

using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests;

/// <summary>The full text of what each emitter writes, for one small declaration; and that real ones are free of warnings.</summary>
public sealed class EmitterTests
{
    private const string Members = "[Column(\"x\")] public partial double X { get; init; } [Feature] public double F => X;";

    [Theory]
    [InlineData("")]
    [InlineData(".Features")]
    [InlineData(".Scalar")]
    [InlineData(".Simd")]
    [InlineData(".Docs")]
    [InlineData(".Derivatives")]
    [InlineData(".SimdDerivatives")]
    [InlineData(".Tensors")]
    [InlineData(".TensorDerivatives")]
    [InlineData(".Cuda")]
    public async Task The_text_is_as_it_was_read_last(string emitter)
    {
        (_, GeneratorRunResult run) = await Project.WithTorch.VerifyAsync(Project.Declaration("Small"));
        string text = run.GeneratedSources.Single(s => s.HintName == $"Declarations.Small{emitter}.g.cs").SourceText.ToString();
        Snapshot.Match(text, "Small" + emitter);
    }

    [Fact]
    public void No_snapshot_is_left_of_a_test_that_is_gone() => Snapshot.AssertNoOrphans(typeof(EmitterTests).Assembly);

    [Fact]
    public Task The_example_has_no_diagnostic_at_all() => Project.WithTorch.VerifyAsync(Project.Higgs);

    [Theory]
    [InlineData("MevFile")]
    [InlineData("AllCoordinates")]
    [InlineData("Nested")]
    [InlineData("EnergiesOnly")]
    [InlineData("Noisy")]
    [InlineData("Bodies")]
    [InlineData("Names")]
    [InlineData("Balanced")]
    public Task The_declarations_of_the_tests_have_none(string name) => Project.WithTorch.VerifyAsync(Project.Declaration(name));

    /// <summary>To the compiler Zmm.g.cs and ZMM.g.cs are one file, which C# does not say of the types.</summary>
    [Fact]
    public async Task Types_whose_names_differ_in_case_alone_have_files_of_their_own()
    {
        const string Zmm = "[Event] public partial record Zmm { [Column(\"m\")] public partial Energy Mass { get; init; } [Feature] public Energy Twice => 2 * Mass; }\n";
        (Compilation output, GeneratorRunResult run) = await Project.WithTorch.VerifyAsync(Zmm + Zmm.Replace("Zmm", "ZMM", StringComparison.Ordinal));
        Assert.Equal(22, run.GeneratedSources.Select(static s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(new[] { "Zmm", "ZMM" }, name => Assert.NotEmpty(output.GetTypeByMetadataName(name)!.GetMembers("Model")));
    }

    /// <summary>Within a type its name comes after a plus: behind a dot come those of the files of the type around it.</summary>
    [Fact]
    public async Task Types_within_declarations_have_files_of_their_own_whatever_they_are_called()
    {
        string[] names = ["Features", "Scalar", "Docs", "Simd"];
        IEnumerable<string> inner = names.Select(static name => $"[Event] public partial record {name} {{ {Members} }}");
        (_, GeneratorRunResult run) = await Project.WithTorch.VerifyAsync($"[Event] public partial record Outside {{ {Members} {string.Concat(inner)} }}");
        Assert.Equal(11 * 5, run.GeneratedSources.Select(static s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        await Project.Processes.VerifyAsync($"{Process("Outside", Process("Kernels", ""))}");

        static string Process(string name, string inner) => "[Decay(\"H -> gamma gamma\")] public partial record " + name
            + " { [Daughter] public partial FourVector<Rest> A { get; init; } [Daughter] public partial FourVector<Rest> B { get; init; } [SquaredAmplitude] public GeV2 M => A * B; " + inner + " }";
    }

    /// <summary>What C# takes for a part of a name: marks that combine with a letter, ties, the numbers that are letters.</summary>
    [Fact]
    public Task Names_are_written_as_the_user_writes_them() => Project.WithTorch.VerifyAsync("""
        [Event]
        public partial record T̄
        {
            [Massless, Column("b2_{pt,eta,phi}")] public partial FourVector<Lab> b̄ { get; init; }
            [Massless, Column("j̄_{pt,eta,phi}", Absent = -1)] public partial UpTo1<FourVector<Lab>> j̄ { get; init; }
            [Column("̄m")] public partial double a‿b { get; init; }
            [Column("Ⅷ")] public partial double Ⅷ { get; init; }
            [Feature] public double p̂ => b̄.Eta + a‿b + Ⅷ;
            [Selection] public bool ŝ => b̄.Pt > 20.GeV;
            [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public T̄ x̄(double v) => this with { b̄ = b̄.ScaledMomentum(v) };
        }

        [Scattering("e- e+ -> mu- mu+", SqrtS = 10)]
        public partial record P̂
        {
            [Incoming] public partial FourVector<CentreOfMass> ē { get; }
            [Incoming] public partial FourVector<CentreOfMass> Positron { get; }
            [Daughter("mu-")] public partial FourVector<CentreOfMass> M̄ { get; init; }
            [Daughter("mu+")] public partial FourVector<CentreOfMass> Plus { get; init; }
            [SquaredAmplitude] public double Ā => 1 + MandelstamT / MandelstamS;
        }
        """);

    /// <summary>A warning, or an error that only stands for one, about names that the user gave or took away is for his own lines.</summary>
    [Fact]
    public void What_users_do_to_their_names_warns_in_none_of_the_generated_lines()
    {
        const string Source = """
            #pragma warning disable CS8981
            public enum Kind { [Obsolete] Low, High }
            [Obsolete] public enum Origin { Signal, Background }
            public record Shared { public int Model => 1; public int Batch => 1; }

            [Event]
            public partial record dimuon : Shared
            {
                private const double field = 2;
                [Obsolete("F"), Column("x")] public partial double X { get; init; }
                [Column("y")] public partial double Y { get; init; }
                [Obsolete("F"), Label, Column("p")] public partial Origin Origin { get; init; }
                [Obsolete("F"), Feature] public double Old => Y * 2;
                [System.Diagnostics.CodeAnalysis.Experimental("NEW1"), Feature] public double New => Y * 3;
                [Obsolete("F"), Selection] public bool Selected => Y > 2;
                [Obsolete("F"), Category] public Kind Bin => Y > 2 ? Kind.High : default;
                [Obsolete("F"), Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public dimuon Scale(double v) => this with { Y = Y * v };
                [Obsolete("F"), Correction] public dimuon Halved() => this with { Y = Y / 2 };
                [Obsolete("F"), RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public double Rate(double v) => v;
            }

            [Decay("H -> gamma gamma")]
            public partial record hgg
            {
                [Obsolete("F"), Daughter] public partial FourVector<Rest> First { get; init; }
                [Daughter] public partial FourVector<Rest> Second { get; init; }
                [Obsolete("F"), SquaredAmplitude] public double M => 1;
            }

            [Mandelstam.Testing.PhysicsProperties(typeof(dimuon))] public partial class tests;
            """;
        Compilation input = Project.Properties.Compile(Source);
        string[] facts = [.. Project.Properties.Generate(input).Run.GeneratedSources.Select(static s => s.SourceText.ToString())];
        Assert.Single(facts);
        (Compilation output, GeneratorRunResult run) = Project.Tested.Generate(Project.Tested.Compile(Source, facts));
        Assert.Equal(8, run.GeneratedSources.Length);
        (Compilation whole, GeneratorRunResult processes) = Project.Processes.Generate(output);
        Assert.Equal(2, processes.GeneratedSources.Length);
        Assert.Empty(whole.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Location.GetLineSpan().Path != "Input.cs"));
    }

    /// <summary>Without the runtime there is no tensor code, and nothing that would need it.</summary>
    [Fact]
    public async Task The_language_alone_is_enough()
    {
        (_, GeneratorRunResult run) = await Project.Plain.VerifyAsync(Project.Declaration("Small"));
        Assert.Equal(8, run.GeneratedSources.Length);
    }
}

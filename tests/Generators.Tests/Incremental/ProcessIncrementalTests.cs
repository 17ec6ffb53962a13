using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Mandelstam.Generators.Tests.Incremental;

/// <summary>Each step of the generator of processes does again what an edit may have changed the meaning of, and nothing else.</summary>
public sealed class ProcessIncrementalTests
{
    private const int Source = 0, Library = 2, Second = 3;

    private const string Declaration = """
        using static Mandelstam.Kinematics;

        namespace User;

        /// <summary>A decay.</summary>
        [Decay("mu- -> e- anti-nu_e nu_mu")]
        public partial record First
        {
            [Parent] public partial FourVector<Rest> Muon { get; }
            [Daughter("e-"), Massless] public partial FourVector<Rest> Electron { get; init; }
            [Daughter("anti-nu_e")] public partial FourVector<Rest> AntiNuE { get; init; }
            [Daughter("nu_mu")] public partial FourVector<Rest> NuMu { get; init; }

            // A comment.
            [SquaredAmplitude] public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Muon * AntiNuE) * (Electron * NuMu) * Helper.Twice(0.5);
            [Selection] public bool IsSelected => Electron.E > 0.01.GeV;
        }
        """;

    private const string Helpers = """
        namespace User;

        public static class Helper
        {
            public const double Factor = 2;
            public static double Twice(double x) => Factor * Inner.Half(2 * x);
            public static double Unused(double x) => x + 1;
        }

        internal static class Inner
        {
            public static double Half(double x) => x / 2;
        }
        """;

    private const string Other = """
        namespace User;

        [Scattering("e- e+ -> mu- mu+", SqrtS = 10)]
        public partial record Other
        {
            [Incoming, Massless] public partial FourVector<CentreOfMass> Electron { get; }
            [Incoming, Massless] public partial FourVector<CentreOfMass> Positron { get; }
            [Daughter("mu-")] public partial FourVector<CentreOfMass> Muon { get; init; }
            [Daughter("mu+")] public partial FourVector<CentreOfMass> AntiMuon { get; init; }
            [SquaredAmplitude] public double Amplitude => 3 * (Electron * Muon) / (Positron * AntiMuon);
        }

        [Event]
        public partial record Beside
        {
            [Column("x")] public partial double X { get; init; }
            [Feature] public double Y => 2 * X;
        }
        """;

    private static readonly CSharpCompilation _project = Project.ProcessesWithTorch.Compile(Declaration, Helpers, Other);

    /// <summary>Edit, then what becomes of the first declaration: when read, of its surface, of its bodies, of its kernels.</summary>
    public static TheoryData<string, IncrementalStepRunReason, IncrementalStepRunReason, IncrementalStepRunReason, IncrementalStepRunReason> Edits => new()
    {
        { "comment above", Unchanged, Cached, Unchanged, Cached },
        { "comment inside", Unchanged, Cached, Unchanged, Cached },
        { "blank lines inside", Unchanged, Cached, Unchanged, Cached },
        { "unrelated type in the same file", Unchanged, Cached, Unchanged, Cached },
        { "body of the amplitude", Unchanged, Cached, Modified, Modified },
        { "body of the selection", Unchanged, Cached, Modified, Modified },
        { "body of a helper", Unchanged, Cached, Modified, Modified },
        { "body of a helper's helper", Unchanged, Cached, Modified, Modified },
        { "constant of a helper", Unchanged, Cached, Modified, Modified },
        { "body that nobody calls", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's body", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's reaction", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's name", Unchanged, Cached, Unchanged, Cached },
        { "an event's attribute", Unchanged, Cached, Unchanged, Cached },
        { "momentum renamed", Modified, Modified, Modified, Modified },
        { "declaration renamed", Modified, Modified, Modified, Modified },
        { "momenta reordered", Modified, Modified, Modified, Modified },
        { "reaction", Modified, Modified, Modified, Modified },
        { "description", Modified, Modified, Modified, Modified },
        { "reference added", Unchanged, Cached, Unchanged, Cached },
        { "reference replaced", Unchanged, Cached, Unchanged, Cached },
        { "reference to the runtime removed", Modified, Modified, Modified, Modified },
        { "amplitude of a wrong type", Modified, Modified, Removed, Removed },
    };

    /// <summary>The edits alone.</summary>
    public static TheoryData<string> EditNames => new(Edits.Select(static row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_does_again_what_it_concerns(
        string edit, IncrementalStepRunReason read, IncrementalStepRunReason surface, IncrementalStepRunReason bodies, IncrementalStepRunReason kernels)
    {
        CSharpCompilation after = Edit(edit);
        Assert.Equal(read, Project.ProcessesWithTorch.ReasonsAfterEdit(_project, after, ProcessGenerator.ReadStep)[0]);
        Assert.Equal(surface, Project.ProcessesWithTorch.ReasonsAfterEdit(_project, after, ProcessGenerator.SurfaceStep)[0]);
        Assert.Equal(bodies, Project.ProcessesWithTorch.ReasonsAfterEdit(_project, after, ProcessGenerator.BodyStep)[0]);
        Assert.Equal(kernels, Project.ProcessesWithTorch.ReasonsAfterEdit(_project, after, ProcessGenerator.KernelStep)[0]);
    }

    [Theory]
    [MemberData(nameof(EditNames))]
    public void What_was_kept_is_what_would_be_read(string edit)
    {
        CSharpCompilation after = Edit(edit);
        GeneratorRunResult[] inTurn = [.. Project.ProcessesWithTorch.GenerateInTurn([_project, after, _project])];
        Assert.Equal(Texts(Project.ProcessesWithTorch.Generate(after).Run), Texts(inTurn[1]));
        Assert.Equal(Texts(inTurn[0]), Texts(inTurn[2]));
        Assert.Contains("User.First.Kernels.g.cs", inTurn[0].GeneratedSources.Select(static s => s.HintName));
        Assert.Contains("User.First.Tensors.g.cs", inTurn[0].GeneratedSources.Select(static s => s.HintName));
    }

    [Theory]
    [InlineData(ProcessGenerator.ReadStep)]
    [InlineData(ProcessGenerator.SurfaceStep)]
    [InlineData(ProcessGenerator.BodyStep)]
    [InlineData(ProcessGenerator.KernelStep)]
    public void Models_are_detached_from_the_compiler(string step) =>
        Project.ProcessesWithTorch.AssertModelsAreDetached(Declaration + Helpers.Replace("namespace User;", "", StringComparison.Ordinal), step);

    /// <summary>What an editor makes while one types depends on no body, and reads none.</summary>
    [Fact]
    public void Typing_never_waits_for_kernels()
    {
        GeneratorRunResult[] typed = [.. Project.ProcessesWithTorch.GenerateInTurn([_project, Edit("body of the amplitude"), Edit("body of a helper")], kernels: false)];
        Assert.All(typed, static run => Assert.Equal(["User.First.g.cs", "User.Other.g.cs"], run.GeneratedSources.Select(static s => s.HintName).Order(StringComparer.Ordinal)));
        Assert.All(typed, run => Assert.Equal(Texts(typed[0]), Texts(run)));
        Assert.All(typed, static run => Assert.DoesNotContain(ProcessGenerator.BodyStep, run.TrackedSteps.Keys));
        Assert.All(
            typed.Skip(1).SelectMany(static run => run.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs)),
            static o => Assert.Equal(Cached, o.Reason));
    }

    private static CSharpCompilation Edit(string edit)
    {
        CSharpCompilation Replace(int file, string before, string after)
        {
            string text = _project.SyntaxTrees[file].GetText().ToString();
            Assert.Contains(before, text, StringComparison.Ordinal);
            return GeneratorHarness.WithText(_project, file, text.Replace(before, after, StringComparison.Ordinal));
        }

        MetadataReference ReferenceTo(Type type) => _project.References.Single(r => r.Display == type.Assembly.Location);
        return edit switch
        {
            "comment above" => Replace(Source, "namespace User;", "// A comment.\nnamespace User;"),
            "comment inside" => Replace(Source, "// A comment.", "// A longer comment."),
            "blank lines inside" => Replace(Source, "// A comment.", "\n\n"),
            "unrelated type in the same file" => Replace(Source, "namespace User;", "namespace User;\npublic sealed class Unrelated { public int Value => 3; }\n"),
            "body of the amplitude" => Replace(Source, "64 *", "32 *"),
            "body of the selection" => Replace(Source, "0.01.GeV", "0.02.GeV"),
            "body of a helper" => Replace(Library, "Half(2 * x)", "Half(3 * x)"),
            "body of a helper's helper" => Replace(Library, "x / 2", "x / 3"),
            "constant of a helper" => Replace(Library, "Factor = 2", "Factor = 4"),
            "body that nobody calls" => Replace(Library, "x + 1", "x + 2"),
            "another declaration's body" => Replace(Second, "=> 3 *", "=> 4 *"),
            "another declaration's reaction" => Replace(Second, "SqrtS = 10", "SqrtS = 11"),
            "another declaration's name" => Replace(Second, "record Other", "record Another"),
            "an event's attribute" => Replace(Second, "\"x\"", "\"z\""),
            "momentum renamed" => Replace(Source, "NuMu", "Neutrino"),
            "declaration renamed" => Replace(Source, "record First", "record Primary"),
            "momenta reordered" => GeneratorHarness.WithText(_project, Source, Reordered),
            "reaction" => Replace(Source, "[Decay(\"mu- -> e- anti-nu_e nu_mu\")]", "[Decay(\"mu- -> e- anti-nu_e nu_mu\", OffShell = true)]"),
            "description" => Replace(Source, "A decay.", "One decay."),
            "reference added" => _project.AddReferences(MetadataReference.CreateFromFile(typeof(ProcessIncrementalTests).Assembly.Location)),
            "reference replaced" => _project.ReplaceReference(ReferenceTo(typeof(EventAttribute)), MetadataReference.CreateFromFile(typeof(EventAttribute).Assembly.Location)),
            "reference to the runtime removed" => _project.RemoveReferences(ReferenceTo(typeof(Events.TensorEvents))),
            "amplitude of a wrong type" => Replace(Source, "public double Amplitude", "public string Amplitude"),
            _ => throw new ArgumentException($"There is no edit '{edit}'.", nameof(edit)),
        };
    }

    private static string Reordered
    {
        get
        {
            string[] lines = Declaration.Split('\n');
            int i = Array.FindIndex(lines, static l => l.Contains("[Daughter(\"e-\")", StringComparison.Ordinal)), j = Array.FindIndex(lines, static l => l.Contains("[Daughter(\"nu_mu\")", StringComparison.Ordinal));
            (lines[i], lines[j]) = (lines[j], lines[i]);
            return string.Join("\n", lines);
        }
    }

    private static string Texts(GeneratorRunResult run) =>
        string.Concat(run.GeneratedSources.OrderBy(static s => s.HintName, StringComparer.Ordinal).Select(static s => s.HintName + "\n" + s.SourceText));
}

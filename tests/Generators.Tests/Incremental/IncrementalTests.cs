using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Mandelstam.Generators.Reading.Caching;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Mandelstam.Generators.Tests.Incremental;

/// <summary>Each step does again what an edit may have changed the meaning of, and nothing else.</summary>
public sealed class IncrementalTests
{
    private const string Output = "Output";
    private const int Source = 0, Library = 2, Second = 3;

    private const string Declaration = """
        using static Mandelstam.Kinematics;

        namespace User;

        /// <summary>An event.</summary>
        [Event]
        public partial record First
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }

            // A comment.
            [Feature] public Energy Threshold => Ht > 20.GeV ? Ht : 0.GeV;
            [Feature] public double Helped => Helper.Twice(Lepton.Eta) + Helper.Factor;
            [Feature("own")] public double Own => Square(Lepton.Eta);
            [Feature] public Energy Above => Ht - Edge - Helper.Offset;
            [Feature] public double Extended => Ht.Size + Helper.Slope + Helper.Start;

            private static readonly Energy Edge = 5.GeV;
        }
        """;

    private const string Helpers = """
        namespace User;

        public static class Helper
        {
            public const double Factor = 3;
            public static readonly Energy Offset = 7.GeV;
            public static double Start { get; } = 11;
            public static double Slope => 13;
            public static double Twice(double x) => Inner.Half(4 * x);
            public static double Unused(double x) => x + 1;
        }

        public static class Sizes
        {
            extension(Energy e)
            {
                public double Size => e.InGeV / 17;
            }
        }

        internal static class Inner
        {
            public static double Half(double x) => x / 2;
        }
        """;

    private const string Other = """
        namespace User;

        [Event]
        public partial record Other
        {
            [Column("x")] public partial double X { get; init; }
            [Feature] public double Y => 2 * X;
        }
        """;

    private static readonly CSharpCompilation _project = Project.WithTorch.Compile(Declaration, Helpers, Other);

    /// <summary>Edit, then what becomes of the first declaration: when read, of its surface, of its bodies, of its kernels.</summary>
    public static TheoryData<string, IncrementalStepRunReason, IncrementalStepRunReason, IncrementalStepRunReason, IncrementalStepRunReason> Edits => new()
    {
        { "comment above", Unchanged, Cached, Unchanged, Cached },
        { "comment inside", Unchanged, Cached, Unchanged, Cached },
        { "comment beside a description", Unchanged, Cached, Unchanged, Cached },
        { "comment in a body", Unchanged, Cached, Modified, Modified }, // the formula is shown as written
        { "blank lines inside", Unchanged, Cached, Unchanged, Cached },
        { "unrelated type in the same file", Unchanged, Cached, Unchanged, Cached },
        { "unrelated type in another file", Unchanged, Cached, Unchanged, Cached },
        { "body", Unchanged, Cached, Modified, Modified },
        { "body of a helper", Unchanged, Cached, Modified, Modified },
        { "body of a helper's helper", Unchanged, Cached, Modified, Modified },
        { "constant of a helper", Unchanged, Cached, Modified, Modified },
        { "value of a read-only field", Unchanged, Cached, Modified, Modified },
        { "value of a helper's read-only field", Unchanged, Cached, Modified, Modified },
        { "value of a helper's property", Unchanged, Cached, Modified, Modified },
        { "body of a helper's property", Unchanged, Cached, Modified, Modified },
        { "body of an extension member", Unchanged, Cached, Modified, Modified },
        { "body that nobody calls", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's body", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's attribute", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's name", Unchanged, Cached, Unchanged, Cached },
        { "another declaration's name becomes this one's but for case", Modified, Modified, Modified, Modified },
        { "another declaration removed", Unchanged, Cached, Unchanged, Cached },
        { "member renamed", Modified, Modified, Modified, Modified },
        { "output column renamed", Modified, Modified, Modified, Modified },
        { "members reordered", Modified, Modified, Modified, Modified },
        { "description", Modified, Modified, Modified, Modified },
        { "reference added", Unchanged, Cached, Unchanged, Cached },
        { "reference replaced", Unchanged, Cached, Unchanged, Cached },
        { "reference to the runtime removed", Modified, Modified, Modified, Modified },
        { "type that hides one of the language", Modified, Modified, Modified, Removed },
        { "extension that is called like a helper", Unchanged, Cached, Unchanged, Cached },
        { "body that calls a helper not called before", Unchanged, Cached, Modified, Modified },
        { "nothing", Unchanged, Cached, Cached, Cached },
    };

    /// <summary>The edits alone.</summary>
    public static TheoryData<string> EditNames => new(Edits.Select(static row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_does_again_what_it_concerns(
        string edit, IncrementalStepRunReason read, IncrementalStepRunReason surface, IncrementalStepRunReason bodies, IncrementalStepRunReason kernels)
    {
        CSharpCompilation after = Edit(edit);
        Assert.Equal(read, Project.WithTorch.ReasonsAfterEdit(_project, after, EventGenerator.ReadStep)[0]);
        Assert.Equal(surface, Project.WithTorch.ReasonsAfterEdit(_project, after, EventGenerator.SurfaceStep)[0]);
        Assert.Equal(bodies, Project.WithTorch.ReasonsAfterEdit(_project, after, EventGenerator.BodyStep)[0]);
        Assert.Equal(kernels, Project.WithTorch.ReasonsAfterEdit(_project, after, EventGenerator.KernelStep)[0]);
    }

    [Theory]
    [MemberData(nameof(EditNames))]
    public void What_was_kept_is_what_would_be_read(string edit)
    {
        CSharpCompilation after = Edit(edit);
        GeneratorRunResult[] inTurn = [.. Project.WithTorch.GenerateInTurn([_project, after, _project])];
        Assert.Equal(Texts(Project.WithTorch.Generate(after).Run), Texts(inTurn[1]));
        Assert.Equal(Texts(inTurn[0]), Texts(inTurn[2]));
    }

    /// <summary>A run may be stopped between shapes and bodies: what is read later must know of every edit since.</summary>
    [Fact]
    public void What_was_left_unread_is_read_when_it_is_asked_for()
    {
        CSharpCompilation calls = With(_project, Library, "Inner.Half(4 * x)", "Late.Third(4 * x)");
        CSharpCompilation late = With(calls, Second, "namespace User;", "namespace User;\npublic static class Late { public const double Three = 3; public static double Third(double x) => x / Three; }\n");
        CSharpCompilation changed = With(late, Second, "Three = 3", "Three = 4");
        CSharpCompilation body = With(changed, Source, "20.GeV", "21.GeV");
        CSharpCompilation back = With(With(body, Source, "21.GeV", "20.GeV"), Second, "x / Three", "x / 7");
        DeclarationCache<EventSpec> cache = new(EventFamily.Instance);
        foreach ((CSharpCompilation edit, bool asks) in new[] { (_project, true), (calls, false), (late, true), (changed, false), (body, false), (back, true), (changed, true), (_project, false), (late, true) })
        {
            ShapeResult<EventSpec> shape = ShapeOf(cache, edit);
            if (asks)
            {
                DeclarationCache<EventSpec> fresh = new(EventFamily.Instance);
                ReadResult<EventSpec> expected = fresh.ReadWhole(ShapeOf(fresh, edit), edit, default), found = cache.ReadWhole(shape, edit, default);
                Assert.True(expected.IsComplete);
                Assert.Equal(expected, found);
                Assert.Same(found, cache.ReadWhole(ShapeOf(cache, edit), edit, default));
            }
        }

        static ShapeResult<EventSpec> ShapeOf(DeclarationCache<EventSpec> cache, CSharpCompilation project) =>
            cache.ReadShape(project.SyntaxTrees[Source].GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().Single(), project, default)!;
    }

    /// <summary>Another run, of an older state, may come between shapes and bodies: then a declaration is read as a whole, for the state that was asked for.</summary>
    [Fact]
    public void Runs_on_different_states_do_not_mix()
    {
        DeclarationCache<EventSpec> cache = new(EventFamily.Instance);
        CSharpCompilation body = Edit("body");
        ShapeResult<EventSpec>[] shapes = [.. new[] { _project, body }.Select(project =>
            cache.ReadShape(project.SyntaxTrees[Source].GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().Single(), project, default)!)];
        Assert.Equal("Ht > 20.GeV ? Ht : 0.GeV", cache.ReadWhole(shapes[0], _project, default).Spec!.Features[0].Formula);
        Assert.Equal("Ht > 21.GeV ? Ht : 0.GeV", cache.ReadWhole(shapes[1], body, default).Spec!.Features[0].Formula);
    }

    [Theory]
    [InlineData(EventGenerator.ReadStep)]
    [InlineData(EventGenerator.SurfaceStep)]
    [InlineData(EventGenerator.BodyStep)]
    [InlineData(EventGenerator.KernelStep)]
    public void Models_are_detached_from_the_compiler(string step) => Project.WithTorch.AssertModelsAreDetached(Declaration + Helpers.Replace("namespace User;", "", StringComparison.Ordinal), step);

    /// <summary>What an editor makes while one types holds no kernel and nothing that a body says, and an edit of a body leaves it alone.</summary>
    [Fact]
    public void Typing_never_waits_for_kernels()
    {
        CSharpCompilation[] edits = [_project, Edit("body"), Edit("body of a helper")];
        GeneratorRunResult[] typed = [.. Project.WithTorch.GenerateInTurn(edits, kernels: false)];
        Assert.All(typed, static run => Assert.Equal(["User.First.g.cs", "User.Other.g.cs"], run.GeneratedSources.Select(static s => s.HintName)));
        Assert.All(typed, run => Assert.Equal(Texts(typed[0]), Texts(run)));
        Assert.DoesNotContain("for (", Texts(typed[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("Ht > 20", Texts(typed[0]), StringComparison.Ordinal);
        Assert.All(
            typed.Skip(1).SelectMany(static run => run.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs)),
            static o => Assert.Equal(Cached, o.Reason));
        Assert.All(typed, static run => Assert.DoesNotContain(EventGenerator.BodyStep, run.TrackedSteps.Keys));
    }

    [Fact]
    public void Without_a_change_of_its_own_nothing_is_generated_again() =>
        Assert.All(Project.WithTorch.ReasonsAfterEdit(_project, Edit("unrelated type in the same file"), Output), static reason => Assert.Equal(Cached, reason));

    /// <summary>The members of a declaration in several files come in the order of the files, wherever in them they stand.</summary>
    [Fact]
    public void An_edit_of_one_part_leaves_the_order_of_all()
    {
        const string Part = "namespace User;\npublic partial record Other { [Column(\"w\")] public partial double W { get; init; } }\n";
        CSharpCompilation before = Project.WithTorch.Compile(Other, Part);
        CSharpCompilation after = GeneratorHarness.WithText(before, Source, "// A comment that moves everything below it.\n" + Other.Replace("2 * X", "3 * X", StringComparison.Ordinal));
        GeneratorRunResult[] runs = [.. Project.WithTorch.GenerateInTurn([before, after], kernels: false)];
        Assert.Equal(Texts(runs[0]), Texts(runs[1]));
    }

    /// <summary>A body that is being typed is broken most of the time; what other code refers to stays.</summary>
    [Fact]
    public void A_broken_body_leaves_the_surface()
    {
        CSharpCompilation broken = GeneratorHarness.WithText(_project, Source, Declaration.Replace("Square(Lepton.Eta)", "Square(Lepton.)", StringComparison.Ordinal));
        GeneratorRunResult[] typed = [.. Project.WithTorch.GenerateInTurn([_project, broken], kernels: false)];
        Assert.Equal(Texts(typed[0]), Texts(typed[1]));
    }

    private static CSharpCompilation Edit(string edit)
    {
        CSharpCompilation Replace(int file, string before, string after) => With(_project, file, before, after);

        MetadataReference ReferenceTo(Type type) => _project.References.Single(r => r.Display == type.Assembly.Location);
        return edit switch
        {
            "nothing" => _project,
            "comment above" => Replace(Source, "namespace User;", "// A comment.\nnamespace User;"),
            "comment inside" => Replace(Source, "// A comment.", "// A longer comment."),
            "comment beside a description" => Replace(Source, "/// <summary>An event.", "// A comment.\n/// <summary>An event."),
            "comment in a body" => Replace(Source, "? Ht : ", "? Ht /* as it is */ : "),
            "blank lines inside" => Replace(Source, "// A comment.", "\n\n"),
            "unrelated type in the same file" => Replace(Source, "namespace User;", "namespace User;\npublic sealed class Unrelated { public int Value => 3; }\n"),
            "unrelated type in another file" => Replace(Library, "namespace User;", "namespace User;\npublic sealed class Unrelated { public int Value => 3; }\n"),
            "body" => Replace(Source, "20.GeV", "21.GeV"),
            "body of a helper" => Replace(Library, "4 * x", "5 * x"),
            "body of a helper's helper" => Replace(Library, "x / 2", "x / 3"),
            "constant of a helper" => Replace(Library, "Factor = 3", "Factor = 4"),
            "value of a read-only field" => Replace(Source, "Edge = 5.GeV", "Edge = 6.GeV"),
            "value of a helper's read-only field" => Replace(Library, "Offset = 7.GeV", "Offset = 8.GeV"),
            "value of a helper's property" => Replace(Library, "= 11;", "= 12;"),
            "body of a helper's property" => Replace(Library, "=> 13;", "=> 14;"),
            "body of an extension member" => Replace(Library, "InGeV / 17", "InGeV / 18"),
            "body that nobody calls" => Replace(Library, "x + 1", "x + 2"),
            "another declaration's body" => Replace(Second, "2 * X", "3 * X"),
            "another declaration's attribute" => Replace(Second, "\"x\"", "\"z\""),
            "another declaration's name" => Replace(Second, "record Other", "record Another"),
            "another declaration's name becomes this one's but for case" => Replace(Second, "record Other", "record FIRST"),
            "another declaration removed" => GeneratorHarness.WithText(_project, Second, "namespace User;"),
            "member renamed" => Replace(Source, "Threshold", "Limit"),
            "output column renamed" => Replace(Source, "\"own\"", "\"mine\""),
            "members reordered" => GeneratorHarness.WithText(_project, Source, Swapped(Declaration, "[Feature] public Energy Threshold", "[Feature] public double Helped")),
            "description" => Replace(Source, "An event.", "One event."),
            "reference added" => _project.AddReferences(MetadataReference.CreateFromFile(typeof(IncrementalTests).Assembly.Location)),
            "reference replaced" => _project.ReplaceReference(ReferenceTo(typeof(EventAttribute)), MetadataReference.CreateFromFile(typeof(EventAttribute).Assembly.Location)),
            "reference to the runtime removed" => _project.RemoveReferences(ReferenceTo(typeof(Events.TensorEvents))),
            "type that hides one of the language" => Replace(Second, "namespace User;", "namespace User;\npublic static class Kinematics { }\npublic readonly record struct Energy(double Value);\n"),
            "extension that is called like a helper" => Replace(Second, "namespace User;", "namespace User;\npublic static class More { public static double Thrice(this double x) => 3 * x; }\n"),
            "body that calls a helper not called before" => Replace(Source, "Square(Lepton.Eta)", "Helper.Unused(Lepton.Eta)"),
            _ => throw new ArgumentException($"There is no edit '{edit}'.", nameof(edit)),
        };
    }

    private static CSharpCompilation With(CSharpCompilation project, int file, string before, string after)
    {
        string text = project.SyntaxTrees[file].GetText().ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return GeneratorHarness.WithText(project, file, text.Replace(before, after, StringComparison.Ordinal));
    }

    private static string Swapped(string text, string first, string second)
    {
        string[] lines = text.Split('\n');
        int i = Array.FindIndex(lines, l => l.Contains(first, StringComparison.Ordinal)), j = Array.FindIndex(lines, l => l.Contains(second, StringComparison.Ordinal));
        (lines[i], lines[j]) = (lines[j], lines[i]);
        return string.Join("\n", lines);
    }

    private static string Texts(GeneratorRunResult run) =>
        string.Concat(run.GeneratedSources.OrderBy(static s => s.HintName, StringComparer.Ordinal).Select(static s => s.HintName + "\n" + s.SourceText));
}

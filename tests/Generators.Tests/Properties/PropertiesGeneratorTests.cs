using System.Reflection;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Mandelstam.Generators.Tests.Properties;

/// <summary>What is generated, from where, and when.</summary>
public sealed class PropertiesGeneratorTests
{
    private const string Small = "Small";
    private static readonly string _request = Facts.Request(Small, ", Cases = 50, Seed = 3");

    [Fact]
    public void The_text_is_as_it_was_read_last() => Snapshot.Match(Facts.Generate(Project.Declaration(Small), _request), Small);

    [Fact]
    public void A_declaration_of_another_assembly_gives_the_same_text()
    {
        MetadataReference library = Library(Project.Plain, Project.Declaration(Small));
        (_, GeneratorRunResult run) = Project.Properties.Generate(Project.Properties.Compile(_request).AddReferences(library));
        Assert.Equal(Facts.Generate(Project.Declaration(Small), _request), run.GeneratedSources.Single().SourceText.ToString());
    }

    [Theory]
    [InlineData("MevFile", "Declarations.MevFile")]
    [InlineData("AllCoordinates", "Declarations.AllCoordinates")]
    [InlineData("Nested", "Outer.Middle.Nested")]
    [InlineData("EnergiesOnly", "Declarations.EnergiesOnly")]
    [InlineData("Bodies", "Declarations.Bodies")]
    [InlineData("Names", "Declarations.Names")]
    public void Every_declaration_passes_its_own_tests(string name, string type)
    {
        string request = Facts.Request(type);
        string source = Project.Declaration(name);
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(source, request, Facts.Generate(source, request)), "Declarations.Properties");
        Assert.All(outcomes, static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));
    }

    /// <summary>A mass is as good as the last digits of the energy that it is stored with; the weight is read, and no derivative is taken by it.</summary>
    [Fact]
    public void Stored_energies_and_weights_pass_their_tests()
    {
        const string Source = """
            namespace Declarations;

            [Event]
            public partial record Toy
            {
                [Column("a_{px,py,pz,e}")] public partial FourVector<Lab> A { get; init; }
                [Column("b_{pt,eta,phi,m}")] public partial FourVector<Lab> B { get; init; }
                [Weight, Column("weight")] public partial double Weight { get; init; }
                [Feature] public Energy M => A.Mass;
                [Feature] public Energy Left => (2 * A - B / 2).Mass;
                [Feature] public double Weighted => Weight * B.Eta;

                [Feature]
                public double Planar
                {
                    get
                    {
                        GeV2 xx = A.Px * A.Px + B.Px * B.Px, yy = A.Py * A.Py + B.Py * B.Py, xy = A.Px * A.Py + B.Px * B.Py;
                        return 1 - (Kinematics.Square(xx - yy) + 4 * Kinematics.Square(xy)).Sqrt() / (xx + yy);
                    }
                }
            }
            """;
        string request = Facts.Request("Declarations.Toy");
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(Source, request, Facts.Generate(Source, request)), "Declarations.Properties");
        Assert.All(outcomes, static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));
    }

    /// <summary>Objects are stored in order, and sorted again where they are moved.</summary>
    [Fact]
    public void Objects_without_a_count_are_stored_in_order() => Passes("""
        [Massless, Column("jet_{leading,subleading,third}_{pt,eta,phi}", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
        [Feature(Absent = -25)] public Energy? Third => Jets.Has(2) ? Jets[2].Pt : null;

        [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.1)]
        public Toy Scale(double d) => this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + d * Kinematics.Exp(-Kinematics.Abs(j.Eta)))).OrderByDescending(j => j.Pt) };
        """);

    /// <summary>What is added to a small momentum and taken away again leaves its rounding there.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_momentum_that_goes_to_and_fro_may_leave_its_rounding(int seed) => Passes(
        """
        [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
        [MissingMomentum, Column("met_x", "met_y")] public partial TransverseVector<Lab> Met { get; init; }
        [Feature] public Energy F => Kinematics.Min(Tau.Pt, 1e6.GeV);

        [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
        public Toy Scale(double w)
        {
            FourVector<Lab> moved = Tau.ScaledMomentum(w);
            return this with { Tau = moved, Met = Met + Tau.Transverse - moved.Transverse };
        }
        """,
        $", Seed = {seed}");

    /// <summary>What the tests cannot set keeps its default, and what would have to move it is not asked.</summary>
    [Fact]
    public void Members_out_of_reach_stay_as_they_are()
    {
        IReadOnlyDictionary<string, string?> outcomes = Passes("""
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("mu_{pt,eta,phi,m}")] protected partial FourVector<Lab> Muon { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Absent = -25)] private partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [MissingMomentum, Column("met_x", "met_y")] partial TransverseVector<Lab> Met { get; init; }
            [Column("a")] public partial double A { get; protected init; }
            [Column("b")] public partial double B { private get; init; }
            [Column("c")] public partial double C { get; init; }
            [Feature] public Energy Mass => (Tau + Muon).Mass;
            [Feature] public Energy Alone => Tau.Mass;
            [Feature(Absent = -1)] public Energy? Pair => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : null;
            [Feature] public double Sum => A + B + C;

            [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
            public Toy Scale(double w) => this with { Tau = Tau.ScaledMomentum(w), Met = Met + (1 - w) * Tau.Transverse };
            """);
        Assert.Equal(
            [
                "Alone_is_invariant_under_Lorentz", "Alone_is_invariant_under_ReflectionZ", "Alone_scales_like_energy_to_the_power_1", "Scale_changes_nothing_at_its_nominal_value",
                "The_compiled_kernel_agrees_with_the_declaration", "The_derivatives_agree_with_differences",
            ],
            outcomes.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>In another assembly that is what is internal, too.</summary>
    [Fact]
    public void Members_out_of_reach_of_another_assembly_stay_as_they_are()
    {
        const string Source = """
            public enum Origin { Signal, Background }

            [Event]
            public partial record Toy
            {
                [Column("x")] public partial double X { get; internal init; }
                [Column("y")] internal partial double Y { get; init; }
                [Column("z")] public partial double Z { get; init; }
                [Label, Column("origin")] internal partial Origin Origin { get; init; }
                [Feature] public double Sum => X + Y + Z;
            }

            [Event]
            public partial record Closed
            {
                internal Closed() { }
                [Column("z")] public partial double Z { get; init; }
                [Feature] public double F => Z;
            }
            """;
        MetadataReference library = Library(Project.Plain, Source);
        string requests = Facts.Request("Toy") + Facts.Request("Closed").Replace("Properties;", "Others;", StringComparison.Ordinal);
        (Compilation output, GeneratorRunResult run) = Project.Properties.Generate(Project.Properties.Compile(requests).AddReferences(library));
        Assert.Contains("new(\"Z\"", Assert.Single(run.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
    }

    /// <summary>Each size has its own type, which events are drawn of and actions act on.</summary>
    [Fact]
    public void Collections_of_five_to_eight_objects_have_properties_that_hold()
    {
        const string Source = """
            namespace Many;

            [Event]
            public partial record Toy
            {
                [Massless, Column("a{1,2,3,4,5}_{pt,eta,phi}", Count = "na", Absent = -25)] public partial UpTo5<FourVector<Lab>> A { get; init; }
                [Massless, Column("b{1,2,3,4,5,6}_{pt,eta,phi}", Count = "nb", Absent = -25)] public partial UpTo6<FourVector<Lab>> B { get; init; }
                [Massless, Column("c{1,2,3,4,5,6,7}_{pt,eta,phi}", Count = "nc", Absent = -25)] public partial UpTo7<FourVector<Lab>> C { get; init; }
                [Massless, Column("d{1,2,3,4,5,6,7,8}_{pt,eta,phi}", Absent = -25)] public partial UpTo8<FourVector<Lab>> D { get; init; }
                [Feature] public Energy Ht => A.Sum(a => a.Pt) + B.Sum(b => b.Pt) + C.Sum(c => c.Pt) + D.Sum(d => d.Pt);
                [Feature] public double Last => D.Has(7) && C.Has(6) && B.Has(5) && A.Has(4) ? Kinematics.Abs(D[7].Eta - C[6].Eta) + Kinematics.Abs(B[5].Eta - A[4].Eta) : -1;
            }
            """;
        string request = Facts.Request("Many.Toy");
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(Source, request, Facts.Generate(Source, request)), "Declarations.Properties");
        Assert.Contains(outcomes.Keys, static name => name == "Ht_is_invariant_under_BoostZ");
        Assert.Contains(outcomes.Keys, static name => name == "Ht_does_not_depend_on_the_order_of_D");
        Assert.All(outcomes, static outcome => Assert.True(outcome.Value is null, $"{outcome.Key}: {outcome.Value}"));
    }

    /// <summary>A width of nothing is not the mean of a uniform prior: the property says so.</summary>
    [Fact]
    public void A_nominal_value_that_changes_something_is_found()
    {
        string source = Project.Declaration("Noisy"), request = Facts.Request("Declarations.Noisy");
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(source, request, Facts.Generate(source, request)), "Declarations.Properties");
        Assert.Null(outcomes["SoftMet_changes_nothing_at_its_nominal_value"]);
        Assert.Contains("'Resolution' of Noisy changes the event at its nominal value, 0.1 with noise ", outcomes["Resolution_changes_nothing_at_its_nominal_value"], StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_code_is_compared_where_the_project_can_run_it()
    {
        const string Fact = "The_tensor_code_agrees_with_the_declaration";
        string source = Project.Declaration("Balanced"), request = Facts.Request("Declarations.Balanced");
        string mutant = source.Replace("Muon.E + Tau.E;", "Muon.E + Tau.P + 0.001 * Muon.Pt;", StringComparison.Ordinal);
        string facts = Project.PropertiesWithTorch.Generate(Project.PropertiesWithTorch.Compile(source, request)).Run.GeneratedSources.Single().SourceText.ToString();
        (Compilation right, GeneratorRunResult own) = Project.TestedWithTorch.Generate(Project.TestedWithTorch.Compile(source, request, facts));
        Assert.Null(Facts.Run(GeneratorHarness.Load(right), "Declarations.Properties", Fact)[Fact]);

        string[] generated = [.. own.GeneratedSources.Select(static s => s.SourceText.ToString())];
        Assembly wrong = GeneratorHarness.Load(Project.TestedWithTorch.Compile(mutant, [request, facts, .. generated]));
        Assert.Contains("'TotalEnergy' of Balanced: the tensor code disagrees with the declaration", Facts.Run(wrong, "Declarations.Properties", Fact)[Fact], StringComparison.Ordinal);
    }

    /// <summary>The whole message, so that it stays one that a person can read.</summary>
    [Fact]
    public void A_failure_shows_the_shrunk_event_and_both_values()
    {
        string source = Project.Declaration("Balanced"), request = Facts.Request("Declarations.Balanced");
        string mutant = source.Replace("Muon.E + Tau.E;", "Muon.E + Tau.Et;", StringComparison.Ordinal);
        const string Fact = "TotalEnergy_is_invariant_under_Rotations";
        string? failure = Facts.Run(Facts.Compile(mutant, request, Facts.Generate(source, request)), "Declarations.Properties", Fact)[Fact];
        Snapshot.Match(failure!, "failure");
    }

    /// <summary>Of an event that is turned about the beam as a whole, the sum of transverse momenta keeps its size.</summary>
    [Theory]
    [InlineData("Met.Rotated(a)", false)]
    [InlineData("Met.Rotated(-a)", true)]
    [InlineData("Met", true)]
    public void A_turned_event_keeps_the_size_of_the_sum(string missing, bool fails)
    {
        const string Fact = "Turn_keeps_the_size_of_the_sum_of_transverse_momenta";
        string Source(string met) => $$"""
            [Event]
            public partial record Turned
            {
                [Massless, Column("e_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
                [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
                [Feature] public Energy Mt => Kinematics.TransverseMass(Lepton, Met);
                [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.1)] public Turned Turn(Angle a) => this with { Lepton = Lepton.Rotated(a), Met = {{met}} };
            }
            """;
        string request = Facts.Request("Turned");
        string? failure = Facts.Run(Facts.Compile(Source(missing), request, Facts.Generate(Source("Met.Rotated(a)"), request)), "Declarations.Properties", Fact)[Fact];
        Assert.Equal(fails, failure is not null);
    }

    /// <summary>Near its ends an arc cosine loses half of the digits, on whatever side of a move.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_arc_cosine_that_is_kept_in_its_range_passes(int seed)
    {
        const string Source = """
            [Event]
            public partial record Angled
            {
                [Massless, Column("a_{pt,eta,phi}")] public partial FourVector<Lab> A { get; init; }
                [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }
                [Feature] public double Angle => Math.Acos(Math.Clamp(A.P3.Direction.Dot(B.P3.Direction), -1, 1));
            }
            """;
        string request = Facts.Request("Angled", $", Seed = {seed}");
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(Source, request, Facts.Generate(Source, request)), "Declarations.Properties");
        Assert.Contains("Angle_does_not_depend_on_the_unit_of_energy", outcomes.Keys);
        Assert.All(outcomes, static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));
    }

    /// <summary>What is thrown on the way, as where a library is missing, is told by itself: no event of the tests is its reason.</summary>
    [Fact]
    public void What_is_thrown_is_told_as_it_is()
    {
        const string Source = """
            [Event]
            public partial record Thrower
            {
                [Massless, Column("a_{pt,eta,phi}")] public partial FourVector<Lab> A { get; init; }
                [Column("least")] public partial double Least { get; init; }
                [Feature] public double Clamped => Math.Clamp(A.Pt.InGeV, Least, Least - 1);
            }
            """;
        string request = Facts.Request("Thrower");
        const string Fact = "The_compiled_kernel_agrees_with_the_declaration";
        string? outcome = Facts.Run(Facts.Compile(Source, request, Facts.Generate(Source, request)), "Declarations.Properties", Fact)[Fact];
        Assert.StartsWith("ArgumentException: ", outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("EventDraft", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_message_repeats_itself()
    {
        string source = Project.Declaration("Balanced"), request = Facts.Request("Declarations.Balanced");
        Assembly mutant = Facts.Compile(source.Replace("Tau.Transverse }", "Muon.Transverse }", StringComparison.Ordinal), request, Facts.Generate(source, request));
        const string Fact = "TauScale_keeps_the_sum_of_transverse_momenta";
        string? first = Facts.Run(mutant, "Declarations.Properties", Fact)[Fact];
        Assert.NotNull(first);
        Assert.Equal(first, Facts.Run(mutant, "Declarations.Properties", Fact)[Fact]);
    }

    [Fact]
    public void Models_are_detached_from_the_compiler() =>
        Project.Properties.AssertModelsAreDetached(SmallWithRequest(), PropertiesGenerator.ReadStep);

    [Theory]
    [InlineData("// a comment\n", "")]
    [InlineData("", "\npublic sealed class Other { public int Value => 3; }\n")]
    public void An_edit_that_changes_nothing_of_the_declaration_generates_nothing(string before, string after)
    {
        string source = SmallWithRequest();
        Assert.Equal([IncrementalStepRunReason.Unchanged], Project.Properties.ReasonsAfterEdit(source, before + source + after, PropertiesGenerator.ReadStep));
        Assert.Equal([IncrementalStepRunReason.Cached], Project.Properties.ReasonsAfterEdit(source, before + source + after, "Output"));
    }

    [Fact]
    public void A_changed_body_generates_again()
    {
        string source = SmallWithRequest();
        string edited = source.Replace("(Lepton + Jets[0]).Mass", "(Lepton + Jets[0]).Pt", StringComparison.Ordinal);
        Assert.Equal([IncrementalStepRunReason.Modified], Project.Properties.ReasonsAfterEdit(source, edited, PropertiesGenerator.ReadStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Project.Properties.ReasonsAfterEdit(source, edited, "Output"));
    }

    [Theory]
    [InlineData("[PHY0012:PhysicsProperties(typeof(string))] public partial class P;")]
    [InlineData("[PHY0012:PhysicsProperties(typeof(int[]))] public partial class P;")]
    [InlineData("[PHY0012:PhysicsProperties(typeof(List<>))] public partial class P;")]
    [InlineData("[PHY0008:PhysicsProperties(typeof(Declarations.Small))] public class P;")]
    [InlineData("[PHY0008:PhysicsProperties(typeof(Declarations.Small))] public static partial class P;")]
    [InlineData("[PHY0008:PhysicsProperties(typeof(Declarations.Small))] public partial class P<T>;")]
    [InlineData("[PHY0012:PhysicsProperties(null!)] public partial class P;")]
    [InlineData("[PhysicsProperties(typeof(Declarations.Small), Seed = 0, {|PHY0008:Cases = 0|})] public partial class P;")]
    [InlineData("[Event] public partial record E { private E() { } [Column(\"x\")] public partial double X { get; init; } [Feature] public double F => X; } [PHY0012:PhysicsProperties(typeof(E))] public partial class P;")]
    [InlineData("[Event] public partial record E { internal E() { } [Column(\"x\")] public partial double X { get; init; } [Feature] public double F => X; } [PhysicsProperties(typeof(E))] public partial class P;")]
    [InlineData("[PhysicsProperties(typeof(Declarations.Small))] public partial class P;")]
    [InlineData("[PhysicsProperties(typeof(Declarations.Small), Cases = 3, Seed = 9)] public sealed partial class P { public int Mine => 3; }")]
    public Task A_request_that_gets_no_tests_is_told_why(string request)
    {
        // The mark's own bracket would be the attribute's.
        string marked = System.Text.RegularExpressions.Regex.Replace(request, @"\[(PHY\d+):(.*\))\]", "[{|$1:$2|}]");
        return Project.Plain.VerifyAsync($"using Mandelstam.Testing;\n{Project.Declaration(Small).Replace("namespace Declarations;", "namespace Declarations {", StringComparison.Ordinal)}}}\n{marked}");
    }

    [Theory]
    [InlineData("[Event] public partial record Bare;", "PHY0012")] // built without the generator
    [InlineData("[Event, Mandelstam.Events.DeclaredModel(\"00000000\", \"\")] public partial record Bare;", "PHY0013")]
    public async Task A_library_without_a_readable_model_is_told_why(string declaration, string id)
    {
        MetadataReference library = Library(Project.Properties, declaration);
        CSharpCompilation user = Project.Properties.Compile("[Mandelstam.Testing.PhysicsProperties(typeof(Bare))] public partial class P;").AddReferences(library);
        (Compilation output, GeneratorRunResult run) = Project.Properties.Generate(user);
        Assert.Empty(run.GeneratedSources);
        IEnumerable<Diagnostic> said = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(output, [new Analyzers.PropertiesAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.Equal([id], said.Select(static d => d.Id));
    }

    [Fact]
    public void Broken_requests_and_declarations_are_survived()
    {
        string source = SmallWithRequest();
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];
        Random random = new(11);
        for (int i = 0; i < 150; i++)
        {
            SyntaxToken token = tokens[random.Next(tokens.Length)], other = tokens[random.Next(tokens.Length)];
            string broken = source.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, random.Next(2) == 0 ? "" : other.Text);
            (_, GeneratorRunResult run) = Project.Properties.Generate(Project.Properties.Compile(broken));
            Assert.True(run.Exception is null && run.Diagnostics.IsEmpty, $"case {i}, '{token.Text}' at {token.SpanStart}: {run.Exception} {string.Join("; ", run.Diagnostics)}");
        }
    }

    private static IReadOnlyDictionary<string, string?> Passes(string members, string arguments = "")
    {
        string source = $"namespace Declarations;\n\n[Event]\npublic partial record Toy\n{{\n{members}\n}}\n";
        string request = Facts.Request("Declarations.Toy", arguments);
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(source, request, Facts.Generate(source, request)), "Declarations.Properties");
        Assert.All(outcomes, static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));
        return outcomes;
    }

    private static string SmallWithRequest() =>
        Project.Declaration(Small) + "\n[Mandelstam.Testing.PhysicsProperties(typeof(Small))] public partial class Properties;\n";

    private static MetadataReference Library(GeneratorHarness harness, string source)
    {
        (Compilation output, _) = harness.Generate(harness.Compile(source));
        using MemoryStream image = new();
        Assert.True(output.WithAssemblyName("Library").Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}

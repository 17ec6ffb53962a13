using Mandelstam.Compiler.Emit;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>The names that a user's members cannot have are those of what is generated, no more and no less.</summary>
public sealed class GeneratedMembersTests
{
    private const string Chain = """
        [Decay("B+ -> (D*(2010)- -> (anti-D0 -> K+ pi-) pi-) pi+ mu+ nu_mu", Violates = ConservedNumbers.LeptonFlavour)]
        public partial record Toy
        {
            [Daughter] public partial FourVector<Rest> A { get; init; }
            [Daughter] public partial FourVector<Rest> B { get; init; }
            [Daughter] public partial FourVector<Rest> C { get; init; }
            [Daughter] public partial FourVector<Rest> D { get; init; }
            [Daughter] public partial FourVector<Rest> E { get; init; }
            [Daughter] public partial FourVector<Rest> F { get; init; }
            [Selection] public bool Kept => A.E > 1.GeV;
        }
        """;

    private const string ThreeProducts = """
        [Decay("mu- -> e- anti-nu_e nu_mu")]
        public partial record Toy
        {
            [Parent] public partial FourVector<Rest> Muon { get; }
            [Daughter] public partial FourVector<Rest> A { get; init; }
            [Daughter] public partial FourVector<Rest> B { get; init; }
            [Daughter] public partial FourVector<Rest> C { get; init; }
            [SquaredAmplitude] public double M => (Muon * A) / Muon.M2;
            [Selection] public bool Kept => A.E > 0.01.GeV;
        }
        """;

    private const string TwoProducts = """
        [Scattering("e- e+ -> mu- mu+", SqrtS = 10)]
        public partial record Toy
        {
            [Daughter] public partial FourVector<CentreOfMass> A { get; init; }
            [Daughter] public partial FourVector<CentreOfMass> B { get; init; }
            [SquaredAmplitude] public double M => 1;
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_event_they_are_all_there(bool hasRuntime)
    {
        GeneratorHarness project = hasRuntime ? Project.WithTorch : Project.Plain;
        (Compilation _, GeneratorRunResult run) = project.Generate(project.Compile(Project.Declaration("Small")));
        EventSpec spec = Value<Compiler.Emit.Surface.SurfaceSpec>(run, EventGenerator.SurfaceStep).Spec;
        Assert.Equal(hasRuntime, spec.EmitTensors);
        AssertAreWritten(GeneratedMembers.OfEvent(hasRuntime), run, "Small", spec.Members.Select(static m => m.Name));
    }

    [Theory]
    [InlineData(Chain, false)]
    [InlineData(Chain, true)]
    [InlineData(ThreeProducts, false)]
    [InlineData(ThreeProducts, true)]
    [InlineData(TwoProducts, true)]
    [InlineData("[Decay(\"mu- -> e- anti-nu_e nu_mu\")] public partial record Toy;", true)]
    public void Of_a_process_they_are_all_there(string source, bool hasRuntime)
    {
        GeneratorHarness project = hasRuntime ? Project.ProcessesWithTorch : Project.Processes;
        (Compilation _, GeneratorRunResult run) = project.Generate(project.Compile(source));
        ProcessSpec spec = Value<ProcessSpec>(run, ProcessGenerator.SurfaceStep);
        AssertAreWritten(GeneratedMembers.OfProcess(ProcessShape.Of(spec, [])!), run, "Toy", spec.Legs.Select(static l => l.Name));
    }

    /// <summary>Bodies name what is generated beside them, and are compiled to kernels all the same.</summary>
    [Theory]
    [InlineData("[Daughter, Massless]", "")]
    [InlineData("[Daughter]", "")]
    [InlineData("[Daughter]", "[Incoming] public partial FourVector<CentreOfMass> First { get; } [Incoming, Massless] public partial FourVector<CentreOfMass> Second { get; }")]
    public void Bodies_may_take_them(string daughter, string incoming)
    {
        CSharpCompilation source = Project.Processes.Compile($$"""
            using Mandelstam.Processes;

            [Scattering("e- e+ -> mu- tau+", SqrtS = 10, Violates = ConservedNumbers.LeptonFlavour)]
            public partial record Toy
            {
                {{incoming}}
                {{daughter}} public partial FourVector<CentreOfMass> A { get; init; }
                {{daughter}} public partial FourVector<CentreOfMass> B { get; init; }
                [SquaredAmplitude] public double M => Ratio.Of(this) + MandelstamU / MandelstamS;
                [Selection] public bool Kept => Process.IncomingMomentum(1) * A > new GeV2(20);
            }

            public static class Ratio
            {
                public static double Of(Toy toy) => toy.MandelstamT / toy.MandelstamS;

                public static (double Kernel, double Declared, bool IsKept, bool IsSelected)[] Run()
                {
                    PhaseSpacePoints points = new(2, 7);
                    for (int row = 0; row < points.Count; row++)
                    {
                        double p = 4.7, cos = row / 3.0 - 1, sin = Math.Sqrt(1 - cos * cos);
                        Toy toy = new();
                        Set(0, 0.105 * {{(daughter.Contains("Massless", StringComparison.Ordinal) ? "0" : "1")}});
                        Set(1, 1.777 * {{(daughter.Contains("Massless", StringComparison.Ordinal) ? "0" : "1")}});

                        void Set(int particle, double mass)
                        {
                            double sign = 1 - 2 * particle;
                            points.Px(particle)[row] = sign * p * sin;
                            points.Pz(particle)[row] = sign * p * cos;
                            points.Energy(particle)[row] = Math.Sqrt(p * p + mass * mass);
                        }
                    }

                    double[] kernel = new double[points.Count];
                    bool[] kept = new bool[points.Count];
                    Toy.Process.SquaredAmplitude!(points, kernel);
                    Toy.Process.Selection!(points, kept);
                    Toy.Batch batch = new(points);
                    return [.. Enumerable.Range(0, points.Count).Select(i => (kernel[i], batch[i].M, kept[i], batch[i].Kept))];
                }
            }
            """);
        var rows = ((double Kernel, double Declared, bool IsKept, bool IsSelected)[])GeneratorHarness.Load(Project.Processes.Generate(source).Output).GetType("Ratio")!.GetMethod("Run")!.Invoke(null, null)!;
        Assert.Equal(7, rows.Length);
        Assert.All(rows, static row => Assert.Equal(row.Declared, row.Kernel, 1e-7 * Math.Abs(row.Declared)));
        Assert.All(rows, static row => Assert.Equal(row.IsSelected, row.IsKept));
        Assert.InRange(rows.Count(static row => row.IsKept), 1, 6);
    }

    /// <summary>What is generated only where the project has the runtime is in nobody's way where it has not.</summary>
    [Theory]
    [InlineData("Tensors")]
    [InlineData("Cuda")]
    public async Task Tensor_code_needs_its_names_only_where_it_is(string name)
    {
        string Source(string marked) => $$"""
            [Event]
            public partial record Toy
            {
                [Column("x")] public partial double X { get; init; }
                [Feature] public double {{marked}} => 2 * X;
            }
            """;
        await Project.Plain.VerifyAsync(Source(name));
        await Project.WithTorch.VerifyAsync(Source($"{{|PHY0008:{name}|}}"));
    }

    [Fact]
    public async Task The_messages_say_what_is_there_already()
    {
        Assert.Equal(
            "'DStar2010' is given by the compiler already under this name, the momentum of the 'D*(2010)-'; remove this one, or rename it",
            await Message(Chain.Replace("[Selection]", "public FourVector<Rest> DStar2010 => A + B + C; [Selection]", StringComparison.Ordinal)));
        Assert.Equal(
            "'Batch' has the name of what is generated for every process; rename it",
            await Message(TwoProducts.Replace("[SquaredAmplitude]", "public int Batch => 1; [SquaredAmplitude]", StringComparison.Ordinal)));
        Assert.Equal(
            "'AntiD0' has the name of a member that it is given: the momentum of the 'anti-D0'; rename the record",
            await Message(Chain.Replace("record Toy", "record AntiD0", StringComparison.Ordinal)));
        Assert.Equal(
            "'Model' does not have the shape that its attribute asks for; write it under another name: 'Model' is what is generated for every event",
            await Message("[Event] public partial record Toy { [Column(\"x\")] public partial double X { get; init; } [Feature] public double Model => X; }"));
    }

    /// <summary>Names that stand in the generated code where the record's own is used: none of them is in the way.</summary>
    [Theory]
    [InlineData("Columns")]
    [InlineData("Features")]
    [InlineData("Perturb")]
    [InlineData("Rows")]
    [InlineData("Name")]
    [InlineData("x")]
    public Task A_record_may_have_the_name_of_what_a_model_inherits(string name) => Project.Plain.VerifyAsync(
        $"#pragma warning disable CS8981\n[Event] public partial record {name} {{ [Column(\"x\")] public partial double X {{ get; init; }} [Column(\"{name}s\")] public partial double Y {{ get; init; }} [Feature] public double F => X + Y; }}");

    /// <summary>What the generated code is short for, a project may be short for too.</summary>
    [Fact]
    public Task A_project_may_have_aliases_everywhere() => Project.WithTorch.VerifyAsync("""
        global using Simd = System.Math;
        global using Events = System.Environment;
        global using torch = System.MathF;

        [Event]
        public partial record Toy
        {
            [Column("x")] public partial double X { get; init; }
            [Feature] public double F => Simd.Sqrt(1 + X * X);
        }

        [Scattering("e- e+ -> mu- mu+", SqrtS = 10)]
        public partial record Pair
        {
            [Daughter, Massless] public partial FourVector<CentreOfMass> A { get; init; }
            [Daughter, Massless] public partial FourVector<CentreOfMass> B { get; init; }
            [SquaredAmplitude] public double M => MandelstamT / MandelstamS;
        }
        """);

    /// <summary>Inside a batch, a point and the derivatives, names of files and nuisances give way.</summary>
    [Fact]
    public Task Inside_what_is_generated_names_give_way() => Project.WithTorch.VerifyAsync("""
        [Event]
        public partial record Toy
        {
            [Column("Toy")] public partial double X { get; init; }
            [Column("MemberwiseClone")] public partial double Y { get; init; }
            [Column("Rows")] public partial double Z { get; init; }
            [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1, Name = "Model")] public Toy Scale(double s) => this with { X = s * X };
            [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1, Name = "Deconstruct")] public Toy Other(double s) => this with { Y = s * Y };
            [Feature(Absent = -1)] public double? Ratio => Y > 0 ? X / Y : null;
            [Feature(Absent = -1)] public double? ratio => X > 0 ? Y / X : null;
            [Feature] public double Values => X + Z;
        }
        """);

    private static void AssertAreWritten(IEnumerable<GeneratedMember> members, GeneratorRunResult run, string record, IEnumerable<string> declared)
    {
        IEnumerable<string> written = run.GeneratedSources
            .SelectMany(static s => s.SyntaxTree.GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>())
            .Where(r => r.Identifier.ValueText == record && r.Parent is not TypeDeclarationSyntax)
            .SelectMany(static r => r.Members).Select(Written).Distinct().Except(declared).Order(StringComparer.Ordinal);
        Assert.Equal(written, members.Select(static m => $"{m.Name}{(m.Parameters is { } count ? $"({count})" : "")}").Order(StringComparer.Ordinal));
    }

    private static string Written(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        MethodDeclarationSyntax method => $"{method.Identifier.ValueText}({method.ParameterList.Parameters.Count})",
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => throw new InvalidOperationException($"A kind of member that is not generated anywhere else: {member}"),
    };

    private static T Value<T>(GeneratorRunResult run, string step) => (T)run.TrackedSteps[step].Single().Outputs.Single().Value;

    private static async Task<string> Message(string source)
    {
        (_, _, IReadOnlyList<Diagnostic> said) = await Project.Plain.DiagnoseAsync(source);
        return Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}

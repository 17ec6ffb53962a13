using System.Reflection;
using System.Runtime.Loader;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Properties;

/// <summary>
/// The event is declared in one assembly, its property tests stand in another, which knows the first by its metadata alone. The declaration passes; rebuilt with
/// one mistake, under tests that were not, it fails.
/// </summary>
public sealed class AcrossAssembliesTests
{
    private const string KernelFact = "The_compiled_kernel_agrees_with_the_declaration";

    private static readonly string _source = Project.Declaration("Balanced");
    private static readonly byte[] _library = Image(Generated(_source), "Library");
    private static readonly Lazy<byte[]> _tests = new(Tests);

    [Fact]
    public void A_declaration_of_another_assembly_passes() => Assert.All(Run(_library), static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));

    // One of each kind of property.
    [Theory]
    [InlineData("(Muon + Tau).Mass", "(Muon + Tau).Mt", "PairMass_is_invariant_under_Lorentz")]
    [InlineData("Muon.DeltaRapidityR(Tau)", "Muon.DeltaR(Tau)", "Distance_is_invariant_under_BoostZ")]
    [InlineData("Abs(DeltaPhi(Muon, Tau))", "new Angle(Math.Abs(Tau.Phi.Value - Muon.Phi.Value))", "Opening_is_invariant_under_RotationZ")]
    [InlineData("Muon.E + Tau.E;", "Muon.E + Tau.E + 1.GeV;", "TotalEnergy_scales_like_energy_to_the_power_1")]
    [InlineData("(Jets[0] + Jets[1] + Jets[2]).Mass", "(Jets[0] + Jets[1]).Mass", "LeadingPairMass_does_not_depend_on_the_order_of_Jets")]
    [InlineData("j.ScaledMomentum(1 + d)", "j.ScaledMomentum(1.0001 + d)", "JetShift_changes_nothing_at_its_nominal_value")]
    [InlineData("Met + (1 - s) * Tau.Transverse", "Met + (s - 1) * Tau.Transverse", "TauScale_keeps_the_sum_of_transverse_momenta")]
    [InlineData("Origin == Origin.Signal ? s : 1", "Origin == Origin.Signal ? 1 + s : 1", "The_rates_change_nothing_at_their_nominal_values")]
    public void A_mistake_in_another_assembly_is_found(string written, string mistake, string fact)
    {
        string? failure = Run(Image(Generated(Mutant(written, mistake)), "Library"), fact)[fact];
        Assert.StartsWith("PropertyFailedException: ", failure, StringComparison.Ordinal);
        Assert.Contains("Muon = (pt ", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Muon.E + Tau.E;", "Muon.E + Tau.P + 0.001 * Muon.Pt;", "'TotalEnergy'")]
    [InlineData("Tau.Pt > 20.GeV", "Tau.Pt > 21.GeV", "the selection")]
    public void A_kernel_of_another_text_is_found_in_another_assembly(string written, string mistake, string what)
    {
        static bool IsKernel(GeneratedSourceResult text) => text.HintName.EndsWith(".Scalar.g.cs", StringComparison.Ordinal);
        static IReadOnlyList<GeneratedSourceResult> Texts(string source) => Project.Tested.Generate(Project.Tested.Compile(source)).Run.GeneratedSources;
        GeneratedSourceResult wrong = Texts(Mutant(written, mistake)).Single(IsKernel);
        string[] texts = [.. Texts(_source).Select(text => (IsKernel(text) ? wrong : text).SourceText.ToString())];
        Assert.Contains(what, Run(Image(Project.Tested.Compile(_source, texts), "Library"), KernelFact)[KernelFact] ?? "nothing failed", StringComparison.Ordinal);
    }

    private static string Mutant(string written, string mistake)
    {
        Assert.Contains(written, _source, StringComparison.Ordinal);
        return _source.Replace(written, mistake, StringComparison.Ordinal);
    }

    private static Compilation Generated(string source) => Project.Tested.Generate(Project.Tested.Compile(source)).Output;

    // The user's test project: the request, and what is generated for it from the metadata of the library.
    private static byte[] Tests()
    {
        string request = Facts.Request("Balanced");
        (Compilation output, GeneratorRunResult run) =
            Project.Properties.Generate(Project.Properties.Compile(request).AddReferences(MetadataReference.CreateFromImage(_library)));
        Assert.Null(run.Exception);
        return Image(output, "Tests");
    }

    private static byte[] Image(Compilation compilation, string name)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.WithAssemblyName(name).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    private static IReadOnlyDictionary<string, string?> Run(byte[] library, string? only = null)
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        Assembly declared = context.LoadFromStream(new MemoryStream(library));
        context.Resolving += (_, name) => name.Name == "Library" ? declared : null;
        return Facts.Run(context.LoadFromStream(new MemoryStream(_tests.Value)), "Declarations.Properties", only);
    }
}

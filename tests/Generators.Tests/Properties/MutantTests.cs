using System.Reflection;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;
using static System.FormattableString;

namespace Mandelstam.Generators.Tests.Properties;

/// <summary>A declaration passes its own properties; with one mistake in a body, the property of that body fails and says why.</summary>
public sealed class MutantTests
{
    private const string KernelFact = "The_compiled_kernel_agrees_with_the_declaration";
    private const string DerivativeFact = "The_derivatives_agree_with_differences";

    private static readonly string _source = Project.Declaration("Balanced");
    private static readonly string _request = Facts.Request("Balanced");
    private static readonly Lazy<string> _facts = new(static () => Facts.Generate(_source, _request));

    // All mutants in one compilation, each in a namespace of its own: a compilation takes most of a second.
    private static readonly Lazy<Assembly> _mutants = new(static () => Facts.Compile([.. Mutants.SelectMany(static (mutant, i) =>
        new[] { Mutate((string)mutant[0], (string)mutant[1]), _request, _facts.Value }.Select(text => Renamed(text, i)))]));

    private static readonly Lazy<Assembly> _kernels = new(static () => CompileWithPart(".Scalar", Kernels));
    private static readonly Lazy<Assembly> _derivatives = new(static () => CompileWithPart(".Derivatives", Derivatives));

    /// <summary>What is written, the mistake, and the fact that finds it.</summary>
    public static TheoryData<string, string, string> Mutants => new()
    {
        // Lorentz: a component in the sum, a sign, a term.
        { "(Muon + Tau).Mass", "(Muon - Tau).Mass + Tau.Pz / 1000", "PairMass_is_invariant_under_Lorentz" },
        { "(Muon + Tau).Mass", "(Muon + Tau).Mt", "PairMass_is_invariant_under_Lorentz" },
        { "(Muon + Tau).Mass", "(Muon.E * Tau.E).Sqrt()", "PairMass_is_invariant_under_Lorentz" },
        { "Muon.E + Tau.E;", "Muon.E + Tau.Px;", "TotalEnergy_is_invariant_under_Rotations" },
        { "Muon.E + Tau.E;", "Muon.Et + Tau.E;", "TotalEnergy_is_invariant_under_Rotations" },

        // Boosts: pseudorapidity for rapidity, a wrong sign.
        { "Muon.DeltaRapidityR(Tau)", "Muon.DeltaR(Tau)", "Distance_is_invariant_under_BoostZ" },
        { "Muon.DeltaRapidityR(Tau)", "Abs(Muon.Rapidity + Tau.Rapidity)", "Distance_is_invariant_under_BoostZ" },
        { "new Rapidity(Muon.Rapidity - Tau.Rapidity)", "new Rapidity(Muon.Rapidity + Tau.Rapidity)", "Gap_is_invariant_under_BoostZ" },

        // Turns: a forgotten wrap, an azimuth left over.
        { "Abs(DeltaPhi(Muon, Tau))", "new Angle(Math.Abs(Tau.Phi.Value - Muon.Phi.Value))", "Opening_is_invariant_under_RotationZ" },
        { "Muon.DeltaRapidityR(Tau)", "Sqrt(Square(Muon.Rapidity - Tau.Rapidity) + Square(Muon.Phi.Value - Tau.Phi.Value))", "Distance_is_invariant_under_RotationZ" },
        { "TransverseMass(Muon, Met)", "(Muon.Px * Met.Pt).Sqrt()", "TransverseMassOfMuon_is_invariant_under_RotationZ" },

        // Reflections: a forgotten magnitude.
        { "Abs(Muon.Eta) + Abs(Tau.Eta)", "Abs(Muon.Eta) + Tau.Eta", "Forwardness_is_invariant_under_ReflectionZ" },
        { "Muon.DeltaRapidityR(Tau)", "Muon.DeltaRapidityR(Tau) + Exp(Muon.Rapidity)", "Distance_is_invariant_under_ReflectionZ" },

        // Units: an energy of its own, a power too many.
        { "Muon.E + Tau.E;", "Muon.E + Tau.E + 1.GeV;", "TotalEnergy_scales_like_energy_to_the_power_1" },
        { "TransverseMass(Muon, Met)", "TransverseMass(Muon, Met) * (Met.Pt / 1.GeV)", "TransverseMassOfMuon_scales_like_energy_to_the_power_1" },
        { "Abs(DeltaPhi(Muon, Tau))", "(Muon.Pt / 50.GeV).Rad", "Opening_does_not_depend_on_the_unit_of_energy" },

        // Permutations: a jet forgotten, a jet taken twice.
        { "(Jets[0] + Jets[1] + Jets[2]).Mass", "(Jets[0] + Jets[1]).Mass", "LeadingPairMass_does_not_depend_on_the_order_of_Jets" },
        { "(Jets[0] + Jets[1] + Jets[2]).Mass", "(Jets[0] + Jets[1] + Jets[1]).Mass", "LeadingPairMass_does_not_depend_on_the_order_of_Jets" },

        // The same for every turn of three in a circle, and not for an exchange of two.
        { "(Jets[0] + Jets[1] + Jets[2]).Mass", "1.GeV * (Jets[0].Pt / Jets[1].Pt + Jets[1].Pt / Jets[2].Pt + Jets[2].Pt / Jets[0].Pt)", "LeadingPairMass_does_not_depend_on_the_order_of_Jets" },

        // Nominal values: a scale beside one, a shift beside zero, a width that does not vanish.
        { "Tau = Tau.ScaledMomentum(s)", "Tau = Tau.ScaledMomentum(1.001 * s)", "TauScale_changes_nothing_at_its_nominal_value" },
        { "j.ScaledMomentum(1 + d)", "j.ScaledMomentum(1.0001 + d)", "JetShift_changes_nothing_at_its_nominal_value" },
        { "Met = Met + width * g", "Met = Met + (width + 0.1.GeV) * g", "SoftMet_changes_nothing_at_its_nominal_value" },
        { "Origin == Origin.Signal ? s : 1", "Origin == Origin.Signal ? 1 + s : 1", "The_rates_change_nothing_at_their_nominal_values" },

        // Balance: no compensation, one of the wrong sign, one of the wrong object.
        { ", Met = Met + (1 - s) * Tau.Transverse", "", "TauScale_keeps_the_sum_of_transverse_momenta" },
        { "Met + (1 - s) * Tau.Transverse", "Met + (s - 1) * Tau.Transverse", "TauScale_keeps_the_sum_of_transverse_momenta" },
        { "Met + (1 - s) * Tau.Transverse", "Met + (1 - s) * Muon.Transverse", "TauScale_keeps_the_sum_of_transverse_momenta" },
        { "Met - d * Jets.Sum(j => j.Transverse)", "Met + d * Jets.Sum(j => j.Transverse)", "JetShift_keeps_the_sum_of_transverse_momenta" },
    };

    /// <summary>Kernels that were compiled from another text than the one that runs: a wrong column, a changed cut, another scale.</summary>
    public static TheoryData<string, string, string> Kernels => new()
    {
        { "Muon.E + Tau.E;", "Muon.E + Tau.P + 0.001 * Muon.Pt;", "'TotalEnergy'" },
        { "Abs(Muon.Eta) + Abs(Tau.Eta)", "Abs(Muon.Eta) + Abs(Muon.Eta)", "'Forwardness'" },
        { "Jets.Has(2) ?", "Jets.Has(2) && Ht > 0.5.GeV ?", "'LeadingPairMass'" },
        { "Tau.Pt > 20.GeV", "Tau.Pt > 21.GeV", "the selection" },
        { "Jets.Count > 1 ?", "Jets.Count > 2 ?", "the category" },
        { "Origin.Signal ? s : 1", "Origin.Background ? s : 1", "the weight" },
        { "j.Pt > 30.GeV", "j.Pt > 31.GeV", "the category" },
    };

    /// <summary>Derivatives that were compiled from another text: a term, a sign, a nuisance that does not arrive.</summary>
    public static TheoryData<string, string, string> Derivatives => new()
    {
        { "Muon.E + Tau.E;", "Muon.E + 2 * Tau.E;", "'TotalEnergy'" },
        { "Muon.Rapidity - Tau.Rapidity", "Tau.Rapidity - Muon.Rapidity", "'Gap'" },
        { "Met + width * g", "Met + 2 * width * g", "'TransverseMassOfMuon'" },
    };

    [Fact]
    public void The_declaration_has_its_properties()
    {
        IReadOnlyDictionary<string, string?> outcomes = Facts.Run(Facts.Compile(_source, _request, _facts.Value), "Declarations.Properties");
        Assert.All(outcomes, static fact => Assert.True(fact.Value is null, $"{fact.Key}\n{fact.Value}"));

        // Every kind of property has a mutant.
        Assert.Empty(Mutants.Select(static mutant => (string)mutant[2]).Append(KernelFact).Append(DerivativeFact).Except(outcomes.Keys));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mistake_is_found(string written, string mistake, string fact)
    {
        string? failure = Facts.Run(_mutants.Value, Properties(Mutants, written, mistake), fact)[fact];
        Assert.NotNull(failure);
        Assert.StartsWith("PropertyFailedException: ", failure, StringComparison.Ordinal);
        Assert.Contains("Muon = (pt ", failure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_of_another_text_is_found(string written, string mistake, string what)
    {
        string? failure = Facts.Run(_kernels.Value, Properties(Kernels, written, mistake), KernelFact)[KernelFact];
        Assert.Contains(what, failure ?? "nothing failed", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Derivatives))]
    public void A_derivative_of_another_text_is_found(string written, string mistake, string what)
    {
        string? failure = Facts.Run(_derivatives.Value, Properties(Derivatives, written, mistake), DerivativeFact)[DerivativeFact];
        Assert.Contains(what, failure ?? "nothing failed", StringComparison.Ordinal);
    }

    private static string Mutate(string written, string mistake)
    {
        Assert.Contains(written, _source, StringComparison.Ordinal);
        return _source.Replace(written, mistake, StringComparison.Ordinal);
    }

    private static string Renamed(string text, int mutant) => text.Replace("Declarations", Invariant($"Mutant{mutant}"), StringComparison.Ordinal);

    private static string Properties(TheoryData<string, string, string> all, string written, string mistake) =>
        Invariant($"Mutant{all.Index().Single(m => (string)m.Item[0] == written && (string)m.Item[1] == mistake).Index}.Properties");

    // What was generated for the mutants, but with one part as it is for the declaration without a mistake.
    private static Assembly CompileWithPart(string part, TheoryData<string, string, string> mutants)
    {
        bool IsPart(GeneratedSourceResult text) => text.HintName.EndsWith(part + ".g.cs", StringComparison.Ordinal);
        string[] sources = [.. mutants.Select(static (mutant, i) => Renamed(Mutate((string)mutant[0], (string)mutant[1]), i))];
        GeneratorRunResult own = Project.Tested.Generate(Project.Tested.Compile("", sources)).Run;
        GeneratorRunResult right = Project.Tested.Generate(Project.Tested.Compile(_source)).Run;
        IEnumerable<string> generated = own.GeneratedSources.Where(s => !IsPart(s)).Select(static s => s.SourceText.ToString());
        string wrong = right.GeneratedSources.Single(IsPart).SourceText.ToString();
        IEnumerable<string> others = mutants.SelectMany((_, i) => new[] { wrong, _request, _facts.Value }.Select(text => Renamed(text, i)));
        return GeneratorHarness.Load(Project.Tested.Compile("", [.. sources, .. generated, .. others]));
    }
}

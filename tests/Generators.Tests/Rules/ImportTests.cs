using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>A repair that writes names which the file does not know yet adds the directive that makes them known.</summary>
public sealed class ImportTests
{
    [Fact]
    public Task The_namespace_of_a_function_is_added() => Project.FixesWithoutUsings.VerifyAsync(
        "using Mandelstam;\n\n" + Event("Tau.E - Tau.Pz", ""), "using System;\nusing Mandelstam;\n\n" + Event("Tau.Mt * Math.Exp(-Tau.Rapidity)", ""));

    [Fact]
    public Task It_is_added_once_for_all() => Project.FixesWithoutUsings.VerifyAllAsync(
        "PHY0601",
        "using Mandelstam;\r\n\r\n" + Event("Tau.E - Tau.Pz; [Feature] public Energy G => Tau.E - Tau.Pz", ""),
        "using System;\r\nusing Mandelstam;\r\n\r\n" + Event("Tau.Mt * Math.Exp(-Tau.Rapidity); [Feature] public Energy G => Tau.Mt * Math.Exp(-Tau.Rapidity)", ""));

    [Fact]
    public Task What_is_known_already_needs_none() => Project.FixesWithoutUsings.VerifyAsync(
        Event("Tau.E - Tau.P", "Mandelstam."), Event("Tau.M2 / (Tau.E + Tau.P)", "Mandelstam."));

    /// <summary>Names written in full so far, below a comment on the file.</summary>
    [Theory]
    [InlineData("", "using Mandelstam;\n\n")]
    [InlineData("// Of our group.\n\n", "// Of our group.\n\nusing Mandelstam;\n\n")]
    [InlineData("// About the reaction.\n", "using Mandelstam;\n\n// About the reaction.\n")]
    public Task The_language_is_added_where_names_were_written_in_full(string above, string with) => Project.FixesWithoutUsings.VerifyAsync(
        $"{above}{Process}}}\n", $"{with}{Process}    [Selection] public bool IsResolved => C.Pt > 0.1.GeV;\n}}\n");

    private const string Process = """
        [Mandelstam.Scattering("e- mu- -> e- mu-", SqrtS = 10)]
        public partial record Exchange
        {
            [Mandelstam.Incoming, Mandelstam.Massless] public partial Mandelstam.FourVector<Mandelstam.CentreOfMass> A { get; }
            [Mandelstam.Incoming, Mandelstam.Massless] public partial Mandelstam.FourVector<Mandelstam.CentreOfMass> B { get; }
            [Mandelstam.Daughter, Mandelstam.Massless] public partial Mandelstam.FourVector<Mandelstam.CentreOfMass> C { get; init; }
            [Mandelstam.Daughter, Mandelstam.Massless] public partial Mandelstam.FourVector<Mandelstam.CentreOfMass> D { get; init; }
            [Mandelstam.SquaredAmplitude] public double M => Mandelstam.Kinematics.Square((A + B).M2 / (A - C).M2);

        """;

    private static string Event(string formula, string space) =>
        $"[{space}Event] public partial record Toy {{ [{space}Column(\"t_{{pt,eta,phi,m}}\")] public partial {space}FourVector<{space}Lab> Tau {{ get; init; }} [{space}Feature] public {space}Energy F => {formula}; }}\n";
}

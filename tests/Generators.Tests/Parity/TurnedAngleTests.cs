using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Where fused kernels get the sine and cosine of an angle from those of the rounded one. That they are right, the parity of the Higgs analysis says.</summary>
public sealed class TurnedAngleTests
{
    private const string Turn = ".Turn(";

    /// <summary>The perturbation takes the angle as it is, the feature the rounded one.</summary>
    [Fact]
    public async Task An_angle_of_the_file_is_turned_by_what_was_rounded_off() =>
        Assert.Contains(Turn, await KernelAsync("First = First.Rounded(3), Met = Met.Rounded(3)"), StringComparison.Ordinal);

    /// <summary>The third power of half a hundredth is no longer below what float32 holds.</summary>
    [Fact]
    public async Task At_hundredths_too_much_is_rounded_off() =>
        Assert.DoesNotContain(Turn, await KernelAsync("First = First.Rounded(2), Met = Met.Rounded(2)"), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_rounding_there_is_nothing_to_turn() =>
        Assert.DoesNotContain(Turn, await KernelAsync("Met = Met.Rounded(3)"), StringComparison.Ordinal);

    private static async Task<string> KernelAsync(string corrected)
    {
        string declaration = $$"""
            [Event]
            public partial record Turned
            {
                [Massless, Column("a_{pt,eta,phi}")] public partial FourVector<Lab> First { get; init; }
                [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
                [Feature("pt")] public Energy Pt => (First.Transverse + Met).Pt;
                [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
                public Turned Scale(double s) => this with { First = First.ScaledMomentum(s), Met = Met + (1 - s) * First.Transverse };
                [Correction] public Turned Rounded() => this with { {{corrected}} };
            }
            """;
        (_, GeneratorRunResult run) = await Project.Plain.VerifyAsync(declaration);
        return run.GeneratedSources.Single(static s => s.HintName.EndsWith(".Simd.g.cs", StringComparison.Ordinal)).SourceText.ToString();
    }
}

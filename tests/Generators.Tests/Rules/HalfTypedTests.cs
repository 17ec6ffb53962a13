using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Declarations while they are typed: what stands there is judged, what does not stand there yet is not missed.</summary>
public sealed class HalfTypedTests
{
    private const string Nuisance = "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy N(double s) => this";

    private const string Stored = "[Column(\"mass\"), DependsOn(nameof(Jets))] public partial Energy Stored { get; init; }\n[Feature] public Energy F => Stored;\n";

    [Theory]
    [InlineData(Nuisance)]
    [InlineData(Nuisance + " with")]
    [InlineData(Nuisance + " with {")]
    [InlineData(Nuisance + " with { Jets = Jets.Map(j => j.ScaledMomentum(s))")]
    [InlineData(Nuisance + " with { Jets = Jets.Map(j => j.ScaledMomentum(s)),")]
    [InlineData(Stored + Nuisance + " with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Met = Met + (1 - s) * Jets.Sum(j => j.Transverse),")]
    [InlineData("[Feature] public int F => Jets.CountWhere(j => j.DeltaR(Electron")]
    [InlineData("[Feature] public int F => Jets.CountWhere(j => j.DeltaR(Electron,")]
    [InlineData("[Feature] public double F { get { (double")]
    [InlineData("[Feature] public double F { get { (double; } }")]
    [InlineData("[Feature] public double F { get { var e = Jets.Count; return")]
    [InlineData("[Feature] public double F { get { var e = Jets.Count; return; } }")]
    public async Task What_may_come_is_not_missed(string member) => Assert.Empty(await Said(member));

    [Theory]
    [InlineData("[Feature] public Energy F => (Electron + Electron.InRestFrameOf(Electron)).Mass", "PHY0101")]
    [InlineData("[Feature] public Energy F => (Electron + Electron.InRestFrameOf(Electron)).", "PHY0101")]
    [InlineData("[Feature] public double F => Jets.CountWhere(j => j.DeltaR(Electron) < 0.4) + Math.Max(", "PHY0105")]
    [InlineData(Nuisance + ";", "PHY0503")]
    [InlineData(Nuisance + " with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };", "PHY0501")]
    [InlineData(Stored + Nuisance + " with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Met = Met + (1 - s) * Jets.Sum(j => j.Transverse) };", "PHY0501")]
    public async Task What_stands_there_is_judged(string member, string id) => Assert.Equal([id], await Said(member));

    private static async Task<IEnumerable<string>> Said(string member)
    {
        string source = $$"""
            [Event]
            public partial record Toy
            {
                [Massless, Column("el_{pt,eta,phi}")] public partial FourVector<Lab> Electron { get; init; }
                [Column("jet{1,2}_{pt,eta,phi,m}", Absent = -99)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
                [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

                {{member}}
            }
            """;
        return (await Project.Plain.AnalyzeAsync(Project.Plain.Compile(source))).Select(static d => d.Id);
    }
}

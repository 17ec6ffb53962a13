using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Repairs of loops that count to the number of objects in the event.</summary>
public sealed class LoopFixTests
{
    private static readonly Mandelstam.TestKit.FixHarness _fixes = new(Project.Plain, new Mandelstam.CodeFixes.ExpressionFixProvider());

    /// <summary>Where the number only says which object it is.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { s += Jets[i].Eta; }", "foreach (var j in Jets) { s += j.Eta; }")]
    [InlineData("for (int i = 0; Jets.Count > i; ++i) s += Jets[i].Eta * Jets[i].Phi.Value;", "foreach (var j in Jets) s += j.Eta * j.Phi.Value;")]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { var jet = Jets[i]; s += jet.Eta; }", "foreach (var jet in Jets) { s += jet.Eta; }")]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { /* central */ s += Jets[i].Eta; } double j = s; s = j;", "foreach (var item in Jets) { /* central */ s += item.Eta; } double j = s; s = j;")]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { var jet = Jets[i]; if (jet.Pt < 20.GeV) { jet = Lepton; } s += jet.Eta; }", "foreach (var j in Jets) { var jet = j; if (jet.Pt < 20.GeV) { jet = Lepton; } s += jet.Eta; }")]
    public Task Each_object_is_gone_through(string wrong, string right) => _fixes.VerifyAsync(Source(wrong), Source(right));

    /// <summary>A bound, wherever it counts up; it is the only repair where the number is used otherwise.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { s += Jets[i].Eta; }", "for (int i = 0; i < 2 && Jets.Has(i); i++) { s += Jets[i].Eta; }", 1)]
    [InlineData("for (int i = 0; i < Jets.Count; i++) { s += i * Jets[i].Eta; }", "for (int i = 0; i < 2 && Jets.Has(i); i++) { s += i * Jets[i].Eta; }", 0)]
    [InlineData("for (int i = 1; i < Jets.Count && s < 3; i++) { s += Jets[i].Eta; }", "for (int i = 1; i < 2 && Jets.Has(i) && s < 3; i++) { s += Jets[i].Eta; }", 0)]
    public Task A_bound_is_written(string wrong, string right, int choice) => _fixes.VerifyAsync(Source(wrong), Source(right), choice);

    [Fact]
    public Task All_are_repaired_at_once() => _fixes.VerifyAllAsync(
        "PHY0002",
        Source("for (int i = 0; i < Jets.Count; i++) { s += Jets[i].Eta; }", "for (int k = 0; k < Jets.Count; k++) { s += Jets[k].Rapidity; }"),
        Source("foreach (var j in Jets) { s += j.Eta; }", "foreach (var j in Jets) { s += j.Rapidity; }"));

    /// <summary>Nobody knows where they end.</summary>
    [Theory]
    [InlineData("for (int i = 0; i < s; i++) { s += 1; }")]
    [InlineData("for (int i = 0; i < Jets.Count; i += 2) { s += Jets[i].Eta; }")]
    [InlineData("for (int i = 0; i < 100; i++) { s += i; }")]
    public Task Others_have_none(string wrong) => _fixes.VerifyNoneAsync(Source(wrong));

    private static string Source(string statements, string others = "") => $$"""
        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [Feature] public double F { get { double s = 0; {{statements}} return s; } }
            [Feature] public double G { get { double s = 0; {{others}} return s; } }
        }
        """;
}

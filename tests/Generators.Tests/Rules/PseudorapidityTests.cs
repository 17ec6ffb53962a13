using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0105: pseudorapidity where rapidity is meant.</summary>
public sealed class PseudorapidityTests
{
    [Theory]
    [InlineData("double d = {|PHY0105:e.Top.DeltaR(e.Lepton)|};")]
    [InlineData("double d = {|PHY0105:DeltaR(e.Lepton, e.Top)|};")]
    [InlineData("double d = {|PHY0105:DeltaR(e.Lepton + e.Tau, e.Jets[0])|};")]
    [InlineData("double d = {|PHY0105:e.FatJets[0].DeltaR(e.FatJets[1])|};")]
    [InlineData("var top = FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, 172.5.GeV); double d = {|PHY0105:top.DeltaR(q)|};")]
    [InlineData("var w = e.Jets[0] + e.Jets[1]; var scaled = w.ScaledMomentum(1.1); double d = {|PHY0105:DeltaR(scaled, e.Lepton)|};")]
    [InlineData("int n = e.FatJets.CountWhere(j => {|PHY0105:j.DeltaR(e.Lepton)|} < 0.4);")]
    [InlineData("var b = p.BoostedZ({|PHY0105:-e.Top.Eta|});")]
    [InlineData("double d = {|PHY0105:(e.Top.Pt > 200.GeV ? e.Top : e.Lepton).DeltaR(e.Tau)|};")]
    [InlineData("double d = {|PHY0105:DeltaR(e.Jets.Sum(j => j), e.Lepton)|};")]
    [InlineData("double d = {|PHY0105:e.Top.Eta - e.FatJets[0].Rapidity|};")]
    [InlineData("double y = e.Lepton.Rapidity; double d = Math.Abs({|PHY0105:y - (e.Top + e.Lepton).Eta.Value|});")]
    public Task A_distance_of_massive_objects_is_marked(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements));

    [Theory]
    [InlineData("double d = e.Lepton.DeltaR(e.Tau) + DeltaR(e.Jets[0], e.Jets[1]);")]
    [InlineData("double d = p.DeltaR(q) + DeltaR(p, z);")] // parameters: nothing says whether they have a mass
    [InlineData("double d = e.Top.DeltaRapidityR(e.Lepton) + e.Top.DeltaR(e.Lepton, Convention.Eta) + DeltaR(e.Top, e.Tau, Convention.Rapidity);")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(p.Pt, p.Eta, p.Phi); double d = v.DeltaR(e.Lepton);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, 0.GeV); double d = v.DeltaR(e.Lepton);")]
    [InlineData("var soft = e.Lepton.ScaledMomentum(0.9).Rotated(0.1.Rad); double d = soft.DeltaR(e.Tau);")]
    [InlineData("int n = e.Jets.CountWhere(j => j.DeltaR(e.Lepton) < 0.4);")]
    [InlineData("bool central = Abs(e.Top.Eta) < 2.5; double gap = DeltaEta(e.Top, e.Lepton);")] // the detector is made of pseudorapidity
    [InlineData("var b = p.BoostedZ(-e.Lepton.Eta);")]
    [InlineData("double d = e.Lepton.Eta - e.Top.Rapidity;")] // of what is massless, the one is the other
    [InlineData("double mass = e.Top.Eta - e.Top.Rapidity; double d = e.Top.Eta - e.FatJets[0].Eta;")]
    public Task A_distance_that_is_meant_is_silent(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements));

    [Theory]
    [InlineData("double d = e.Top.DeltaR(e.Lepton);", "double d = e.Top.DeltaRapidityR(e.Lepton);")]
    [InlineData("double d = DeltaR(e.Lepton + e.Tau, e.Tau);", "double d = (e.Lepton + e.Tau).DeltaRapidityR(e.Tau);")]
    [InlineData("var b = p.BoostedZ(-e.Top.Eta);", "var b = p.BoostedZ(-e.Top.Rapidity);")]
    [InlineData("double d = e.Top.Eta - e.FatJets[0].Rapidity;", "double d = e.Top.Rapidity - e.FatJets[0].Rapidity;")]
    [InlineData("var b = e.Top.BoostedZ(-e.Top.Eta.Value);", "var b = e.Top.BoostedZ(-e.Top.Rapidity.Value);")]
    public Task The_rapidity_is_taken(string wrong, string right) => Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    /// <summary>Before, a convention may be what comes next.</summary>
    [Theory]
    [InlineData("double d = DeltaR(e.Lepton, e.Top;")]
    [InlineData("double d = DeltaR(e.Lepton, e.Top)", "PHY0105")]
    [InlineData("double d = DeltaR(e.Lepton, e.Top, Convention.Eta")]
    public async Task A_distance_is_marked_as_soon_as_its_parenthesis_is_typed(string statement, params string[] ids)
    {
        string[] found = [.. (await Project.Plain.AnalyzeAsync(Project.Plain.Compile(Analysis.Of(statement)))).Select(static d => d.Id)];
        Assert.Equal(ids, found);
    }

    /// <summary>What C# refuses, of any object.</summary>
    [Theory]
    [InlineData("Rapidity y = p.Eta;", "Rapidity y = p.Rapidity;")]
    [InlineData("Rapidity y = e.Lepton.Eta;", "Rapidity y = e.Lepton.Rapidity;")]
    [InlineData("Rapidity y = default; y = e.Jets[0].Eta;", "Rapidity y = default; y = e.Jets[0].Rapidity;")]
    public Task A_rapidity_is_no_pseudorapidity(string wrong, string right) => Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    [Fact]
    public Task The_convention_is_said() => Project.Fixes.VerifyAsync(
        Analysis.Of("double d = e.Top.DeltaR(e.Lepton);"), Analysis.Of("double d = e.Top.DeltaR(e.Lepton, Convention.Eta);"), choice: 1);

    [Fact]
    public Task A_pragma_is_honoured() => Project.Plain.VerifyAsync(Analysis.Of("""
        #pragma warning disable PHY0105 // as the trigger has it
        double d = e.Top.DeltaR(e.Lepton);
        #pragma warning restore PHY0105
        double c = {|PHY0105:e.Top.DeltaR(e.Tau)|};
        """));

    [Theory]
    [InlineData("double d = e.Top.DeltaR(e.Lepton);", "PHY0105", "error", DiagnosticSeverity.Error)]
    [InlineData("double d = e.Top.DeltaR(e.Lepton);", "PHY0105", "none", null)]
    [InlineData("var r = p.Rotated(90.Rad);", "PHY0201", "warning", DiagnosticSeverity.Warning)]
    [InlineData("bool back = (p.Phi - q.Phi).Value > 2.5;", "PHY0104", "suggestion", DiagnosticSeverity.Info)]
    public async Task The_severity_is_the_projects_to_choose(string statements, string id, string severity, DiagnosticSeverity? expected)
    {
        string config = $"root = true\n\n[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n";
        (_, _, IReadOnlyList<Diagnostic> said) = await Project.Plain.DiagnoseAsync(Analysis.Of(statements), config);
        Assert.Equal(expected is null ? [] : [(id, expected.Value)], said.Select(static d => (d.Id, d.Severity)));
    }
}

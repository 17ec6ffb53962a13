using System.Globalization;
using Mandelstam.Generators.Tests.Parity;
using Xunit;
using Xunit.Abstractions;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>The float32 kernels of analyses of all kinds are within their bound over the physical range and at its edges.</summary>
public sealed class AnalysisScanTests(ITestOutputHelper log)
{
    // Of each kind at each of three points of the nuisance parameters: some eight thousand events a declaration.
    private const int Rows = 160;

    /// <summary>Of ordinary events there are none. Of the directed ones those of the same transverse momenta, or of exactly opposite ones: one kind in seventeen, and a feature or two.</summary>
    private const double MostLeftOut = 0.002;

    /// <summary>File and type.</summary>
    public static TheoryData<string, string> Declarations => new()
    {
        { "Analyses/AllHadronic", "AllHadronic.SixJets" },
        { "Analyses/BottomStrange", "BottomStrange.BsCandidate" },
        { "Analyses/Broadening", "Broadening.Hadronic" },
        { "Analyses/Dalitz", "TriJets.TriJet" },
        { "Analyses/DarkPhoton", "DarkPhotons.DarkPhotonCandidate" },
        { "Analyses/DileptonTop", "DileptonTop.Dilepton" },
        { "Analyses/Diphoton", "Declarations.Analyses.Diphoton" },
        { "Analyses/DrellYan", "Declarations.Analyses.DrellYan" },
        { "Analyses/EventShapes", "Shapes.EeToHadrons" },
        { "Analyses/FourLeptons", "Declarations.Analyses.FourLeptons" },
        { "Analyses/Monophoton", "Monophoton.PhotonRecoil" },
        { "Analyses/Penguin", "PenguinDecays.BToKstarMuMu" },
        { "Analyses/ThreeJets", "ThreeJets.TriJet" },
        { "Analyses/TopPair", "Tops.TopPair" },
        { "Analyses/Vbf", "VectorBosonFusion.VbfHiggs" },
        { "Analyses/WBoson", "WBosons.WToLNu" },
        { "Analyses/ZMuMu", "Calibration.ZToMuMu" },
        { "Analyses/KStarMuMu", "KStarMuMu.BCandidate" },
        { "Analyses/VbfWw", "VbfWw.Candidate" },
        { "Analyses/FourTops", "FourTops.SameSign" },
        { "Analyses/Monojet", "Monojet.MonojetEvent" },
        { "Analyses/DisplacedVertex", "DisplacedVertex.LongLived" },
        { "Analyses/TopReconstruction", "TopReconstruction.TopPair" },
        { "Analyses/VbfTauTau", "VbfTaus.VbfTauTau" },
        { "Analyses/Curvature", "Curvatures.Dimuon" },
        { "Analyses/RazorSearch", "Razors.RazorSearch" },
        { "Patterns", "Declarations.Patterns" },
        { "Loops", "Declarations.Loops" },
        { "AllCoordinates", "Declarations.AllCoordinates" },
        { "Invariants", "Declarations.Invariants" },
        { "Balanced", "Declarations.Balanced" },
        { "MevFile", "Declarations.MevFile" },
        { "Nested", "Outer.Middle.Nested" },
        { "EnergiesOnly", "Declarations.EnergiesOnly" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_feature_is_within_its_bound(string file, string type)
    {
        BoundScan scan = BoundScan.Run(Compiled.Program(type, file), Compiled.Probe(type, file).Model, Compiled.SmoothProbe(type, file).Model, Rows);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{scan.Compared} results compared, {scan.Ties} ties and {scan.Undetermined} undetermined ones left out; largest share of the bound:"));
        foreach ((int i, double share) in scan.Worst.Index())
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Compiled.Probe(type, file).Model.Features[i].Name,-32} {share:F2}"));
        }

        Assert.True(scan.Breaches.Count == 0, $"{scan.Breaches.Count} breaches:\n{string.Join("\n", scan.Breaches.Take(20))}");
        Assert.InRange(scan.Ties + scan.Undetermined, 0, MostLeftOut * scan.Compared);
    }
}

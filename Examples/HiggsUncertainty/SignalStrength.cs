using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty.Challenge;
using Mandelstam.Measurement;

namespace Mandelstam.Examples.HiggsUncertainty;

/// <summary>The measurement of the H → ττ signal strength in 1- and 2-jet events, after arXiv:2505.08709.</summary>
/// <remarks>
/// Events without jets are left out: they would make the estimate depend on the soft missing momentum by several units. The flows see
/// variables that are functionally independent and invariant under turns about the beam: ten in 1-jet events (pT and η of tau, lepton and jet,
/// one angle between lepton and tau in the visible mass, the missing momentum in pT of the Higgs candidate and the transverse mass, the jet's
/// azimuth in the total pT), and fourteen in 2-jet events (the second jet's pT and η, the di-jet mass, and the number of jets, dequantised).
/// Left out are functions of these, the global azimuth, the constant number of jets of 1-jet events, and the sum of jet momenta, which is
/// neither discrete nor continuous. The classifiers see all 28.
/// </remarks>
public sealed class SignalStrength : MeasurementDefinition
{
    private const string PublishedTable = "arXiv:2505.08709, Table 2";

    private static readonly ImmutableArray<InputVariable> OneJet =
    [
        new("PRI_had_pt", LogShift: 0),
        new("DER_pt_ratio_lep_had", LogShift: 0),
        new("PRI_lep_eta", InputKind.OddInZ),
        new("PRI_had_eta", InputKind.OddInZ),
        new("DER_mass_vis", LogShift: 0),
        new("DER_pt_h", LogShift: 5),
        new("DER_mass_transverse_met_lep", LogShift: 5),
        new("PRI_jet_leading_pt", LogShift: 0),
        new("PRI_jet_leading_eta", InputKind.OddInZ),
        new("DER_pt_tot", LogShift: 5),
    ];

    private static readonly ImmutableArray<InputVariable> TwoJets =
    [
        .. OneJet,
        new("PRI_jet_subleading_pt", LogShift: 0),
        new("PRI_jet_subleading_eta", InputKind.OddInZ),
        new("DER_mass_jet_jet", LogShift: 0),
        new("PRI_n_jets", LogShift: -1, Floor: 1.001, Cap: 6, IsDiscrete: true),
    ];

    private static readonly ImmutableHashSet<string> Positive =
    [
        "PRI_lep_pt", "PRI_had_pt", "PRI_jet_leading_pt", "PRI_jet_subleading_pt", "DER_mass_vis", "DER_mass_jet_jet", "DER_sum_pt", "DER_pt_ratio_lep_had",
    ];

    private static readonly ImmutableHashSet<string> FromZero = ["PRI_jet_all_pt", "PRI_met", "DER_mass_transverse_met_lep", "DER_pt_h", "DER_pt_tot"];

    /// <inheritdoc/>
    public override string Name => "higgs";

    /// <inheritdoc/>
    public override EventModel Model => HiggsTauTau.Model;

    /// <inheritdoc/>
    public override int Signal => (int)Process.HTauTau;

    /// <inheritdoc/>
    public override ImmutableArray<int> Categories => [(int)JetBin.One, (int)JetBin.Two];

    /// <inheritdoc/>
    public override ImmutableArray<int> FittedShapes => [IndexOf("Tes"), IndexOf("Jes")];

    /// <inheritdoc/>
    public override ImmutableArray<double> TemplatePoints => [0.97, 0.985, 1, 1.015, 1.03];

    /// <inheritdoc/>
    public override int FittedNoise => IndexOf("SoftMet");

    /// <inheritdoc/>
    public override ImmutableArray<double> NoisePoints => [0.2, 0.5, 1, 1.75, 2.75, 4, 5];

    /// <inheritdoc/>
    public override ImmutableArray<InputVariable> ClassifierInputs { get; } =
    [
        .. HiggsTauTau.Model.Columns.Where(static c => c.Role == ColumnRole.Primary).Select(static c => c.Name)
            .Concat(HiggsTauTau.Model.Features.Select(static f => f.Name))
            .Select(static name => new InputVariable(
                name,
                name.EndsWith("_phi", StringComparison.Ordinal) ? InputKind.Azimuth : name.EndsWith("_eta", StringComparison.Ordinal) ? InputKind.OddInZ : InputKind.Invariant,
                LogShift: Positive.Contains(name) ? 0 : FromZero.Contains(name) ? 1 : null,
                Floor: name == "DER_pt_ratio_lep_had" ? 1e-3 : 0.1)),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<PublishedResult> Published =>
    [
        new("CNF+DNN", 0.823, 0.438, 0.672, 0.191, PublishedTable),
        new("MLE with all nuisances", 0.001, 0.998, 0.701, 0.575, PublishedTable),
        new("Baseline, MLE for μ only", -11.152, 1.34, 0.431, 1.575, PublishedTable),
    ];

    /// <inheritdoc/>
    public override string Reaction => "P P --> HIGGS < TAU+ TAU- > X";

    /// <inheritdoc/>
    public override ImmutableArray<InputVariable> FlowInputs(int head) => head == 0 ? OneJet : TwoJets;

    /// <inheritdoc/>
    /// <remarks>Jets are only ever removed: an event that is read without one stays without.</remarks>
    public override bool CanEnter(EventBatch batch, int row) => ((HiggsTauTau.Batch)batch).PRI_n_jets[row] > 0;

    /// <inheritdoc/>
    public override double? Score(double interval, double coverage, int experiments) => ChallengeScore.QuantilesScore(interval, coverage, experiments);

    /// <inheritdoc/>
    /// <remarks>The challenge's own ingestion: its random numbers, in its order; see <see cref="Ingestion"/>.</remarks>
    public override ExperimentDraw DrawExperiment(EventBatch events, double mu, long seed)
    {
        NuisanceDraw draw = NuisanceDraw.Draw(seed, ChallengeNuisances.All);
        ChallengeProcess[] processes = [.. events.ProcessCodes.Take(events.Rows).Select(static code => (Process)code switch
        {
            Process.ZTauTau => ChallengeProcess.ZTauTau,
            Process.Diboson => ChallengeProcess.Diboson,
            Process.TopPair => ChallengeProcess.TTbar,
            _ => ChallengeProcess.HTauTau,
        })];
        float[] weights = events.Column(Population.WeightColumn(Model)).AsSpan(0, events.Rows).ToArray();
        PseudoExperimentEvents drawn = Ingestion.Draw(processes, weights, mu, draw, seed);
        (double[] x, double[] y) = Ingestion.SoftMetNoise(drawn.Order.Length);
        return new(
            [draw.Tes, draw.Jes, draw.SoftMet, draw.TtbarScale ?? 1, draw.DibosonScale ?? 1, draw.BkgScale ?? 1],
            drawn.Order,
            [.. x, .. y]);
    }

    private int IndexOf(string nuisance)
    {
        for (int i = 0; i < Model.Nuisances.Length; i++)
        {
            if (Model.Nuisances[i].Name == nuisance)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"'{Model.Name}' declares no nuisance '{nuisance}'.");
    }
}

using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>Events with the features that two samples are compared by: the sixteen primary columns, and the twelve derived features of the declaration.</summary>
/// <remarks>The features are those of the events as they are in the file, before the thresholds of the analysis.</remarks>
internal sealed class ComparedEvents
{
    private static readonly int[] _primary = [.. HiggsTauTau.Model.Columns.Index().Where(static c => c.Item.Role == ColumnRole.Primary).Select(static c => c.Index)];
    private static readonly string[] _azimuths = ["PRI_had_phi", "PRI_jet_leading_phi", "PRI_jet_subleading_phi", "PRI_met_phi"];

    private ComparedEvents(string[] names, float[][] columns)
    {
        Names = names;
        Columns = columns;
    }

    /// <summary>The names of the features.</summary>
    public string[] Names { get; }

    /// <summary>The features, each a number an event; NaN where a derived one is absent.</summary>
    public float[][] Columns { get; }

    /// <summary>The number of events.</summary>
    public int Count => Columns[0].Length;

    /// <summary>Takes the features of a batch.</summary>
    public static ComparedEvents Of(EventBatch batch)
    {
        string[] names = [.. _primary.Select(static c => HiggsTauTau.Model.Columns[c].Name), .. HiggsTauTau.Model.Features.Select(static f => f.Name)];
        float[][] columns = [.. names.Select(_ => new float[batch.Rows])];
        for (int c = 0; c < _primary.Length; c++)
        {
            batch.Column(_primary[c]).AsSpan(0, batch.Rows).CopyTo(columns[c]);
        }

        Parallel.For(0, batch.Rows, row =>
        {
            HiggsTauTau e = HiggsTauTau.FromRow(batch, row);
            double?[] derived =
            [
                e.TransverseMassOfLepton.InGeV, e.VisibleMass.InGeV, e.HiggsPt.InGeV, e.DijetDeltaEta, e.DijetMass?.InGeV, e.DijetEtaProduct, e.TauLeptonDistance, e.TotalPt.InGeV,
                e.PtSum.InGeV, e.PtRatio, e.MetCentrality, e.LeptonCentrality,
            ];
            for (int f = 0; f < derived.Length; f++)
            {
                columns[_primary.Length + f][row] = (float)(derived[f] ?? double.NaN);
            }
        });
        return new(names, columns);
    }

    /// <summary>The events of some rows.</summary>
    public ComparedEvents Take(IReadOnlyList<int> rows) => new(Names, [.. Columns.Select(column => rows.Select(row => column[row]).ToArray())]);

    /// <summary>Inputs of a classifier, event by event: what symmetries make equal is equal.</summary>
    /// <remarks>Azimuths are those to the lepton's, reflected such that the tau's is positive; pseudorapidities are reflected such that the lepton's is.</remarks>
    public (float[] Values, string[] Names) ClassifierInputs()
    {
        int[] kept = [.. Enumerable.Range(0, Names.Length).Where(i => Names[i] != "PRI_lep_phi")];
        float[] values = new float[kept.Length * Count];
        float[] leptonPhi = Column("PRI_lep_phi"), leptonEta = Column("PRI_lep_eta"), tauPhi = Column("PRI_had_phi");
        for (int k = 0; k < kept.Length; k++)
        {
            string name = Names[kept[k]];
            float[] column = Columns[kept[k]];
            bool isAzimuth = _azimuths.Contains(name), isEta = name.StartsWith("PRI", StringComparison.Ordinal) && name.EndsWith("_eta", StringComparison.Ordinal);
            for (int row = 0; row < Count; row++)
            {
                float value = column[row];
                if (value != -25 && isAzimuth)
                {
                    double side = Math.IEEERemainder(tauPhi[row] - leptonPhi[row], Math.Tau) < 0 ? -1 : 1;
                    value = (float)(side * Math.IEEERemainder(value - leptonPhi[row], Math.Tau));
                }
                else if (value != -25 && isEta && leptonEta[row] < 0)
                {
                    value = -value;
                }

                values[(row * kept.Length) + k] = value;
            }
        }

        return (values, [.. kept.Select(i => Names[i])]);
    }

    /// <summary>A feature by its name.</summary>
    public float[] Column(string name) => Columns[Array.IndexOf(Names, name)];
}

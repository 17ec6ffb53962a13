using System.Text.Json;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks;

/// <summary>Perturb, correct, select and derive: the compiled scalar kernel, the tensor code and the declaration run as plain C#.</summary>
internal static class FeatureBenchmark
{
    /// <summary>Runs and prints.</summary>
    public static void Run(bool json, int events)
    {
        HiggsTauTau.Batch batch = Events(events);
        HiggsTauTau.Batch few = Events(Math.Min(events, 20_000));
        double[] point = [1.03, 0.97, 0, 1, 1, 1];
        using DisposeScope scope = NewDisposeScope();
        Tensor?[] columns = [.. Enumerable.Range(0, batch.Model.Columns.Length).Select(c => batch.Model.Columns[c].Role == ColumnRole.Primary ? tensor(batch.Column(c)) : null)];
        Tensor[] nuisances = [.. point.Select(static value => tensor((float)value))];

        double[] seconds = Interleaved.Median(
            5,
            () => HiggsTauTau.Model.Perturb<float>(batch, point),
            () => HiggsTauTau.Model.Perturb<float>(batch, point, threads: Environment.ProcessorCount),
            () =>
            {
                using DisposeScope inner = NewDisposeScope();
                using IDisposable noGradient = no_grad();
                HiggsTauTau.Tensors.Perturb(columns, nuisances);
            },
            () =>
            {
                for (int row = 0; row < few.Rows; row++)
                {
                    HiggsTauTau perturbed = HiggsTauTau.Reference.Perturb(HiggsTauTau.FromRow(few, row), point);
                    if (HiggsTauTau.Reference.IsSelected(perturbed))
                    {
                        HiggsTauTau.Reference.Features(perturbed);
                    }
                }
            });
        double scalar = events / seconds[0], threaded = events / seconds[1], torch = events / seconds[2], declaration = few.Rows / seconds[3];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                events,
                scalar = new { events_per_second = scalar },
                scalar_threaded = new { events_per_second = threaded, threads = Environment.ProcessorCount },
                torch = new { events_per_second = torch },
                declaration = new { events_per_second = declaration },
            }));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"{events} events; ratios to the declaration run as plain C#, all in this run"));
        foreach ((string name, double rate) in new[] { ("declaration", declaration), ("scalar kernel", scalar), ($"scalar, {Environment.ProcessorCount} threads", threaded), ("tensor code", torch) })
        {
            Console.WriteLine(FormattableString.Invariant($"  {name,-20} {rate / 1e6,8:F3} M events/s  {rate / declaration,7:F1}×"));
        }
    }

    /// <summary>Events that look like the challenge's, always the same.</summary>
    internal static HiggsTauTau.Batch Events(int rows)
    {
        HiggsTauTau.Batch batch = new(rows);
        CounterRandom random = new(1);
        float Pt(double least) => (float)(least - (30 * Math.Log(1 - random.NextUniform())));
        for (int i = 0; i < rows; i++)
        {
            batch.PRI_lep_pt[i] = Pt(20);
            batch.PRI_had_pt[i] = Pt(23);
            batch.PRI_met[i] = Pt(0);
            int jets = (int)(4 * random.NextUniform());
            batch.PRI_n_jets[i] = jets;
            (batch.PRI_jet_leading_pt[i], batch.PRI_jet_leading_eta[i], batch.PRI_jet_leading_phi[i]) = jets > 0 ? (Pt(24), Eta(), Phi()) : (-25, -25, -25);
            (batch.PRI_jet_subleading_pt[i], batch.PRI_jet_subleading_eta[i], batch.PRI_jet_subleading_phi[i]) = jets > 1 ? (Pt(24), Eta(), Phi()) : (-25, -25, -25);
            batch.PRI_jet_all_pt[i] = jets > 0 ? batch.PRI_jet_leading_pt[i] : 0;
            (batch.PRI_lep_eta[i], batch.PRI_had_eta[i]) = (Eta(), Eta());
            (batch.PRI_lep_phi[i], batch.PRI_had_phi[i], batch.PRI_met_phi[i]) = (Phi(), Phi(), Phi());
            batch.weights[i] = 1;
        }

        return batch;

        float Eta() => (float)(5 * (random.NextUniform() - 0.5));
        float Phi() => (float)(2 * Math.PI * (random.NextUniform() - 0.5));
    }
}

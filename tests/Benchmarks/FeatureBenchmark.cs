using System.Text.Json;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks;

/// <summary>
/// Perturb, correct, select and derive a million events: the fused kernel, the tensor code, the scalar kernel, and the same chain written by hand
/// in NumPy, against what the machine takes to copy memory.
/// </summary>
internal static class FeatureBenchmark
{
    private const int Rounds = 9;

    // The scalar kernel is slow and its rate does not depend on the number of events.
    private const int ScalarEvents = 100_000;

    private const int CopyFloats = 16 << 20;

    // 17 columns and 33 results of four bytes: 800 kB.
    private const int ResidentEvents = 4096;

    // Small batches before the first round, a second or two.
    private const int WarmUpRuns = 20_000;

    /// <summary>Runs and prints.</summary>
    /// <param name="json">As JSON.</param>
    /// <param name="events">The number of events.</param>
    /// <param name="threads">Threads of the fused kernel, the tensor code and the scalar kernel; NumPy has one.</param>
    public static void Run(bool json, int events, int threads)
    {
        HiggsTauTau.Batch batch = Events(events);
        HiggsTauTau.Batch few = Events(Math.Min(events, ScalarEvents));
        HiggsTauTau.Nuisances nuisances = HiggsTauTau.Nuisances.Nominal with { Tes = 1.03, Jes = 0.97 };
        double[] point = nuisances.ToArray();
        PerturbedEvents<float> fused = HiggsTauTau.Model.Perturb<float>(batch, point);
        PerturbedEvents<double> scalar = HiggsTauTau.Model.Perturb<double>(few, point);
        int[] columns = [.. Enumerable.Range(0, batch.Model.Columns.Length).Where(c => batch.Model.Columns[c].Role is ColumnRole.Primary or ColumnRole.Weight)];
        WarmUp(point);

        using DisposeScope scope = NewDisposeScope();
        set_num_threads(threads);
        Tensor?[] tensors = [.. batch.Model.Columns.Select((c, i) => c.Role == ColumnRole.Primary ? tensor(batch.Column(i)) : null)];
        Tensor[] scales = [.. point.Select(static value => tensor((float)value))];
        using NumpyChild? numpy = NumpyChild.Start([.. columns.Select(batch.Column)], nuisances.Tes, nuisances.Jes);
        float[] from = new float[CopyFloats], to = new float[CopyFloats];

        // Small batches, which stay in the cache, are run often enough to be timed.
        int times = Math.Max(1, 1_000_000 / events), fewTimes = Math.Max(1, ScalarEvents / few.Rows), torchTimes = Math.Max(1, times / 20);
        double[] seconds = Interleaved.Best(
            Rounds,
            Interleaved.Timed(() => Repeat(times, () => HiggsTauTau.Model.Perturb(batch, point, threads: threads, reuse: fused))),
            () => numpy?.Run(times) ?? double.NaN,
            Interleaved.Timed(() => from.CopyTo(to, 0)),
            Interleaved.Timed(() => Repeat(torchTimes, () =>
            {
                using DisposeScope inner = NewDisposeScope();
                using IDisposable noGradient = no_grad();
                HiggsTauTau.Tensors.Perturb(tensors, scales);
            })),
            Interleaved.Timed(() => Repeat(fewTimes, () => HiggsTauTau.Model.Perturb(few, point, threads: threads, reuse: scalar))),
            Interleaved.Timed(() => Repeat(times, () => HiggsTauTau.Model.Perturb(batch, point, threads: 1, reuse: fused))),
            Interleaved.Timed(() => Repeat(times, () => HiggsTauTau.Model.Perturb(batch, point, threads: 2, reuse: fused))));

        double copy = 2.0 * sizeof(float) * CopyFloats / seconds[2];
        double written = fused.Features.Length + fused.Columns.Count(static c => c is not null);
        double bytes = sizeof(float) * (columns.Length + (written * fused.Count / events));
        Rate Of(double rate, int ways) => new(rate, rate * bytes, rate * bytes / copy, ways);
        Rate best = Of((double)events * times / seconds[0], threads);
        Rate torch = Of((double)events * torchTimes / seconds[3], threads);
        Rate plain = Of((double)few.Rows * fewTimes / seconds[4], threads);
        Rate? hand = numpy is null ? null : Of((double)events * times / seconds[1], 1);
        Rate pair = Of((double)events * times / seconds[6], 2);
        double gain = seconds[5] / seconds[6];
        (double residentRate, double residentHand) = Resident(point, nuisances);
        Rate resident = Of(residentRate, 1);
        Rate? residentByHand = double.IsNaN(residentHand) ? null : Of(residentHand, 1);
        int ties = Ties(few, point, scalar);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    fused = best,
                    torch,
                    scalar = plain,
                    numpy = hand,
                    copy_bytes_per_second = copy,
                    ratio_to_numpy = best.EventsPerSecond / hand?.EventsPerSecond,
                    resident = new { events = ResidentEvents, fused = resident, numpy = residentByHand, ratio_to_numpy = residentRate / residentByHand?.EventsPerSecond },
                    two_threads = new { fused = pair, ratio_to_one = gain },
                    ties = new { events = few.Rows, count = ties },
                },
                _snakeCase));
            return;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{events} events, {fused.Count} kept; {columns.Length} columns read, {written} written, {bytes:F0} bytes an event; best of {Rounds} rounds"));
        Print("fused, float32", best);
        Print("torch, float32", torch);
        Print("scalar, float64", plain);
        PrintByHand(best, hand);
        Print("two threads", pair);
        Console.WriteLine(FormattableString.Invariant($"  two threads / one    {gain:F2}×"));
        Console.WriteLine(FormattableString.Invariant($"  copy, one thread     {copy / 1e9,8:F2} GB/s read and written"));
        Console.WriteLine(FormattableString.Invariant($"{ResidentEvents} events, which stay in the second-level cache"));
        Print("fused, float32", resident);
        PrintByHand(resident, residentByHand);
        Console.WriteLine(FormattableString.Invariant($"{ties} of {few.Rows} events with a column rounded to another decimal than in double precision"));
    }

    // The just-in-time compiler improves what runs often, in the background: all rounds are to run its final code.
    private static void WarmUp(double[] point)
    {
        HiggsTauTau.Batch batch = Events(ResidentEvents);
        PerturbedEvents<float> fused = HiggsTauTau.Model.Perturb<float>(batch, point);
        Repeat(WarmUpRuns, () => HiggsTauTau.Model.Perturb(batch, point, reuse: fused));
    }

    // A batch that stays in the second-level cache, with all that is made of it.
    private static (double Fused, double ByHand) Resident(double[] point, HiggsTauTau.Nuisances nuisances)
    {
        const int Times = 100;
        HiggsTauTau.Batch batch = Events(ResidentEvents);
        PerturbedEvents<float> fused = HiggsTauTau.Model.Perturb<float>(batch, point);
        int[] columns = [.. Enumerable.Range(0, batch.Model.Columns.Length).Where(c => batch.Model.Columns[c].Role is ColumnRole.Primary or ColumnRole.Weight)];
        using NumpyChild? numpy = NumpyChild.Start([.. columns.Select(batch.Column)], nuisances.Tes, nuisances.Jes);
        double[] seconds = Interleaved.Best(
            2 * Rounds,
            Interleaved.Timed(() => Repeat(Times, () => HiggsTauTau.Model.Perturb(batch, point, reuse: fused))),
            () => numpy?.Run(Times / 4) ?? double.NaN);
        return ((double)ResidentEvents * Times / seconds[0], (double)ResidentEvents * (Times / 4) / seconds[1]);
    }

    // Events of which the two kernels round a column to different decimals.
    private static int Ties(HiggsTauTau.Batch batch, double[] point, PerturbedEvents<double> scalar)
    {
        PerturbedEvents<float> fused = HiggsTauTau.Model.Perturb<float>(batch, point, selection: false);
        PerturbedEvents<double> reference = HiggsTauTau.Model.Perturb(batch, point, selection: false, reuse: scalar);
        return Enumerable.Range(0, batch.Rows).Count(row => Enumerable.Range(0, fused.Columns.Length).Any(
            c => fused.Columns[c] is { } column && Math.Abs(column[row] - reference.Columns[c]![row]) > 4e-4));
    }

    private static void PrintByHand(Rate fused, Rate? hand)
    {
        if (hand is null)
        {
            Console.WriteLine("  numpy                not here (python3-numpy)");
            return;
        }

        Print("numpy, float32", hand);
        Console.WriteLine(FormattableString.Invariant($"  fused / numpy        {fused.EventsPerSecond / hand.EventsPerSecond:F1}×"));
    }

    private static void Print(string name, Rate rate) => Console.WriteLine(FormattableString.Invariant(
        $"  {name,-16} {rate.Threads,2}t {rate.EventsPerSecond / 1e6,9:F3} M events/s {rate.BytesPerSecond / 1e9,8:F2} GB/s {100 * rate.ShareOfCopy,6:F1} % of a copy"));

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private static readonly JsonSerializerOptions _snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

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
            float subleading = Math.Min(batch.PRI_jet_leading_pt[i], Pt(24));
            (batch.PRI_jet_subleading_pt[i], batch.PRI_jet_subleading_eta[i], batch.PRI_jet_subleading_phi[i]) =
                jets > 1 ? (subleading, Eta(), Phi()) : (-25, -25, -25);
            batch.PRI_jet_all_pt[i] = Math.Max(0, batch.PRI_jet_leading_pt[i]) + Math.Max(0, batch.PRI_jet_subleading_pt[i]);
            (batch.PRI_lep_eta[i], batch.PRI_had_eta[i]) = (Eta(), Eta());
            (batch.PRI_lep_phi[i], batch.PRI_had_phi[i], batch.PRI_met_phi[i]) = (Phi(), Phi(), Phi());
            batch.weights[i] = 1;
        }

        return batch;

        float Eta() => (float)(5 * (random.NextUniform() - 0.5));
        float Phi() => (float)(2 * Math.PI * (random.NextUniform() - 0.5));
    }

    private sealed record Rate(double EventsPerSecond, double BytesPerSecond, double ShareOfCopy, int Threads);
}

using System.Text.Json;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks;

/// <summary>
/// Derivatives of all features by one nuisance (forward), and of their sum by every column and nuisance (reverse): in lanes, one event after another,
/// on tensors, and by autograd through the differentiable tensor code; all in double precision.
/// </summary>
internal static class DerivativeBenchmark
{
    private const int Rounds = 7;

    // Rates do not depend on the number of events here: what is slow takes a part of them.
    private const int SlowEvents = 16_384;

    private static readonly JsonSerializerOptions _snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Runs and prints.</summary>
    /// <param name="json">As JSON.</param>
    /// <param name="events">The number of events.</param>
    /// <param name="threads">Threads of each way.</param>
    public static void Run(bool json, int events, int threads)
    {
        CompiledEventModel model = (CompiledEventModel)HiggsTauTau.Model;
        HiggsTauTau.Batch many = FeatureBenchmark.Events(events), few = FeatureBenchmark.Events(Math.Min(events, SlowEvents));
        double[] point = (HiggsTauTau.Nuisances.Nominal with { Tes = 1.03, Jes = 0.97 }).ToArray();
        EventDirection direction = EventDirection.ByNuisance(model, 0);
        EventWeights manyWeights = SumOfFeatures(model, many.Rows), fewWeights = SumOfFeatures(model, few.Rows);

        using DisposeScope scope = NewDisposeScope();
        set_num_threads(threads);
        Tensor?[] columns = [.. model.Columns.Select((c, i) => c.Role == ColumnRole.Primary ? tensor(few.Column(i)).to(ScalarType.Float64).requires_grad_() : null)];
        Tensor[] nuisances = [.. point.Select(static value => tensor(value, dtype: ScalarType.Float64).requires_grad_())];
        Tensor?[] along = [.. point.Select(static (_, i) => i == 0 ? tensor(1.0, dtype: ScalarType.Float64) : null)];
        TensorWeights ones = new(torch.ones(few.Rows, model.Features.Length, dtype: ScalarType.Float64));
        Tensor[] leaves = [.. columns.OfType<Tensor>(), .. nuisances];

        EventTangents manyTangents = model.Pushforward(many, point, direction), fewTangents = model.Pushforward(few, point, direction);
        EventGradients manyGradients = model.Pullback(many, point, manyWeights), fewGradients = model.Pullback(few, point, fewWeights);
        double[] seconds = Interleaved.Best(
            Rounds,
            Interleaved.Timed(() => model.Pushforward(many, point, direction, [], threads, manyTangents, inLanes: true)),
            Interleaved.Timed(() => model.Pushforward(few, point, direction, [], threads, fewTangents, inLanes: false)),
            Interleaved.Timed(() => OnTensors(() => HiggsTauTau.Tensors.Push(columns, nuisances, null, along))),
            Interleaved.Timed(() => model.Pullback(many, point, manyWeights, [], threads, manyGradients, inLanes: true)),
            Interleaved.Timed(() => model.Pullback(few, point, fewWeights, [], threads, fewGradients, inLanes: false)),
            Interleaved.Timed(() => OnTensors(() => HiggsTauTau.Tensors.Pull(columns, nuisances, ones))),
            Interleaved.Timed(() =>
            {
                using DisposeScope inner = NewDisposeScope();
                autograd.grad([HiggsTauTau.Tensors.Perturb(columns, nuisances).Features.sum()], leaves, allow_unused: true);
            }));

        double Rate(int way) => (way % 3 == 0 && way < 6 ? many.Rows : few.Rows) / seconds[way];
        Direction forward = new(Rate(0), Rate(1), Rate(2), null), reverse = new(Rate(3), Rate(4), Rate(5), Rate(6));
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { events, threads, unit = "events per second", forward, reverse }, _snakeCase));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"{events} events, {model.Features.Length} features, {leaves.Length} inputs, {threads} threads; best of {Rounds} rounds"));
        Print("forward, by one nuisance", forward);
        Print("reverse, of the sum of features by all inputs", reverse);
    }

    private static EventWeights SumOfFeatures(EventModel model, int rows)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, rows)];
        return new(new double[]?[model.Columns.Length], [.. model.Features.Select(_ => ones)]);
    }

    private static void OnTensors(Action pass)
    {
        using DisposeScope inner = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        pass();
    }

    private static void Print(string title, Direction rates)
    {
        Console.WriteLine(title);
        foreach ((string name, double? rate, double? ratio) in new (string, double?, double?)[]
        {
            ("lanes", rates.Lanes, null), ("scalar", rates.Scalar, rates.LanesToScalar), ("tensors", rates.Tensors, rates.LanesToTensors),
            ("autograd", rates.Autograd, rates.LanesToAutograd),
        })
        {
            if (rate is not null)
            {
                Console.WriteLine(FormattableString.Invariant($"  {name,-10} {rate / 1e6,9:F3} M events/s") + (ratio is null ? "" : FormattableString.Invariant($"   lanes / {name} {ratio:F1}×")));
            }
        }
    }

    private sealed record Direction(double Lanes, double Scalar, double Tensors, double? Autograd)
    {
        public double LanesToScalar => Lanes / Scalar;

        public double LanesToTensors => Lanes / Tensors;

        public double? LanesToAutograd => Lanes / Autograd;
    }
}

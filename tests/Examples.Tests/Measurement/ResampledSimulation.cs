using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Mandelstam.Randomness;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>A simulation that draws from the shipped sample: event i of a seed is a row chosen at random, in shares of a quarter for each process.</summary>
internal sealed class ResampledSimulation : IEventSimulation
{
    private readonly EventBatch _events = EventFile.ReadAll(TrainedRun.Sample, HiggsTauTau.Model);
    private readonly int[][] _rows;
    private readonly double[] _expected;

    public ResampledSimulation()
    {
        _rows = [.. Enumerable.Range(0, 4).Select(p => Enumerable.Range(0, _events.Rows).Where(row => _events.ProcessCodes[row] == p).ToArray())];
        _expected = Mandelstam.Measurement.Population.Totals(_events);
    }

    public string Identity => "rows of the sample";

    /// <summary>How many were asked for, by seed.</summary>
    public Dictionary<ulong, long> Generated { get; } = [];

    public double Expected(int process) => _expected[process];

    public EventBatch Generate(ulong seed, int? process, long first, int count, long total, int threads, CancellationToken cancellation)
    {
        Generated[seed] = Generated.GetValueOrDefault(seed) + count;
        CounterRandom random = new(seed, 7);
        int[] rows = new int[count], processes = new int[count];
        for (int i = 0; i < count; i++)
        {
            processes[i] = process ?? (int)((first + i) % 4);
            rows[i] = _rows[processes[i]][(int)(random.UniformAt((ulong)(first + i)) * _rows[processes[i]].Length)];
        }

        EventBatch batch = Mandelstam.Measurement.Population.Repeat(_events, rows);
        float[] weights = batch.Column(Mandelstam.Measurement.Population.WeightColumn(HiggsTauTau.Model));
        for (int i = 0; i < count; i++)
        {
            long own = process is null ? (total / 4) + (processes[i] < total % 4 ? 1 : 0) : total;
            weights[i] = (float)(_expected[processes[i]] / own);
        }

        return batch;
    }
}

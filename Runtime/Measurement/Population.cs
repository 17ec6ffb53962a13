using Mandelstam.Events;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Simulated events that stand for all that nature may give: parts of files, reweighted, and repeated with noise of their own.</summary>
public static class Population
{
    /// <summary>The index of the weight's column.</summary>
    /// <param name="model">The declared event.</param>
    /// <exception cref="ArgumentException">It declares no weight.</exception>
    public static int WeightColumn(EventModel model)
    {
        for (int i = 0; i < model.Columns.Length; i++)
        {
            if (model.Columns[i].Role == ColumnRole.Weight)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{model.Name}' declares no weight; a simulated population needs one.", nameof(model));
    }

    /// <summary>Splits events at random into two halves; whether a row is in the first depends on the seed and the row alone.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>The rows of each half, ascending.</returns>
    public static (int[] First, int[] Second) Halve(int rows, ulong seed)
    {
        int[] order = new CounterRandom(CounterRandom.SeedFor(seed, "split")).Permutation(rows);
        return ([.. order[..(rows / 2)].Order()], [.. order[(rows / 2)..].Order()]);
    }

    /// <summary>Some rows, whose weights are rescaled so that each process keeps its total.</summary>
    /// <param name="events">All events.</param>
    /// <param name="rows">Which to take.</param>
    /// <param name="totals">Sum of weights per process to reach.</param>
    /// <param name="name">What this part is called, for errors.</param>
    /// <exception cref="MandelstamException">A process has no events among the rows.</exception>
    public static EventBatch Take(EventBatch events, int[] rows, ReadOnlySpan<double> totals, string name)
    {
        EventBatch part = Repeat(events, rows);
        float[] weights = part.Column(WeightColumn(events.Model));
        double[] sums = Totals(part);
        for (int p = 0; p < sums.Length; p++)
        {
            if (totals[p] > 0 && sums[p] <= 0)
            {
                throw new MandelstamException($"There are no '{events.Model.Processes[p]}' events in the {name}; give a file with more of them.");
            }
        }

        for (int i = 0; i < part.Rows; i++)
        {
            int process = part.ProcessCodes[i];
            weights[i] = (float)(weights[i] * totals[process] / sums[process]);
        }

        return part;
    }

    /// <summary>The sum of weights of each process.</summary>
    /// <param name="events">Events with weights and labels.</param>
    public static double[] Totals(EventBatch events)
    {
        double[] totals = new double[events.Model.Processes.Length];
        float[] weights = events.Column(WeightColumn(events.Model));
        for (int i = 0; i < events.Rows; i++)
        {
            totals[events.ProcessCodes[i]] += weights[i];
        }

        return totals;
    }

    /// <summary>Events by row, each as often as it is named.</summary>
    /// <param name="events">All events.</param>
    /// <param name="rows">Rows, in any order, also repeated.</param>
    public static EventBatch Repeat(EventBatch events, ReadOnlySpan<int> rows)
    {
        EventModel model = events.Model;
        EventBatch result = model.CreateBatch(rows.Length);
        for (int c = 0; c < model.Columns.Length; c++)
        {
            if (!events.Has(c))
            {
                result.MarkMissing(c);
            }

            if (model.Columns[c].IsText)
            {
                continue;
            }

            float[] from = events.Column(c), to = result.Column(c);
            for (int i = 0; i < rows.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            result.RowIds[i] = events.RowIds[rows[i]];
            if (result.ProcessCodes.Length > 0)
            {
                result.ProcessCodes[i] = events.ProcessCodes[rows[i]];
            }
        }

        return result;
    }

    /// <summary>
    /// The population with heavy events repeated, so that a weighted sum is the average over the noise: an event of weight w stands for w
    /// events, each of which has noise of its own. Copies come in fours whose noise is turned by quarter turns, which cancels linear effects.
    /// </summary>
    /// <param name="events">Events with weights.</param>
    /// <param name="rows">The rows to use.</param>
    /// <param name="most">Copies of the heaviest event.</param>
    /// <returns>The repeated events with divided weights, and the row of each.</returns>
    public static (EventBatch Events, int[] Rows) Replicate(EventBatch events, ReadOnlySpan<int> rows, int most)
    {
        int weightColumn = WeightColumn(events.Model);
        float[] weights = events.Column(weightColumn);
        float heaviest = 0;
        foreach (int row in rows)
        {
            heaviest = Math.Max(heaviest, weights[row]);
        }

        List<int> repeated = [];
        List<float> shares = [];
        foreach (int row in rows)
        {
            int copies = heaviest > 0 ? Math.Clamp((int)Math.Round((double)most * weights[row] / heaviest), 1, most) : 1;
            for (int i = 0; i < copies; i++)
            {
                repeated.Add(row);
                shares.Add(weights[row] / copies);
            }
        }

        int[] order = [.. repeated];
        EventBatch result = Repeat(events, order);
        shares.CopyTo(result.Column(weightColumn));
        return (result, order);
    }

    /// <summary>Unit normals for replicated events: groups of four copies share one pair, turned by quarter turns.</summary>
    /// <param name="model">The declared event.</param>
    /// <param name="rows">The row of each event, copies side by side.</param>
    /// <param name="seed">Seed of the draw; an event's noise depends on it, the row and the copy alone.</param>
    /// <returns>The k-th normal of the i-th event at k × count + i.</returns>
    public static double[] Noise(EventModel model, int[] rows, ulong seed)
    {
        int n = rows.Length, width = model.NoiseCount;
        double[] noise = new double[width * n];
        int copy = 0;
        for (int i = 0; i < n; i++)
        {
            copy = i > 0 && rows[i] == rows[i - 1] ? copy + 1 : 0;
            CounterRandom random = new(seed, CounterRandom.StreamOf(rows[i], copy / 4));
            for (int k = 0; k + 1 < width; k += 2)
            {
                (double x, double y) = (random.NormalAt((ulong)k), random.NormalAt((ulong)k + 1));
                (x, y) = (copy % 4) switch { 0 => (x, y), 1 => (-y, x), 2 => (-x, -y), _ => (y, -x) };
                noise[(k * n) + i] = x;
                noise[((k + 1) * n) + i] = y;
            }

            if (width % 2 == 1)
            {
                double z = random.NormalAt((ulong)width - 1);
                noise[((width - 1) * n) + i] = copy % 2 == 0 ? z : -z;
            }
        }

        return noise;
    }
}

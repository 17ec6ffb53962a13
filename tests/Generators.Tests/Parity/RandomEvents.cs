using Mandelstam.Events;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Random events of any declaration whose columns are named object_coordinate, with the edges that break formulas among them.</summary>
internal static class RandomEvents
{
    /// <summary>Makes events.</summary>
    /// <param name="model">The declaration.</param>
    /// <param name="rows">How many.</param>
    /// <param name="seed">Fixes them.</param>
    /// <param name="edges">Put azimuths at ±π, and objects on top of each other, into some.</param>
    /// <param name="sentinel">What stands for an absent object.</param>
    public static EventBatch Make(EventModel model, int rows, int seed, bool edges, float sentinel)
    {
        Random random = new(seed);
        EventBatch batch = model.CreateBatch(rows);
        for (int row = 0; row < rows; row++)
        {
            Dictionary<string, double> values = [];
            HashSet<string> absent = [];
            foreach (string name in model.Columns.Select(c => c.Name).Where(n => n.StartsWith("n_", StringComparison.Ordinal) || n == "PRI_n_jets"))
            {
                values[name] = random.Next(6);
            }

            double lastEta = 0, lastPhi = 0, lastPt = 0;
            foreach (ColumnInfo column in model.Columns.Where(c => !c.IsText && !values.ContainsKey(c.Name)))
            {
                int split = column.Name.LastIndexOf('_');
                (string item, string coordinate) = split < 0 ? (column.Name, column.Name) : (column.Name[..split], column.Name[(split + 1)..]);
                double unit = column.Unit switch { "MeV" => 1e3, "TeV" => 1e-3, _ => 1 };
                double Of(string c) => values[$"{item}_{c}"] / unit;
                int slot = item switch { "PRI_jet_leading" => 1, "PRI_jet_subleading" => 2, _ when split > 0 && char.IsDigit(item[^1]) => item[^1] - '0', _ => 0 };
                if (slot > 0 && coordinate == "pt")
                {
                    string count = item.StartsWith("PRI", StringComparison.Ordinal) ? "PRI_n_jets" : "n_" + item[..^1];
                    bool isThere = values.TryGetValue(count, out double n) ? slot <= n : random.Next(3) > 0;
                    if (!isThere)
                    {
                        absent.Add(item);
                    }
                }

                bool isOnTop = edges && random.Next(8) == 0;
                values[column.Name] = absent.Contains(item) ? sentinel : coordinate switch
                {
                    // Objects of one kind come ordered, as in a file.
                    "pt" when slot > 1 => unit * (lastPt = Math.Min(lastPt, Momentum())),
                    "pt" or "h" => unit * (lastPt = Momentum()),
                    "eta" => lastEta = isOnTop ? lastEta : Math.Clamp(2 * Normal(), -4.5, 4.5),
                    "y" => Math.Clamp(1.5 * Normal(), -4, 4),
                    "phi" or "i" => lastPhi = isOnTop ? lastPhi : Azimuth(),
                    "m" => unit * (edges && random.Next(4) == 0 ? 0 : 5 + (95 * random.NextDouble())),
                    "px" or "py" or "pz" or "x" => unit * 50 * Normal(),
                    "e" when values.ContainsKey(item + "_px") => unit * Energy(Math.Sqrt((Of("px") * Of("px")) + (Of("py") * Of("py")) + (Of("pz") * Of("pz")))),
                    "e" => unit * Energy(Of("pt") * Math.Cosh(values[item + "_eta"])),
                    "n" or "run" => random.Next(5),
                    "flag" => random.Next(2),
                    "w" or "weight" => random.NextDouble(),
                    "gev2" => 1 + Math.Abs(1000 * Normal()),
                    _ => unit * (5 + (60 * random.NextDouble())),
                };
                values[column.Name] = (float)values[column.Name];
            }

            for (int i = 0; i < model.Columns.Length; i++)
            {
                if (model.Columns[i].Role == ColumnRole.Label)
                {
                    batch.ProcessCodes[row] = random.Next(model.Processes.Length);
                }
                else if (!model.Columns[i].IsText)
                {
                    batch.Column(i)[row] = (float)values[model.Columns[i].Name];
                }
            }
        }

        return batch;

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        double Momentum() => 5 - (40 * Math.Log(1 - random.NextDouble()));

        double Azimuth() => edges && random.Next(8) == 0
            ? random.Next(4) switch { 0 => Math.PI, 1 => -Math.PI, 2 => 3.1415, _ => -3.1415 }
            : Math.PI * ((2 * random.NextDouble()) - 1);

        double Energy(double p)
        {
            // Rounding to float32 makes the lightest ones spacelike: a part of the domain.
            double mass = edges && random.Next(4) == 0 ? 1e-3 : 5 + (80 * random.NextDouble());
            return Math.Sqrt((p * p) + (mass * mass));
        }
    }

    /// <summary>Every number of a batch moved by a random part of a step, relative to it; counts and sentinels, which are whole numbers, stay.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="step">The step.</param>
    /// <param name="seed">Fixes the parts.</param>
    public static EventBatch Moved(EventBatch batch, double step, int seed)
    {
        Random random = new(seed);
        EventBatch moved = batch.Model.CreateBatch(batch.Rows);
        batch.ProcessCodes.CopyTo(moved.ProcessCodes, 0);
        foreach (int column in Enumerable.Range(0, batch.Model.Columns.Length).Where(i => batch.Model.Columns[i] is { IsText: false, Role: not ColumnRole.Label }))
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                float value = batch.Column(column)[row];
                moved.Column(column)[row] = value == MathF.Round(value) ? value : (float)(value * (1 + (step * ((2 * random.NextDouble()) - 1))));
            }
        }

        return moved;
    }

    /// <summary>Unit normals.</summary>
    public static double[] Normals(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}

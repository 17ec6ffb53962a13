using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.TestKit;

namespace Mandelstam.Examples.Tests;

/// <summary>The 1000 real events that the reference vectors start from, as batches, and the names of what is compared.</summary>
internal static class HiggsVectors
{
    /// <summary>Everything of the declaration that the vectors hold as numbers after perturbation.</summary>
    public static IReadOnlyList<string> PrimaryColumns { get; } =
        [.. HiggsTauTau.Model.Columns.Where(column => column.Role == ColumnRole.Primary).Select(column => column.Name)];

    /// <summary>The derived features.</summary>
    public static IReadOnlyList<string> Features { get; } = [.. HiggsTauTau.Model.Features.Select(feature => feature.Name)];

    /// <summary>The input events, as float32.</summary>
    public static ReferenceTable Input { get; } = ReferenceTable.Read("higgsml/input_real1000.csv.gz");

    /// <summary>A batch of input rows, in the given order; all of them without one.</summary>
    public static EventBatch Batch(IReadOnlyList<int>? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, Input.Rows)];
        EventBatch batch = HiggsTauTau.Model.CreateBatch(rows.Count);
        for (int column = 0; column < HiggsTauTau.Model.Columns.Length; column++)
        {
            ColumnInfo info = HiggsTauTau.Model.Columns[column];
            for (int i = 0; i < rows.Count; i++)
            {
                if (info.Role == ColumnRole.Label)
                {
                    batch.ProcessCodes[i] = HiggsTauTau.Model.Processes.IndexOf(Input.Text(rows[i], info.Name));
                }
                else
                {
                    batch.Column(column)[i] = Input.Single(rows[i], info.Name);
                }
            }
        }

        return batch;
    }

    /// <summary>Unit noise of a seed in the order that the model takes: all x, then all y.</summary>
    public static double[] Noise(string seed)
    {
        ReferenceTable table = ReferenceTable.Read("higgsml/soft_met_unit_noise.csv.gz");
        return [.. table.NumberColumn($"zx_seed{seed}"), .. table.NumberColumn($"zy_seed{seed}")];
    }

    /// <summary>A column or feature of perturbed events by its name.</summary>
    public static T[] Values<T>(PerturbedEvents<T> events, string name)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        for (int i = 0; i < HiggsTauTau.Model.Columns.Length; i++)
        {
            if (HiggsTauTau.Model.Columns[i].Name == name)
            {
                return events.Columns[i]!;
            }
        }

        return events.Features[Features.Index().First(feature => feature.Item == name).Index];
    }
}

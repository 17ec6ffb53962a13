using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>The numbers of one process: what <see cref="TableLayout"/> describes, and the same as Walker's alias tables, which are drawn from in one step.</summary>
/// <remarks>A. J. Walker, ACM TOMS 3 (1977) 253; M. D. Vose, IEEE Trans. Softw. Eng. 17 (1991) 972.</remarks>
internal sealed class ProductionTables
{
    private const int Digits = 4;

    private static readonly ConcurrentDictionary<string, ProductionTables> _shipped = new();

    /// <summary>Takes numbers; rows of distributions are normalised.</summary>
    /// <param name="values">As many as <see cref="TableLayout.Numbers"/>.</param>
    public ProductionTables(double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, TableLayout.Numbers);
        Values = [.. values];
        KeepAndAlias = new double[2 * values.Length];
        foreach (TableShape table in TableLayout.All)
        {
            for (int row = table.First; row < table.End; row += table.Cells)
            {
                if (!table.IsEfficiency)
                {
                    Normalise(Values.AsSpan(row, table.Cells));
                    FillAlias(row, table.Cells);
                }
            }
        }
    }

    /// <summary>The probabilities of all cells, or efficiencies.</summary>
    public double[] Values { get; }

    /// <summary>Of each cell two numbers: the probability that it is kept when its number comes up, and the cell of the row that is taken otherwise (A. J. Walker, ACM TOMS 3 (1977) 253).</summary>
    public double[] KeepAndAlias { get; }

    /// <summary>The numbers that ship with the program.</summary>
    /// <param name="process">The process, as files name it.</param>
    public static ProductionTables Shipped(string process) => _shipped.GetOrAdd(process, static name => Parse(ShippedText(name)));

    /// <summary>The file of the numbers that ship with the program.</summary>
    /// <param name="process">The process, as files name it.</param>
    public static string ShippedText(string process)
    {
        using Stream stream = typeof(ProductionTables).Assembly.GetManifestResourceStream(process + ".json")
            ?? throw new ArgumentException($"There are no numbers for '{process}'.", nameof(process));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads the numbers of a file that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="MandelstamException">It is no such file.</exception>
    public static ProductionTables Parse(string json)
    {
        double[] values = new double[TableLayout.Numbers];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (TableShape table in TableLayout.All)
            {
                JsonElement rows = document.RootElement.GetProperty("tables").GetProperty(table.Name);
                if (rows.GetArrayLength() != table.Conditions || rows.EnumerateArray().Any(row => row.GetArrayLength() != table.Cells))
                {
                    throw new MandelstamException($"The table '{table.Name}' has to have {table.Conditions} rows of {table.Cells} numbers.");
                }

                int at = table.First;
                foreach (JsonElement cell in rows.EnumerateArray().SelectMany(static row => row.EnumerateArray()))
                {
                    values[at++] = cell.GetDouble();
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new MandelstamException($"These are no numbers of a simulation: {problem.Message}", problem);
        }

        if (!values.All(static v => v >= 0 && double.IsFinite(v)))
        {
            throw new MandelstamException("Numbers of a simulation are not negative.");
        }

        return new(values);
    }

    /// <summary>The numbers as JSON, a line for each row of a table.</summary>
    /// <param name="process">The process, as files name it.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="areas">The areas under the ROC curve before each step of the fit that made them.</param>
    public string ToJson(string process, string source, IReadOnlyList<double> areas)
    {
        StringBuilder text = new();
        text.Append("{\n  \"process\": ").Append(JsonSerializer.Serialize(process)).Append(",\n  \"source\": ").Append(JsonSerializer.Serialize(source));
        text.Append(",\n  \"areas\": [").AppendJoin(", ", areas.Select(static a => a.ToString("F4", System.Globalization.CultureInfo.InvariantCulture))).Append("],\n  \"tables\": {\n");
        foreach ((int i, TableShape table) in TableLayout.All.Index())
        {
            text.Append("    ").Append(JsonSerializer.Serialize(table.Name)).Append(": [\n");
            for (int row = 0; row < table.Conditions; row++)
            {
                IEnumerable<string> cells = Values.Skip(table.First + (row * table.Cells)).Take(table.Cells).Select(static v => double.Parse(v.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                text.Append("      [").AppendJoin(", ", cells).Append(row + 1 < table.Conditions ? "],\n" : "]\n");
            }

            text.Append(i + 1 < TableLayout.All.Count ? "    ],\n" : "    ]\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    private static void Normalise(Span<double> row)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = sum > 0 ? row[i] / sum : 1.0 / row.Length;
        }
    }

    private void FillAlias(int first, int cells)
    {
        Span<double> keep = stackalloc double[cells];
        Stack<int> small = new(), large = new();
        for (int i = 0; i < cells; i++)
        {
            keep[i] = Values[first + i] * cells;
            KeepAndAlias[(2 * (first + i)) + 1] = i;
            (keep[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int less = small.Pop(), more = large.Pop();
            KeepAndAlias[(2 * (first + less)) + 1] = more;
            keep[more] -= 1 - keep[less];
            (keep[more] < 1 ? small : large).Push(more);
        }

        // What rounding has left over is full.
        foreach (int full in small.Concat(large))
        {
            keep[full] = 1;
        }

        for (int i = 0; i < cells; i++)
        {
            KeepAndAlias[2 * (first + i)] = keep[i];
        }
    }
}

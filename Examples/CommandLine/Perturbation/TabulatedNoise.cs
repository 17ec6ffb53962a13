using Mandelstam.Data;
using Mandelstam.Events;

namespace Mandelstam.CommandLine.Perturbation;

/// <summary>Takes the unit normals from a table: <c>row_id</c> and one further column per number that an event needs, in order.</summary>
internal sealed class TabulatedNoise : INoiseSource
{
    private const string RowId = "row_id";

    private readonly string _path;
    private readonly double[][] _values;
    private readonly Dictionary<long, int> _rows;

    private TabulatedNoise(string path, double[][] values, Dictionary<long, int> rows)
    {
        _path = path;
        _values = values;
        _rows = rows;
    }

    /// <summary>Reads the table.</summary>
    /// <param name="path">Parquet or CSV.</param>
    /// <param name="model">Says how many numbers an event needs.</param>
    /// <exception cref="MandelstamException">Columns are missing or too many, a cell is not a number, or a row id occurs twice.</exception>
    public static TabulatedNoise Read(string path, EventModel model)
    {
        Table table = Table.Read(path);
        string[] names = [.. table.Names.Where(name => name != RowId)];
        if (!table.Has(RowId) || names.Length != model.NoiseCount)
        {
            throw new MandelstamException(
                $"'{path}' must hold {RowId} and {model.NoiseCount} columns of unit normals, which is what an event of {model.Name} needs; it holds {string.Join(", ", table.Names)}.");
        }

        long[] ids = table.Longs(RowId);
        Dictionary<long, int> rows = new(ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            if (!rows.TryAdd(ids[row], row))
            {
                throw new MandelstamException($"'{path}' has {RowId} {ids[row]} twice: each event has one noise.");
            }
        }

        return new TabulatedNoise(path, [.. names.Select(table.Doubles)], rows);
    }

    /// <inheritdoc/>
    /// <exception cref="MandelstamException">The table lacks an event.</exception>
    public double[] For(EventBatch batch)
    {
        double[] noise = new double[_values.Length * batch.Rows];
        for (int row = 0; row < batch.Rows; row++)
        {
            if (!_rows.TryGetValue(batch.RowIds[row], out int tabulated))
            {
                throw new MandelstamException($"'{_path}' has no noise for the event with {RowId} {batch.RowIds[row]}.");
            }

            for (int k = 0; k < _values.Length; k++)
            {
                noise[(k * batch.Rows) + row] = _values[k][tabulated];
            }
        }

        return noise;
    }
}

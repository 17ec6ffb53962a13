using System.Numerics;
using Mandelstam.Data;
using Mandelstam.Events;

namespace Mandelstam.CommandLine.Perturbation;

/// <summary>Turns perturbed events into rows of a table: row id, the declared columns that the file has, and the features.</summary>
/// <typeparam name="T">The type of the numbers, float or double.</typeparam>
internal sealed class PerturbedTable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly TableColumnType NumberType = typeof(T) == typeof(float) ? TableColumnType.Float32 : TableColumnType.Float64;

    private readonly List<TableColumn> _columns = [new("row_id", TableColumnType.Int64)];
    private readonly List<Func<EventBatch, PerturbedEvents<T>, Array>> _values = [(batch, events) => Gather(events, row => batch.RowIds[row])];

    /// <summary>Lays the table out: declared order, features last.</summary>
    /// <param name="model">The declaration.</param>
    /// <param name="missing">The optional columns that the file does not have, which are left out here too.</param>
    public PerturbedTable(EventModel model, IReadOnlySet<string> missing)
    {
        foreach ((int index, ColumnInfo column) in model.Columns.Index())
        {
            if (!missing.Contains(column.Name))
            {
                AddColumn(model, index, column);
            }
        }

        foreach ((int index, FeatureInfo feature) in model.Features.Index())
        {
            Add(feature.Name, NumberType, (_, events) => events.Features[index]);
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns => _columns;

    /// <summary>The values of a batch, one array per column.</summary>
    public Array[] Rows(EventBatch batch, PerturbedEvents<T> events) => [.. _values.Select(value => value(batch, events))];

    private void AddColumn(EventModel model, int index, ColumnInfo column)
    {
        switch (column.Role)
        {
            case ColumnRole.Primary when !column.IsText:
                Add(column.Name, NumberType, (_, events) => events.Columns[index]!);
                break;
            case ColumnRole.Weight:
                Add(column.Name, NumberType, (_, events) => Array.ConvertAll(events.Weight, T.CreateChecked));
                break;
            case ColumnRole.Label:
                Add(column.Name, TableColumnType.Text, (_, events) => Array.ConvertAll(events.Process, code => code < 0 ? "" : model.Processes[code]));
                break;
            case var _ when column.IsText:
                Add(column.Name, TableColumnType.Text, (batch, events) => Gather(events, row => batch.Text(index)[row] ?? ""));
                break;
            default:
                Add(column.Name, NumberType, (batch, events) => Gather(events, row => T.CreateChecked(batch.Column(index)[row])));
                break;
        }
    }

    private void Add(string name, TableColumnType type, Func<EventBatch, PerturbedEvents<T>, Array> values)
    {
        _columns.Add(new TableColumn(name, type));
        _values.Add(values);
    }

    /// <summary>The values of the rows that the kept events come from.</summary>
    private static TValue[] Gather<TValue>(PerturbedEvents<T> events, Func<int, TValue> value)
    {
        TValue[] values = new TValue[events.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(events.Source[i]);
        }

        return values;
    }
}

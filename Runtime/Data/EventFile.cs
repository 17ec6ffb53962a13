using System.Globalization;
using Mandelstam.Events;

namespace Mandelstam.Data;

/// <summary>
/// Reads files of events into the batches of a declaration: Parquet, or CSV and TSV with a header line, plain or gzip, told by the extension.
/// </summary>
/// <remarks>
/// <para>A path may be a glob of files with the same columns, read in the order of their names; a file that has the very name wins.</para>
/// <para>Numbers arrive as single precision. Decimal text is rounded to it once; doubles, integers and decimals of a Parquet file are
/// rounded to it from their own value; truth is 0 or 1. An empty cell is not a number.</para>
/// <para>Values are checked while they are read: a primary column or weight that is not finite, a weight below zero and an unknown label
/// are errors. All of them are counted, to the end of the file, and reported in one message; batches before the first are delivered.</para>
/// </remarks>
public static class EventFile
{
    /// <summary>Reads a file in batches, in the order of its rows and in bounded memory.</summary>
    /// <param name="path">A file or a glob.</param>
    /// <param name="model">The declaration.</param>
    /// <param name="options">How to read; the defaults if null.</param>
    /// <returns>The batches, each new and the caller's own. The schema is checked in this call, the values while the batches are taken.</returns>
    /// <exception cref="MandelstamException">
    /// No such file, an unknown extension, a damaged or empty file; or the columns do not fit the declaration, where the message names all that
    /// are missing or of the wrong type; or, while reading, unusable values.
    /// </exception>
    public static IEnumerable<EventBatch> Read(string path, EventModel model, ReadOptions? options = null)
    {
        options ??= new ReadOptions();
        EventReader reader = new(path, model, options);
        reader.AnnounceUnused();
        return reader.Read(options.BatchRows);
    }

    /// <summary>Reads a whole file into one batch.</summary>
    /// <param name="path">A file or a glob.</param>
    /// <param name="model">The declaration.</param>
    /// <param name="options">How to read; the defaults if null.</param>
    /// <returns>All events, in the order of the file.</returns>
    /// <exception cref="MandelstamException">As for <see cref="Read"/>; or there are more events than an array holds.</exception>
    public static EventBatch ReadAll(string path, EventModel model, ReadOptions? options = null)
    {
        options ??= new ReadOptions();
        EventReader reader = new(path, model, options);
        reader.AnnounceUnused();

        // Parquet says how many rows it has: one batch of just that size. Text is read once, in pieces that are then put together.
        long? known = reader.KnownRows;
        ThrowIfTooMany(path, known ?? 0);
        List<EventBatch> batches = [.. reader.Read(known is { } rows ? (int)rows : options.BatchRows)];
        long total = batches.Sum(batch => (long)batch.Rows);
        ThrowIfTooMany(path, total);
        return batches.Count == 1 ? batches[0] : Join(model, batches, (int)total);
    }

    /// <summary>Holds a file's schema against the declaration, without reading events.</summary>
    /// <param name="path">A file or a glob.</param>
    /// <param name="model">The declaration.</param>
    /// <param name="options">How it would be read; the defaults if null.</param>
    /// <returns>What the file has beyond the declaration, and what optional part of it is lacking.</returns>
    /// <exception cref="MandelstamException">As for the schema in <see cref="Read"/>.</exception>
    public static EventFileSchema Inspect(string path, EventModel model, ReadOptions? options = null) =>
        new EventReader(path, model, options ?? new ReadOptions()).Schema;

    /// <summary>Counts the rows of a file: at once for Parquet, by reading it for text.</summary>
    /// <param name="path">A file or a glob.</param>
    /// <returns>The number of events.</returns>
    /// <exception cref="MandelstamException">No such file, an unknown extension, or a damaged file.</exception>
    public static long CountRows(string path) => TableSource.Open(path).CountRows();

    private static void ThrowIfTooMany(string path, long rows)
    {
        if (rows > Array.MaxLength)
        {
            throw new MandelstamException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has {rows} events, too many to hold in memory at once."));
        }
    }

    private static EventBatch Join(EventModel model, List<EventBatch> batches, int rows)
    {
        EventBatch whole = model.CreateBatch(rows);
        int start = 0;
        foreach (EventBatch batch in batches)
        {
            for (int i = 0; i < model.Columns.Length; i++)
            {
                ColumnInfo column = model.Columns[i];
                if (!batch.Has(i))
                {
                    whole.MarkMissing(i);
                }
                else if (column.Role != ColumnRole.Label && column.IsText)
                {
                    batch.Text(i).AsSpan(0, batch.Rows).CopyTo(whole.Text(i).AsSpan(start));
                }
                else if (column.Role != ColumnRole.Label)
                {
                    batch.Column(i).AsSpan(0, batch.Rows).CopyTo(whole.Column(i).AsSpan(start));
                }
            }

            if (whole.ProcessCodes.Length > 0)
            {
                batch.ProcessCodes.AsSpan(0, batch.Rows).CopyTo(whole.ProcessCodes.AsSpan(start));
            }

            batch.RowIds.AsSpan(0, batch.Rows).CopyTo(whole.RowIds.AsSpan(start));
            start += batch.Rows;
        }

        return whole;
    }
}

namespace Mandelstam.Data;

/// <summary>One way to write a table; the arguments have been checked by <see cref="TableWriter"/>.</summary>
internal abstract class TableSink : IDisposable
{
    /// <summary>Takes the first <paramref name="count"/> entries of each array.</summary>
    public abstract void Append(ReadOnlySpan<Array> columns, int count);

    /// <summary>Puts the whole file in its place.</summary>
    public abstract void Complete();

    /// <summary>Removes what is not in its place yet.</summary>
    public abstract void Dispose();
}

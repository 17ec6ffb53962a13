namespace Mandelstam.Data.Parquet;

/// <summary>A row group that has been written.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Chunks">Its columns.</param>
internal sealed record ParquetRowGroup(int Rows, ParquetChunk[] Chunks)
{
    /// <summary>The bytes of all its pages.</summary>
    public long Bytes => Chunks.Sum(static chunk => chunk.Bytes);
}

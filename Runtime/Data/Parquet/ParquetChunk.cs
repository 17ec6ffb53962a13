namespace Mandelstam.Data.Parquet;

/// <summary>The pages of one column in one row group.</summary>
/// <param name="DictionaryOffset">Where the dictionary begins in the file; null where there is none.</param>
/// <param name="DataOffset">Where the data page begins.</param>
/// <param name="Bytes">The bytes of both, with their headers.</param>
internal sealed record ParquetChunk(long? DictionaryOffset, long DataOffset, long Bytes);

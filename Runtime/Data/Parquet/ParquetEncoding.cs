namespace Mandelstam.Data.Parquet;

/// <summary>How values are laid down in a page; the numbers are those of the format.</summary>
internal enum ParquetEncoding
{
    /// <summary>One after another, little-endian; texts with their length before them.</summary>
    Plain = 0,

    /// <summary>Runs and packed bits.</summary>
    Rle = 3,

    /// <summary>Places in a dictionary, as runs and packed bits.</summary>
    RleDictionary = 8,
}

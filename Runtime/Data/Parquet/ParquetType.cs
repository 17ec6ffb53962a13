namespace Mandelstam.Data.Parquet;

/// <summary>What a column of a file holds; the numbers are those of the format.</summary>
internal enum ParquetType
{
    /// <summary>32-bit integers.</summary>
    Int32 = 1,

    /// <summary>64-bit integers.</summary>
    Int64 = 2,

    /// <summary>Single precision.</summary>
    Float = 4,

    /// <summary>Double precision.</summary>
    Double = 5,

    /// <summary>Bytes of any number; here text in UTF-8.</summary>
    ByteArray = 6,
}

namespace Mandelstam.Data.DuckDb;

/// <summary>DuckDB's column types (<c>duckdb_type</c>) as far as a result can have them here.</summary>
internal enum DuckDbType
{
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    VarChar = 17,
}

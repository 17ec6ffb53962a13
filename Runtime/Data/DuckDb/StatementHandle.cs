using Microsoft.Win32.SafeHandles;

namespace Mandelstam.Data.DuckDb;

/// <summary>Owns a <c>duckdb_prepared_statement</c>, which exists (with its error) where preparing failed, too.</summary>
internal sealed class StatementHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public StatementHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_prepare(ref handle);
        return true;
    }
}

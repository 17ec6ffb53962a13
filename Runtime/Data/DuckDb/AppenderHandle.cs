using Microsoft.Win32.SafeHandles;

namespace Mandelstam.Data.DuckDb;

/// <summary>Owns a <c>duckdb_appender</c>.</summary>
internal sealed class AppenderHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public AppenderHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        _ = Native.duckdb_appender_destroy(ref handle);
        return true;
    }
}

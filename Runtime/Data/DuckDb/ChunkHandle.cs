using Microsoft.Win32.SafeHandles;

namespace Mandelstam.Data.DuckDb;

/// <summary>Owns a <c>duckdb_data_chunk</c>.</summary>
internal sealed class ChunkHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ChunkHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_data_chunk(ref handle);
        return true;
    }
}

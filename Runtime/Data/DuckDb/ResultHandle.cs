using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mandelstam.Data.DuckDb;

/// <summary>Owns a <c>duckdb_result</c> in native memory, zeroed until DuckDB fills it; it must be destroyed after a failed query, too.</summary>
internal sealed unsafe class ResultHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ResultHandle()
        : base(ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(DuckDbResultData)));
    }

    /// <summary>The result's fields, as DuckDB wants them by value. The caller keeps this handle alive.</summary>
    public DuckDbResultData Data => *(DuckDbResultData*)handle;

    protected override bool ReleaseHandle()
    {
        DuckDbResultData* data = (DuckDbResultData*)handle;
        Native.duckdb_destroy_result(data);
        NativeMemory.Free(data);
        return true;
    }
}

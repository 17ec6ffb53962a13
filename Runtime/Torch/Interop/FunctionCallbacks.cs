using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The managed side of a custom autograd function, as the shim calls it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionCallbacks
{
    public delegate* unmanaged<nint, nint, int> Forward;
    public delegate* unmanaged<nint, int, nint*, int, nint*, nint, int> Backward;
    public delegate* unmanaged<nint, void> Release;
}

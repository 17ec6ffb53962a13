using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace Mandelstam.Simd;

/// <summary>The registers that fused kernels use. The width changes no bit of their results, as every lane computes the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegisterWidth
{
    /// <summary>The widest registers that the processor has; tests take narrower ones.</summary>
    public static int Bits { get; internal set; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}

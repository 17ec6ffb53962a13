using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>Where an input of a fused kernel comes from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum FusedInputKind
{
    /// <summary>A column of the batch.</summary>
    Column,

    /// <summary>The weight column; 1 where the file has none.</summary>
    Weight,

    /// <summary>The process code, as a number; −1 where the file has none.</summary>
    Process,

    /// <summary>A unit normal.</summary>
    Noise,

    /// <summary>The weight of an output in the sum that a reverse derivative is taken of.</summary>
    Cotangent,
}

namespace Mandelstam;

/// <summary>A random transverse smearing, <c>width * g</c> with two unit normals g; add it to a <see cref="TransverseVector{TFrame}"/> of any frame.</summary>
/// <param name="X">Component along x.</param>
/// <param name="Y">Component along y.</param>
public readonly record struct TransverseNoise(Energy X, Energy Y);

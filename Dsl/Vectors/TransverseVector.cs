namespace Mandelstam;

/// <summary>Makes transverse vectors: <c>TransverseVector.PtPhi&lt;Lab&gt;(met, metPhi)</c>.</summary>
public static class TransverseVector
{
    /// <summary>From magnitude and azimuth.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="pt">Magnitude.</param>
    /// <param name="phi">Azimuth φ.</param>
    /// <returns>The vector, stored in (p<sub>T</sub>, φ).</returns>
    public static TransverseVector<TFrame> PtPhi<TFrame>(Energy pt, Azimuth phi)
        where TFrame : IFrame => TransverseVector<TFrame>.Polar(pt.Value, phi.Value);

    /// <summary>From Cartesian components.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="x">Component along x.</param>
    /// <param name="y">Component along y.</param>
    /// <returns>The vector, stored in (x, y).</returns>
    public static TransverseVector<TFrame> XY<TFrame>(Energy x, Energy y)
        where TFrame : IFrame => TransverseVector<TFrame>.Cartesian(x.Value, y.Value);
}

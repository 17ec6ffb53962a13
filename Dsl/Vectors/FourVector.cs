namespace Mandelstam;

/// <summary>Makes four-vectors: <c>FourVector.PtEtaPhiM&lt;Lab&gt;(pt, eta, phi, mass)</c>.</summary>
/// <remarks>
/// The vector keeps the coordinates it is made from, so reading them back gives the same bits. A negative mass means a spacelike vector with
/// m² = −mass². Conventions: docs/conventions.md.
/// </remarks>
public static class FourVector
{
    /// <summary>From transverse momentum, pseudorapidity, azimuth and mass.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="pt">Transverse momentum p<sub>T</sub>.</param>
    /// <param name="eta">Pseudorapidity η.</param>
    /// <param name="phi">Azimuth φ.</param>
    /// <param name="mass">Mass; negative for a spacelike vector.</param>
    /// <returns>The vector, stored in (p<sub>T</sub>, η, φ).</returns>
    public static FourVector<TFrame> PtEtaPhiM<TFrame>(Energy pt, Pseudorapidity eta, Azimuth phi, Energy mass)
        where TFrame : IFrame
    {
        double m2 = mass.Value * Math.Abs(mass.Value);
        return FourVector<TFrame>.Polar(pt.Value, eta.Value, phi.Value, m2);
    }

    /// <summary>From transverse momentum, pseudorapidity and azimuth of a massless particle.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="pt">Transverse momentum p<sub>T</sub>.</param>
    /// <param name="eta">Pseudorapidity η.</param>
    /// <param name="phi">Azimuth φ.</param>
    /// <returns>The vector, stored in (p<sub>T</sub>, η, φ).</returns>
    public static FourVector<TFrame> PtEtaPhi<TFrame>(Energy pt, Pseudorapidity eta, Azimuth phi)
        where TFrame : IFrame => FourVector<TFrame>.Polar(pt.Value, eta.Value, phi.Value, 0);

    /// <summary>From transverse momentum, pseudorapidity, azimuth and energy; m² = (E − p)(E + p).</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="pt">Transverse momentum p<sub>T</sub>.</param>
    /// <param name="eta">Pseudorapidity η.</param>
    /// <param name="phi">Azimuth φ.</param>
    /// <param name="energy">Energy E.</param>
    /// <returns>The vector, stored in (p<sub>T</sub>, η, φ).</returns>
    public static FourVector<TFrame> PtEtaPhiE<TFrame>(Energy pt, Pseudorapidity eta, Azimuth phi, Energy energy)
        where TFrame : IFrame
    {
        double p = Math.Abs(pt.Value) * Math.Cosh(eta.Value);
        double m2 = (energy.Value - p) * (energy.Value + p);
        return FourVector<TFrame>.Polar(pt.Value, eta.Value, phi.Value, m2, energy.Value);
    }

    /// <summary>From transverse momentum, rapidity, azimuth and mass.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="pt">Transverse momentum p<sub>T</sub>.</param>
    /// <param name="rapidity">Rapidity y.</param>
    /// <param name="phi">Azimuth φ.</param>
    /// <param name="mass">Mass.</param>
    /// <returns>The vector, stored in Cartesian coordinates.</returns>
    public static FourVector<TFrame> PtYPhiM<TFrame>(Energy pt, Rapidity rapidity, Azimuth phi, Energy mass)
        where TFrame : IFrame
    {
        double m2 = mass.Value * Math.Abs(mass.Value);
        double mt = Math.Sqrt(m2 + (pt.Value * pt.Value));
        return FourVector<TFrame>.Cartesian(
            pt.Value * Math.Cos(phi.Value),
            pt.Value * Math.Sin(phi.Value),
            mt * Math.Sinh(rapidity.Value),
            mt * Math.Cosh(rapidity.Value),
            m2);
    }

    /// <summary>From Cartesian momentum and energy; m² = E² − p² is accumulated in twice the working precision.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="px">Momentum along x.</param>
    /// <param name="py">Momentum along y.</param>
    /// <param name="pz">Momentum along z.</param>
    /// <param name="energy">Energy E.</param>
    /// <returns>The vector, stored in Cartesian coordinates.</returns>
    public static FourVector<TFrame> PxPyPzE<TFrame>(Energy px, Energy py, Energy pz, Energy energy)
        where TFrame : IFrame
    {
        double m2 = ExactProducts.MinkowskiSquare(energy.Value, px.Value, py.Value, pz.Value);
        return FourVector<TFrame>.Cartesian(px.Value, py.Value, pz.Value, energy.Value, m2);
    }

    /// <summary>From Cartesian momentum and mass.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="px">Momentum along x.</param>
    /// <param name="py">Momentum along y.</param>
    /// <param name="pz">Momentum along z.</param>
    /// <param name="mass">Mass; negative for a spacelike vector.</param>
    /// <returns>The vector, stored in Cartesian coordinates.</returns>
    public static FourVector<TFrame> PxPyPzM<TFrame>(Energy px, Energy py, Energy pz, Energy mass)
        where TFrame : IFrame
    {
        double m2 = mass.Value * Math.Abs(mass.Value);
        double p2 = (px.Value * px.Value) + (py.Value * py.Value) + (pz.Value * pz.Value);
        return FourVector<TFrame>.Cartesian(px.Value, py.Value, pz.Value, Math.Sqrt(p2 + m2), m2);
    }

    /// <summary>Brings a vector of a rest frame back to the laboratory.</summary>
    /// <remarks>The inverse of <see cref="FourVector{TFrame}.InRestFrameOf(FourVector{TFrame})"/>.</remarks>
    /// <param name="vector">A vector given in the rest frame of <paramref name="parent"/>.</param>
    /// <param name="parent">The timelike momentum, in the laboratory, whose rest frame it is.</param>
    /// <returns>The vector in the laboratory; NaN if <paramref name="parent"/> is not timelike.</returns>
    public static FourVector<Lab> ToLab(this FourVector<Rest> vector, FourVector<Lab> parent) =>
        vector.BoostedFrom(parent);

    /// <summary>Brings a vector of a named particle's rest frame back to the laboratory.</summary>
    /// <typeparam name="TParticle">The type that names the particle.</typeparam>
    /// <param name="vector">A vector given in the rest frame of <paramref name="parent"/>.</param>
    /// <param name="parent">The timelike momentum of that particle in the laboratory.</param>
    /// <returns>The vector in the laboratory; NaN if <paramref name="parent"/> is not timelike.</returns>
    public static FourVector<Lab> ToLab<TParticle>(this FourVector<Rest<TParticle>> vector, FourVector<Lab> parent) =>
        vector.BoostedFrom(parent);
}

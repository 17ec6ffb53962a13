namespace Mandelstam.Testing;

/// <summary>A momentum in the numbers that people read: it has these whatever the member stores.</summary>
/// <param name="Pt">Transverse momentum in GeV, above zero.</param>
/// <param name="Eta">Pseudorapidity; not used by a transverse vector.</param>
/// <param name="Phi">Azimuth in (−π, π].</param>
/// <param name="Mass">Mass in GeV; not used by a transverse vector.</param>
public sealed record DrawnMomentum(double Pt, double Eta, double Phi, double Mass)
{
    /// <summary>The four-vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="isCartesian">Made from Cartesian components.</param>
    internal FourVector<TFrame> Vector<TFrame>(bool isCartesian)
        where TFrame : IFrame =>
        isCartesian
            ? FourVector.PxPyPzM<TFrame>((Pt * Math.Cos(Phi)).GeV, (Pt * Math.Sin(Phi)).GeV, (Pt * Math.Sinh(Eta)).GeV, Mass.GeV)
            : FourVector.PtEtaPhiM<TFrame>(Pt.GeV, new(Eta), new(Phi), Mass.GeV);
}

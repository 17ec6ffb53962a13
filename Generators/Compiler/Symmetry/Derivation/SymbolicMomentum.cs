using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>A four-momentum in symbols.</summary>
/// <param name="Px">x component.</param>
/// <param name="Py">y component.</param>
/// <param name="Pz">z component.</param>
/// <param name="E">Energy.</param>
/// <param name="P">Magnitude of the momentum.</param>
/// <param name="Pt">Transverse momentum.</param>
/// <param name="Mt">Transverse mass; the transverse momentum of what is massless.</param>
/// <param name="Mass">Mass.</param>
internal sealed record SymbolicMomentum(Quotient Px, Quotient Py, Quotient Pz, Quotient E, Quotient P, Quotient Pt, Quotient Mt, Quotient Mass)
{
    /// <summary>From pT, mT, the phase e^(iφ) and e^(y/2): rotations about z and boosts along it multiply these.</summary>
    public static SymbolicMomentum OfLightCone(Field field, Quotient pt, Quotient mt, Quotient phase, Quotient halfRapidity)
    {
        Quotient half = Quotient.Of(Coefficient.Half), back = field.Inverse(phase);
        Quotient forward = field.Product(halfRapidity, halfRapidity), backward = field.Inverse(forward);
        Quotient Times(Quotient size, Quotient factor) => field.Product(field.Product(half, size), factor);
        Quotient pz = Times(mt, field.Difference(forward, backward)), e = Times(mt, field.Sum(forward, backward));
        bool isMassless = ReferenceEquals(pt, mt);
        return new(
            Times(pt, field.Sum(phase, back)),
            field.Product(Quotient.Of(-Coefficient.I), Times(pt, field.Difference(phase, back))),
            pz, e,
            isMassless ? e : field.Root(field.Sum(field.Product(pt, pt), field.Product(pz, pz))),
            pt, mt,
            isMassless ? Quotient.Zero : field.Root(field.Difference(field.Product(mt, mt), field.Product(pt, pt))));
    }

    /// <summary>From the components, and either the energy or the mass.</summary>
    public static SymbolicMomentum OfComponents(Field field, Quotient px, Quotient py, Quotient pz, Quotient? energy, Quotient? mass)
    {
        Quotient Square(Quotient a) => field.Product(a, a);
        Quotient pt2 = field.Sum(Square(px), Square(py)), p2 = field.Sum(pt2, Square(pz));
        Quotient p = field.Root(p2), pt = field.Root(pt2);
        Quotient e = energy ?? (mass is null ? p : field.Root(field.Sum(p2, Square(mass))));
        Quotient mt = mass is null && energy is null ? pt : field.Root(field.Difference(Square(e), Square(pz)));
        return new(px, py, pz, e, p, pt, mt, mass ?? (energy is null ? Quotient.Zero : field.Root(field.Difference(Square(e), p2))));
    }

    /// <summary>The coordinates, in the order in which they are stored.</summary>
    public IEnumerable<Quotient> In(Coordinates coordinates, Field field, Functions functions)
    {
        Quotient Azimuth()
        {
            Quotient turned = field.Product(Quotient.Of(Coefficient.I), Py);
            return functions.Angle(field.Ratio(field.Sum(Px, turned), Pt), field.Ratio(field.Difference(Px, turned), Pt));
        }

        Quotient Along(Quotient energy, Quotient transverse) => functions.Log(field.Ratio(field.Sum(energy, Pz), transverse));
        return coordinates switch
        {
            Coordinates.PtEtaPhi => [Pt, Along(P, Pt), Azimuth()],
            Coordinates.PtEtaPhiM => [Pt, Along(P, Pt), Azimuth(), Mass],
            Coordinates.PtEtaPhiE => [Pt, Along(P, Pt), Azimuth(), E],
            Coordinates.PtYPhiM => [Pt, Along(E, Mt), Azimuth(), Mass],
            Coordinates.PxPyPz => [Px, Py, Pz],
            Coordinates.PxPyPzM => [Px, Py, Pz, Mass],
            Coordinates.PxPyPzE => [Px, Py, Pz, E],
            Coordinates.PtPhi => [Pt, Azimuth()],
            _ => [Px, Py],
        };
    }
}

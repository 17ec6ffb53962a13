namespace Mandelstam.Testing;

/// <summary>Reflects everything at the plane across the beam: z → −z.</summary>
internal sealed class BeamReflection : EventAction
{
    public override string ToString() => "reflected, z to -z";

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value) => value.Pt > Energy.Zero
        ? FourVector.PtEtaPhiM<TFrame>(value.Pt, new(-value.Eta), value.Phi, value.Mass)
        : FourVector.PxPyPzM<TFrame>(value.Px, value.Py, -value.Pz, value.Mass);

    protected override double OnRapidity(int member, double value) => -value;
}

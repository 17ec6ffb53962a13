namespace Mandelstam.Testing;

/// <summary>Boosts everything along the beam; transverse vectors and plain energies are inert.</summary>
/// <param name="rapidity">The rapidity of the boost.</param>
internal sealed class BeamBoost(double rapidity) : EventAction
{
    public override string ToString() => FormattableString.Invariant($"boosted along the beam by rapidity {rapidity}");

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value) => value.BoostedZ(rapidity);

    protected override double OnRapidity(int member, double value) => value + rapidity;
}

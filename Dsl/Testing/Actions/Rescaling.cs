namespace Mandelstam.Testing;

/// <summary>Measures all energies in another unit.</summary>
/// <param name="factor">The factor on every energy, momentum and mass.</param>
internal sealed class Rescaling(double factor) : EventAction
{
    public override string ToString() => FormattableString.Invariant($"with all energies times {factor}");

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value) => value.Pt > Energy.Zero
        ? FourVector.PtEtaPhiM<TFrame>(factor * value.Pt, value.Eta, value.Phi, factor * value.Mass)
        : factor * value;

    protected override TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value) =>
        TransverseVector.PtPhi<TFrame>(factor * value.Pt, value.Phi);

    protected override double OnNumber(int member, double value, int dimension) => Math.Pow(factor, dimension) * value;
}

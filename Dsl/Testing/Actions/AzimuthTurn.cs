namespace Mandelstam.Testing;

/// <summary>Turns everything about the beam. Azimuths end up in (−π, π], as a file has them: a formula that forgot to wrap is found out.</summary>
/// <param name="angle">The angle in rad.</param>
internal sealed class AzimuthTurn(double angle) : EventAction
{
    public override string ToString() => FormattableString.Invariant($"turned about the beam by {angle} rad");

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value) => value.Rotated(TurnOf(value.Phi));

    protected override TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value) => value.Rotated(TurnOf(value.Phi));

    protected override Azimuth OnAzimuth(int member, Azimuth value) => value + TurnOf(value);

    private Angle TurnOf(Azimuth phi) => new(Kinematics.Wrap(new RawAngle(phi.Value + angle)).Value - phi.Value);
}

namespace Mandelstam.Testing;

/// <summary>A rotation, a boost along the new beam axis, and a turn about it: with all angles, every proper Lorentz transformation up to a turn.</summary>
/// <remarks>A transverse vector has no meaning in a tipped frame; it is treated as a momentum without z, of which the transverse part is kept.</remarks>
/// <param name="motion">The angles and the rapidity.</param>
/// <param name="isBoosted">False for a rotation alone.</param>
internal sealed class LorentzMotion(Motion motion, bool isBoosted) : EventAction
{
    private readonly (double Sin, double Cos) _turn = Math.SinCos(motion.Turn);
    private readonly (double Sin, double Cos) _tilt = Math.SinCos(motion.Tilt);
    private readonly (double Sin, double Cos) _roll = Math.SinCos(motion.Roll);

    public override string ToString()
    {
        string rotation = FormattableString.Invariant($"turned by {motion.Turn} rad, tilted by {motion.Tilt} rad");
        return isBoosted
            ? FormattableString.Invariant($"{rotation}, boosted along the new axis by rapidity {motion.Rapidity}, turned about it by {motion.Roll} rad")
            : FormattableString.Invariant($"{rotation}, turned about the new axis by {motion.Roll} rad");
    }

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value)
    {
        (double x, double y, double z) = Rotate(value.Px.Value, value.Py.Value, value.Pz.Value);
        FourVector<TFrame> rotated = FourVector.PxPyPzM<TFrame>(x.GeV, y.GeV, z.GeV, value.Mass);
        return isBoosted ? rotated.BoostedZ(motion.Rapidity) : rotated;
    }

    protected override TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value)
    {
        (double x, double y, _) = Rotate(value.X.Value, value.Y.Value, 0);
        return TransverseVector.XY<TFrame>(x.GeV, y.GeV);
    }

    private (double X, double Y, double Z) Rotate(double x, double y, double z)
    {
        (x, y) = ((_turn.Cos * x) - (_turn.Sin * y), (_turn.Sin * x) + (_turn.Cos * y));
        (z, x) = ((_tilt.Cos * z) - (_tilt.Sin * x), (_tilt.Sin * z) + (_tilt.Cos * x));
        (x, y) = ((_roll.Cos * x) - (_roll.Sin * y), (_roll.Sin * x) + (_roll.Cos * y));
        return (x, y, z);
    }
}

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>What a number becomes when all energies are multiplied by λ: λ to a power times itself, plus a shift times ln λ.</summary>
/// <param name="Power">The power.</param>
/// <param name="Shift">The shift, of a logarithm; no power then.</param>
/// <param name="IsAny">It is zero, which has every degree.</param>
internal readonly record struct Degree(double Power, double Shift = 0, bool IsAny = false)
{
    public static Degree Any => new(0, 0, true);
}

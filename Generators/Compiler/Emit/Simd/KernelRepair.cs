namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Values that are computed again, the careful way, in rows where the short way is in doubt.</summary>
/// <param name="Stage">The loop before which it is done.</param>
/// <param name="Doubt">The slot of the condition that a row is in doubt.</param>
/// <param name="Values">The values and their slots.</param>
internal sealed record KernelRepair(int Stage, int Doubt, IReadOnlyList<SlotWrite> Values)
{
    /// <summary>The careful way.</summary>
    public KernelPlan Careful { get; set; } = null!;
}

using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>The reflection z → −z: rapidities change sign.</summary>
internal sealed class ReflectionZ : SymmetryGroup
{
    public override string Name => "ReflectionZ";

    public override string Phrase => "the reflection of z";

    public override IReadOnlyList<Motion> Generators => [Motion.ReflectionZ];

    public override SampleEvent Act(SampleEvent sample, SampleRandom random) =>
        sample.Map(static p => p with { Z = -p.Z }, static (type, x) => type is "Rapidity" or "Pseudorapidity" ? -x : x);
}

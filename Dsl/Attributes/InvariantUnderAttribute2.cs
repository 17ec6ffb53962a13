namespace Mandelstam;

/// <summary>The feature does not change under two symmetries: proved by the compiler, reported if false, tested if undecided.</summary>
/// <example><code>[Feature, InvariantUnder&lt;BoostZ, RotationZ&gt;] public double TransverseBalance =&gt; Lepton.Pt / Tau.Pt;</code></example>
/// <typeparam name="T1">A symmetry.</typeparam>
/// <typeparam name="T2">A symmetry.</typeparam>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class InvariantUnderAttribute<T1, T2> : Attribute
    where T1 : ISymmetry
    where T2 : ISymmetry;

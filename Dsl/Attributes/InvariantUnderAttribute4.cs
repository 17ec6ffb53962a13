namespace Mandelstam;

/// <summary>The feature does not change under four symmetries: proved by the compiler, reported if false, tested if undecided.</summary>
/// <example><code>[Feature, InvariantUnder&lt;BoostZ, RotationZ, ReflectionZ, Permutation&gt;] public double Balance =&gt; Lepton.Pt / Tau.Pt;</code></example>
/// <typeparam name="T1">A symmetry.</typeparam>
/// <typeparam name="T2">A symmetry.</typeparam>
/// <typeparam name="T3">A symmetry.</typeparam>
/// <typeparam name="T4">A symmetry.</typeparam>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class InvariantUnderAttribute<T1, T2, T3, T4> : Attribute
    where T1 : ISymmetry
    where T2 : ISymmetry
    where T3 : ISymmetry
    where T4 : ISymmetry;

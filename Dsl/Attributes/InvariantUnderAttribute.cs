namespace Mandelstam;

/// <summary>The feature does not change under a symmetry: proved by the compiler, reported if false, tested if undecided.</summary>
/// <example><code>[Feature, InvariantUnder&lt;BoostZ&gt;] public double TransverseBalance =&gt; Lepton.Pt / Tau.Pt;</code></example>
/// <typeparam name="TSymmetry">A symmetry.</typeparam>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class InvariantUnderAttribute<TSymmetry> : Attribute
    where TSymmetry : ISymmetry;

namespace Mandelstam;

/// <summary>This parameter of a nuisance is random: independent unit normals for every event (<see cref="Noise1"/>, <see cref="Noise2"/>).</summary>
/// <example><code>public HiggsTauTau SoftMet(Energy width, [Noise] Noise2 g) =&gt; this with { Met = Met + width * g };</code></example>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = false)]
public sealed class NoiseAttribute : Attribute;

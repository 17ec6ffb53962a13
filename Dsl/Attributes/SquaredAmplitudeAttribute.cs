namespace Mandelstam;

/// <summary>
/// |M|² of a process, averaged over initial spins and summed over final ones, in GeV to the power 2(4 − legs): a pure number for four legs,
/// <see cref="InverseGeV2"/> for five. The factor 1/n! for identical particles is the generator's.
/// </summary>
/// <example><code>
/// [SquaredAmplitude]
/// public double Amplitude =&gt; 64 * Constants.FermiCoupling.Squared * (Muon * AntiNuE) * (Electron * NuMu);
/// </code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class SquaredAmplitudeAttribute : Attribute;

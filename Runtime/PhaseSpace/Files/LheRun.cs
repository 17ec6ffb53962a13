namespace Mandelstam.PhaseSpace.Files;

/// <summary>The head of a Les Houches file.</summary>
/// <param name="Version">The version of the format: "3.0".</param>
/// <param name="Beams">The numbers of the incoming particles, by the Particle Data Group; the second is 0 for a decay.</param>
/// <param name="BeamEnergies">Their energies in GeV.</param>
/// <param name="Weighting">What weights mean, IDWTUP.</param>
/// <param name="CrossSection">XSECUP of the process.</param>
/// <param name="CrossSectionError">XERRUP.</param>
/// <param name="Maximum">XMAXUP.</param>
public sealed record LheRun(
    string Version, (int First, int Second) Beams, (double First, double Second) BeamEnergies, int Weighting, double CrossSection, double CrossSectionError, double Maximum);

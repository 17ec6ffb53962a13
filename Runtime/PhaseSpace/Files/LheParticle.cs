namespace Mandelstam.PhaseSpace.Files;

/// <summary>A line of a Les Houches event.</summary>
/// <param name="Id">Its number by the Particle Data Group.</param>
/// <param name="Status">−1 incoming, 1 final, 2 decayed.</param>
/// <param name="FirstMother">The line, from 1, of the first particle that it comes from; 0 for none.</param>
/// <param name="LastMother">The line of the last one.</param>
/// <param name="Px">px in GeV.</param>
/// <param name="Py">py in GeV.</param>
/// <param name="Pz">pz in GeV.</param>
/// <param name="Energy">Energy in GeV.</param>
/// <param name="Mass">Mass in GeV.</param>
public sealed record LheParticle(
    int Id, int Status, int FirstMother, int LastMother, double Px, double Py, double Pz, double Energy, double Mass);

namespace Mandelstam.Processes;

/// <summary>A function of phase-space points, as a squared amplitude is.</summary>
/// <param name="points">The points: momenta in GeV, in the frame and order of the process.</param>
/// <param name="results">Where its values go, one for each point; at least as long as there are points.</param>
public delegate void PointFunction(PhaseSpacePoints points, Span<double> results);

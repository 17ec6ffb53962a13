namespace Mandelstam.Processes;

/// <summary>A condition on phase-space points, as a selection is.</summary>
/// <param name="points">The points: momenta in GeV, in the frame and order of the process.</param>
/// <param name="results">Where it says which points fulfil it; at least as long as there are points.</param>
public delegate void PointCondition(PhaseSpacePoints points, Span<bool> results);

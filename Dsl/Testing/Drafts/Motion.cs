namespace Mandelstam.Testing;

/// <summary>How far a symmetry moves an event; each symmetry takes what it needs.</summary>
/// <param name="Rapidity">Of a boost.</param>
/// <param name="Turn">Angle about the beam, in rad.</param>
/// <param name="Tilt">Angle that tips the beam axis, in rad.</param>
/// <param name="Roll">Angle about the tipped axis, in rad.</param>
/// <param name="Scale">Factor on every energy.</param>
/// <param name="Shift">Places by which the objects of a collection move on; none where the first two are exchanged.</param>
public sealed record Motion(double Rapidity, double Turn, double Tilt, double Roll, double Scale, int Shift);

namespace Mandelstam.Inference;

/// <summary>An interval of the signal strength from a Neyman belt.</summary>
/// <param name="P16">Its lower end.</param>
/// <param name="P84">Its upper end.</param>
/// <param name="Extrapolated">Whether an end lies outside the strengths at which the belt was made, on its linear continuation.</param>
/// <remarks>Neither end is clipped to any physical or nominal range: clipping changes coverage and width alike.</remarks>
public readonly record struct BeltInterval(double P16, double P84, bool Extrapolated);

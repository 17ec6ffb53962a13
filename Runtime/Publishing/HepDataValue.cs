using System.Collections.Immutable;

namespace Mandelstam.Publishing;

/// <summary>A cell of a HEPData table: a number, a range or words.</summary>
/// <param name="Number">The number; NaN is written as HEPData's sign for "no value".</param>
/// <param name="Text">Words in place of a number.</param>
/// <param name="Errors">Its errors: labelled, downwards (a negative number) and upwards; equal ones are written as one.</param>
public sealed record HepDataValue(double Number = double.NaN, string? Text = null, ImmutableArray<(string Label, double Minus, double Plus)> Errors = default);

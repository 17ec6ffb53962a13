using System.Text.Json.Serialization;

namespace Mandelstam.Inference;

/// <summary>The two conditions that points leave open for a cubic spline.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplineEnds>))]
public enum SplineEnds
{
    /// <summary>The second and the last but one point are no knots: cubic polynomials are reproduced. For templates with little noise.</summary>
    NotAKnot,

    /// <summary>No curvature at the ends: calmer between noisy templates, and the linear continuation is twice differentiable.</summary>
    Natural,
}

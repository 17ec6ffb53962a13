using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>What the maps on tensors share: shapes that are asked for, lengths and energies.</summary>
internal static class EventTensors
{
    /// <summary>Holds the numbers that events are made of against the shape [..., dimensions].</summary>
    public static void CheckNumbers(Tensor uniforms, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(uniforms);
        if (uniforms.dtype != ScalarType.Float64 || uniforms.dim() < 1 || uniforms.shape[^1] != dimensions)
        {
            throw Refused($"Numbers of events are float64 of shape [..., {dimensions}]", uniforms, nameof(uniforms));
        }
    }

    /// <summary>Holds momenta against the shape [..., particles, 4].</summary>
    public static void CheckMomenta(Tensor p, int particles)
    {
        ArgumentNullException.ThrowIfNull(p);
        if (p.dtype != ScalarType.Float64 || p.dim() < 2 || p.shape[^1] != 4 || p.shape[^2] != particles)
        {
            throw Refused($"Momenta are float64 of shape [..., {particles}, 4]", p, nameof(p));
        }
    }

    /// <summary>What is said of a tensor of another shape or precision.</summary>
    public static ArgumentException Refused(string expected, Tensor found, string name) =>
        new($"{expected}, not {found.dtype} of shape [{string.Join(", ", found.shape)}].", name);

    /// <summary>a·b over the last dimension, which is kept.</summary>
    public static Tensor Dot(Tensor a, Tensor b) => (a * b).sum(-1, keepdim: true);

    /// <summary>|v| over the last dimension, which is kept.</summary>
    public static Tensor Length(Tensor vectors) => vectors.square().sum(-1, keepdim: true).sqrt();

    /// <summary>√(m² + p²), [..., 1].</summary>
    public static Tensor Energy(Tensor momentum, Tensor mass) => (momentum.square().sum(-1, keepdim: true) + mass.square()).sqrt();

    /// <summary>Vectors of given lengths, [..., 1], in the directions of two uniform numbers each, [..., 2]: for the cosine of the polar angle and for the azimuth.</summary>
    public static Tensor InDirection(Tensor length, Tensor numbers)
    {
        Tensor cosine = (2 * numbers.narrow(-1, 0, 1)) - 1, azimuth = 2 * Math.PI * numbers.narrow(-1, 1, 1);
        Tensor transverse = length * (1 - cosine.square()).sqrt();
        return cat([transverse * azimuth.cos(), transverse * azimuth.sin(), length * cosine], -1);
    }
}

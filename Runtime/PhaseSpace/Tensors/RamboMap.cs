using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>RAMBO's map on tensors: any N vectors q to N massless momenta in their centre of mass, and back, differentiably.</summary>
/// <remarks>
/// With Q = Σq, M² = (Σ|q|)² − Q², b = −Q/M, γ = √(1 + b²), a = 1/(1 + γ), x = √s/M: E = x(γ|q| + b·q), p = x(q + b|q| + a(b·q)b)
/// (R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359). The momenta that belong to one event are reached from a fibre of four
/// dimensions, (b, x): q = H₋b(p)/x. <see cref="MassShellMap"/> makes massive momenta of massless ones. In double precision; in single precision, momenta that
/// are nearly parallel would not balance.
/// </remarks>
public static class RamboMap
{
    /// <summary>Vectors of the prior, isotropic with lengths of density |q|exp(−|q|), of uniform numbers: those whose momenta fill phase space evenly.</summary>
    /// <param name="uniforms">For each particle, as in <see cref="RamboSampler"/>, numbers for the cosine of the polar angle and for the azimuth, and two whose
    /// product has the logarithm −|q|; above 0 and below 1, [..., N, 4], float64.</param>
    /// <returns>Vectors, [..., N, 3].</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public static Tensor VectorsOf(Tensor uniforms)
    {
        Check(uniforms, 4);
        return EventTensors.InDirection(-(uniforms.narrow(-1, 2, 1) * uniforms.narrow(-1, 3, 1)).log(), uniforms.narrow(-1, 0, 2));
    }

    /// <summary>The momenta of vectors.</summary>
    /// <param name="q">Vectors, [..., N, 3], float64.</param>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
    /// <param name="applications">How often the map is applied: what it rounds where momenta are nearly parallel, the second time takes off.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., N, 4].</returns>
    public static Tensor ToMomenta(Tensor q, double sqrtS, int applications = 2)
    {
        Check(q, 3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(applications);
        Tensor vectors = q;
        for (int application = 0; application < applications; application++)
        {
            (Tensor boost, Tensor scale) = FibreOf(vectors, sqrtS);
            vectors = Boost(vectors, EventTensors.Length(vectors), boost) * scale;
        }

        return cat([EventTensors.Length(vectors), vectors], -1);
    }

    /// <summary>The boost and the scale by which vectors become momenta: their place on the fibre.</summary>
    /// <param name="q">Vectors, [..., N, 3], float64.</param>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
    /// <returns>b, [..., 1, 3], and x, [..., 1, 1].</returns>
    public static (Tensor Boost, Tensor Scale) FibreOf(Tensor q, double sqrtS)
    {
        Check(q, 3);
        Tensor energy = EventTensors.Length(q).sum(-2, keepdim: true), sum = q.sum(-2, keepdim: true);
        Tensor mass = (energy.square() - sum.square().sum(-1, keepdim: true)).sqrt();
        return (-sum / mass, sqrtS / mass);
    }

    /// <summary>The vectors that a fibre's boost and scale take to momenta.</summary>
    /// <param name="p">Momenta in their centre of mass, E, px, py, pz in GeV, [..., N, 4], float64.</param>
    /// <param name="boost">b, [..., 1, 3].</param>
    /// <param name="scale">x, [..., 1, 1].</param>
    /// <returns>Vectors, [..., N, 3].</returns>
    public static Tensor FromMomenta(Tensor p, Tensor boost, Tensor scale)
    {
        Check(p, 4);
        return Boost(p.narrow(-1, 1, 3), p.narrow(-1, 0, 1), -boost) / scale;
    }

    private static Tensor Boost(Tensor vectors, Tensor energies, Tensor boost)
    {
        Tensor gamma = (1 + boost.square().sum(-1, keepdim: true)).sqrt();
        Tensor along = energies + ((boost * vectors).sum(-1, keepdim: true) / (1 + gamma));
        return vectors + (boost * along);
    }

    private static void Check(Tensor tensor, int components)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.dtype != ScalarType.Float64 || tensor.dim() < 2 || tensor.shape[^1] != components || tensor.shape[^2] < 2)
        {
            throw EventTensors.Refused($"Events are float64 of shape [..., N, {components}] with N at least 2", tensor, nameof(tensor));
        }
    }
}

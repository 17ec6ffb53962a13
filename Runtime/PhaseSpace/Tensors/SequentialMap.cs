using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>Sequential decays into two on tensors: the map of <see cref="SequentialSampler"/>'s vertex from 3n − 4 uniform numbers to an event and its weight, differentiably.</summary>
/// <remarks>
/// <para>
/// F. James, CERN 68-15, 1968: the clusters' masses above their thresholds are sorted uniform numbers in units of the kinetic energy T, the weight is
/// T^(n−2)/(n − 2)! ∏(Mᵢ/π) ∏p*ᵢ/(4πMᵢ). Numbers, events and weights are those of the sampler but for rounding.
/// </para>
/// <para>
/// The numbers of an event: n − 2 for the clusters, in any order, for they are sorted, then for each decay one for the cosine of the polar angle and one for the
/// azimuth of the particle that leaves. Derivatives are those of the piece that the sorted numbers lie in.
/// </para>
/// </remarks>
/// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
/// <param name="masses">The masses of the final state in GeV, at least two.</param>
/// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
public sealed class SequentialMap(double sqrtS, IReadOnlyList<double> masses)
{
    // Checks the masses, as all samplers do.
    private readonly double[] _masses = [.. new SequentialSampler(sqrtS, masses).Masses];

    /// <summary>The uniform numbers of an event, 3n − 4.</summary>
    public int Dimensions => (3 * _masses.Length) - 4;

    /// <summary>Events of uniform numbers.</summary>
    /// <param name="uniforms">Numbers above 0 and below 1, [..., 3n − 4], float64.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4], and weights in GeV^(2n−4), [...], whose mean is the volume.</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public (Tensor Momenta, Tensor Weights) ToEvents(Tensor uniforms)
    {
        EventTensors.CheckNumbers(uniforms, Dimensions);
        int count = _masses.Length - 2;
        double kinetic = sqrtS - _masses.Sum();
        Tensor above = kinetic * uniforms.narrow(-1, 0, count).sort(-1, descending: true).Values;
        Tensor[] clusters = [.. Enumerable.Range(0, count).Select(i => above.narrow(-1, i, 1) + _masses[(i + 1)..].Sum())];
        (Tensor momenta, Tensor weights) = DecaySequence.Apply(sqrtS, _masses, clusters, uniforms.narrow(-1, count, 2 * (count + 1)));

        // dM²/2π = M dM/π of each cluster; the numbers fill one of (n − 2)! orders.
        for (int i = 0; i < count; i++)
        {
            weights *= clusters[i] * (kinetic / (Math.PI * (i + 1)));
        }

        return (momenta, weights.squeeze(-1));
    }
}

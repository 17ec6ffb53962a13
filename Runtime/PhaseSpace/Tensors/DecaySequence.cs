using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>Decays into one particle and the cluster of the others, one after the other: <see cref="TwoBodyDecay"/> on tensors, n − 1 times.</summary>
internal static class DecaySequence
{
    /// <summary>The momenta of the particles, and the product of the volumes of the decays.</summary>
    /// <param name="sqrtS">The mass of the first parent in GeV, which is at rest.</param>
    /// <param name="masses">The masses of the n particles in GeV.</param>
    /// <param name="clusters">The masses of the n − 2 clusters in GeV, the largest first, [..., 1] each.</param>
    /// <param name="angles">For each decay the uniform numbers for the cosine and the azimuth of the particle that leaves, [..., 2(n − 1)].</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4], and ∏p*/(4πM), [..., 1].</returns>
    public static (Tensor Momenta, Tensor Volume) Apply(double sqrtS, IReadOnlyList<double> masses, IReadOnlyList<Tensor> clusters, Tensor angles)
    {
        Tensor zero = zeros_like(angles.narrow(-1, 0, 1)), mass = zero + sqrtS, parent = cat([zero, zero, zero], -1), volume = zero + 1;
        List<Tensor> momenta = [];
        int last = masses.Count - 1;
        for (int i = 0; i < last; i++)
        {
            Tensor firstMass = zero + masses[i], restMass = i == last - 1 ? zero + masses[last] : clusters[i];
            Tensor length = Momentum(mass, firstMass, restMass);
            Tensor momentum = Product(parent, mass, firstMass, EventTensors.InDirection(length, angles.narrow(-1, 2 * i, 2)), length);
            momenta.Add(WithEnergy(momentum, firstMass));
            volume *= length / (4 * Math.PI * mass);
            parent -= momentum;
            mass = restMass;
        }

        momenta.Add(WithEnergy(parent, mass));
        return (stack(momenta, -2), volume);
    }

    // p* = √λ(M², m₁², m₂²)/(2M); rounding of masses that just fit may take λ below zero.
    private static Tensor Momentum(Tensor mass, Tensor firstMass, Tensor restMass)
    {
        Tensor sum = restMass + firstMass, difference = restMass - firstMass;
        Tensor lambda = ((mass - sum) * (mass + sum) * (mass - difference) * (mass + difference)).clamp_min(0);
        return lambda.sqrt() / (2 * mass);
    }

    // k + Q(k·Q/(Q₀ + M) + e*)/M, k as long as p*.
    private static Tensor Product(Tensor parent, Tensor mass, Tensor firstMass, Tensor k, Tensor length)
    {
        Tensor energy = (length.square() + firstMass.square()).sqrt();
        return k + (parent * (((EventTensors.Dot(k, parent) / (EventTensors.Energy(parent, mass) + mass)) + energy) / mass));
    }

    private static Tensor WithEnergy(Tensor momentum, Tensor mass) => cat([EventTensors.Energy(momentum, mass), momentum], -1);
}

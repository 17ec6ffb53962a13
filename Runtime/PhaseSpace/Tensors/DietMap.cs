using Mandelstam.Processes;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>"RAMBO on diet" on tensors: the map of <see cref="DietSampler"/> from 3n − 4 uniform numbers to an event, differentiably, and back.</summary>
/// <remarks>S. Plätzer, arXiv:1308.2922. The numbers and their order are those of <see cref="DietSampler"/>, and so are the events and their weights but for rounding.</remarks>
/// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
/// <param name="masses">The masses of the final state in GeV, at least two.</param>
public sealed class DietMap(double sqrtS, IReadOnlyList<double> masses)
{
    private const int RootSteps = 5;

    private readonly int _dimensions = new DietSampler(sqrtS, masses).Dimensions;

    private int Particles => masses.Count;

    /// <summary>Events of uniform numbers.</summary>
    /// <param name="uniforms">Numbers above 0 and below 1, [..., 3n − 4], float64.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4], and weights in GeV^(2n−4), [...], whose mean is the volume; without masses all are the volume.</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public (Tensor Momenta, Tensor Weights) ToEvents(Tensor uniforms)
    {
        EventTensors.CheckNumbers(uniforms, _dimensions);
        Tensor mass = zeros_like(uniforms.narrow(-1, 0, 1)) + sqrtS, perNumbers = ones_like(mass);
        Tensor[] clusters = new Tensor[Particles - 2];
        double restMasses = masses.Sum();
        for (int i = 0; i < clusters.Length; i++)
        {
            int k = Particles - 2 - i;
            Tensor x = Root(uniforms.narrow(-1, i, 1), k), whole = mass - restMasses, part = whole * x.sqrt();
            restMasses = masses.Skip(i + 1).Sum();
            clusters[i] = mass = restMasses + part;

            // dM²/2π in units of the uniform number, (M/K)·K²(before)/2π over the density of x.
            perNumbers *= mass / part * whole.square() / (2 * Math.PI * Density(x, k));
        }

        (Tensor momenta, Tensor volume) = DecaySequence.Apply(sqrtS, masses, clusters, uniforms.narrow(-1, clusters.Length, 2 * (Particles - 1)));

        // The volume has derivatives too, which are zero.
        Tensor weights = masses.All(static m => m == 0) ? (volume * 0) + PhaseSpaceVolume.Massless(sqrtS, Particles) : perNumbers * volume;
        return (momenta, weights.squeeze(-1));
    }

    /// <summary>The momenta of uniform numbers, without their weights.</summary>
    /// <param name="uniforms">Numbers above 0 and below 1, [..., 3n − 4], float64.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4].</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public Tensor ToMomenta(Tensor uniforms) => ToEvents(uniforms).Momenta;

    /// <summary>The numbers of events.</summary>
    /// <param name="p">Momenta in their centre of mass, E, px, py, pz in GeV, [..., n, 4], float64.</param>
    /// <returns>Numbers, [..., 3n − 4].</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public Tensor FromMomenta(Tensor p)
    {
        EventTensors.CheckMomenta(p, Particles);
        int last = Particles - 1;
        Tensor rest = p.select(-2, last).narrow(-1, 1, 3);
        Tensor restMass = zeros_like(rest.narrow(-1, 0, 1)) + masses[last];
        double restMasses = masses[last];
        List<Tensor> clusters = [], angles = [];
        for (int i = last - 1; i >= 0; i--)
        {
            Tensor momentum = p.select(-2, i).narrow(-1, 1, 3), parent = momentum + rest;
            Tensor energy = EventTensors.Energy(momentum, (restMass * 0) + masses[i]), restEnergy = EventTensors.Energy(rest, restMass);

            // M² = m₁² + m₂² + 2p₁·p₂.
            Tensor mass = (restMass.square() + (masses[i] * masses[i]) + (2 * ((energy * restEnergy) - EventTensors.Dot(momentum, rest)))).sqrt();
            double allMasses = restMasses + masses[i];
            if (i < last - 1)
            {
                clusters.Insert(0, Above(((restMass - restMasses) / (mass - allMasses)).square(), last - 1 - i));
            }

            angles.InsertRange(0, Angles(momentum, energy, parent, energy + restEnergy, mass));
            (rest, restMass, restMasses) = (parent, mass, allMasses);
        }

        return cat([.. clusters, .. angles], -1);
    }

    private static Tensor[] Angles(Tensor momentum, Tensor energy, Tensor parent, Tensor parentEnergy, Tensor mass)
    {
        Tensor k = momentum + (parent * (((EventTensors.Dot(momentum, parent) / (parentEnergy + mass)) - energy) / mass));
        Tensor turns = k.narrow(-1, 1, 1).atan2(k.narrow(-1, 0, 1)) / (2 * Math.PI);
        return [(1 + (k.narrow(-1, 2, 1) / EventTensors.Length(k))) / 2, turns - turns.floor()];
    }

    // The fraction x that is exceeded with probability r: Halley's steps without gradients, then one of Newton's, which has that of the inverse function.
    private static Tensor Root(Tensor r, int k)
    {
        if (k == 1)
        {
            return 1 - r.sqrt();
        }

        Tensor x;
        using (no_grad())
        {
            Tensor s = r.sqrt();
            double slope = Math.Sqrt(2 * k / (k + 1.0)), endSlope = 2 / (k + 1.0);
            Tensor start = 1 - (s * (slope + (s * ((3 - (2 * slope) - endSlope) + (s * (slope + endSlope - 2))))));
            x = start.clamp_min(1e-290).pow(1.0 / k);
            for (int step = 0; step < RootSteps; step++)
            {
                x = x.clamp_max(1 - 1.1102230246251565e-16);
                Tensor newton = (Above(x, k) - r) / Density(x, k), both = x * (1 - x);
                x += newton * both / (both + (0.5 * newton * (((k - 1) * (1 - x)) - x)));
            }

            x = x.clamp(0, 1 - 1.1102230246251565e-16);
        }

        return x + ((Above(x, k) - r) / Density(x, k));
    }

    // (1 − x)² Σ (j + 1)xʲ, j from 0 to k − 1.
    private static Tensor Above(Tensor x, int k)
    {
        Tensor sum = zeros_like(x) + k;
        for (int j = k - 1; j > 0; j--)
        {
            sum = (sum * x) + j;
        }

        return (1 - x).square() * sum;
    }

    private static Tensor Density(Tensor x, int k) => k * (k + 1.0) * x.pow(k - 1) * (1 - x);
}

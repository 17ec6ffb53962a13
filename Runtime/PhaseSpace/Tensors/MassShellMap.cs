using Mandelstam.Processes;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>From massless momenta to massive ones on tensors, by one factor ξ for all momenta of an event, with the weight, differentiably.</summary>
/// <remarks>
/// <para>
/// R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359, section 4: Σ√(mᵢ² + ξ²pᵢ²) = √s, and an event of flat massless phase space has
/// the weight V₀ · (Σ|kᵢ|/√s)^(2n−3) · ∏(|kᵢ|/kᵢ⁰) · √s/Σ(|kᵢ|²/kᵢ⁰). It is the step that <see cref="RamboSampler"/> and <see cref="StiefelSampler"/> take; here it
/// takes the massless momenta of <see cref="RamboMap"/>, <see cref="StiefelMap"/> and <see cref="DietMap"/> alike.
/// </para>
/// <para>ξ is found by Newton's steps without gradients and one with, which has those of the implicit function: first derivatives are right, higher ones are not.</para>
/// </remarks>
/// <param name="sqrtS">The energy in the centre of mass, or the mass of what decays, in GeV.</param>
/// <param name="masses">The masses of the final state in GeV, at least two.</param>
/// <exception cref="MandelstamException">The masses add up to the energy or more.</exception>
public sealed class MassShellMap(double sqrtS, IReadOnlyList<double> masses)
{
    // Newton's steps double the digits; a few are enough even where almost no energy is left.
    private const int MostSteps = 40;

    // What a step changes, relatively, is the square root of what the next one does.
    private const double Arrived = 1e-9;

    // Checks the masses, as all samplers do.
    private readonly double[] _masses = [.. new RamboSampler(sqrtS, masses).Masses];

    /// <summary>The massive events of massless ones.</summary>
    /// <param name="p">Massless momenta in their centre of mass, E, px, py, pz in GeV, [..., n, 4], float64; the energies are taken for the lengths.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4], and weights in GeV^(2n−4), [...], whose mean over flat events is the volume.</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public (Tensor Momenta, Tensor Weights) ToEvents(Tensor p)
    {
        EventTensors.CheckMomenta(p, _masses.Length);
        Tensor mass = tensor(_masses, [_masses.Length, 1], device: p.device), length = p.narrow(-1, 0, 1);
        Tensor scale = Scale(length, mass), momentum = scale * length, energy = (mass.square() + momentum.square()).sqrt(), velocity = momentum / energy;
        Tensor fraction = momentum.sum(-2) / sqrtS;
        Tensor weights = fraction.pow((2 * _masses.Length) - 3) * velocity.prod(-2)
            * (PhaseSpaceVolume.Massless(sqrtS, _masses.Length) * sqrtS) / (momentum * velocity).sum(-2);
        return (cat([energy, scale * p.narrow(-1, 1, 3)], -1), weights.squeeze(-1));
    }

    private Tensor Scale(Tensor length, Tensor mass)
    {
        double part = _masses.Sum() / sqrtS;
        Tensor scale;
        using (no_grad())
        {
            scale = zeros_like(length.narrow(-2, 0, 1)) + Math.Sqrt((1 - part) * (1 + part));
            bool isOpen = true;
            for (int step = 0; step < MostSteps && isOpen; step++)
            {
                Tensor change = Change(length, mass, scale);
                scale *= 1 - change;
                isOpen = (change.abs() > Arrived).any().item<bool>();
            }
        }

        return scale * (1 - Change(length, mass, scale));
    }

    // Newton's step in units of ξ. What kinetic energy is left over is summed as k²/(k⁰ + m), which loses nothing where particles are slow.
    private Tensor Change(Tensor length, Tensor mass, Tensor scale)
    {
        Tensor square = (length * scale).square(), energy = (mass.square() + square).sqrt();
        Tensor excess = (square / (energy + mass)).sum(-2, keepdim: true) - (sqrtS - _masses.Sum());
        return excess / (square / energy).sum(-2, keepdim: true);
    }
}

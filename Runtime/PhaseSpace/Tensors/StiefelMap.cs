using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.PhaseSpace.Tensors;

/// <summary>The Stiefel frame on tensors: the map of <see cref="StiefelSampler"/> from 3n − 4 uniform numbers to a massless event, differentiably.</summary>
/// <remarks>
/// <para>
/// A. J. Larkoski and T. Melia, Phys. Rev. D 102, 094014 (2020), arXiv:2008.06508, with the frame that <see cref="StiefelSampler"/> makes of the numbers; every
/// event has the weight of <see cref="Processes.PhaseSpaceVolume.Massless"/>. <see cref="MassShellMap"/> makes massive events of these.
/// </para>
/// <para>
/// The numbers of an event: n − 1 for u, n − 2 for v, in any order each, for they are sorted, and n − 1 for the phases of v, in turns. Since they are sorted, n! and
/// more sets of numbers share an event: the map has no inverse. Its derivatives are those of the piece that the numbers lie in.
/// </para>
/// </remarks>
/// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
/// <param name="particles">The number of particles, at least 2.</param>
public sealed class StiefelMap(double sqrtS, int particles)
{
    // Checks the energy and the number, as all samplers do.
    private readonly int _particles = new StiefelSampler(sqrtS, particles).Particles;

    /// <summary>The uniform numbers of an event, 3n − 4.</summary>
    public int Dimensions => (3 * _particles) - 4;

    /// <summary>Events of uniform numbers.</summary>
    /// <param name="uniforms">Numbers above 0 and below 1, [..., 3n − 4], float64.</param>
    /// <returns>E, px, py, pz of each particle in GeV, [..., n, 4].</returns>
    /// <exception cref="ArgumentException">Another shape or precision.</exception>
    public Tensor ToMomenta(Tensor uniforms)
    {
        EventTensors.CheckNumbers(uniforms, Dimensions);
        int last = _particles - 1;
        Tensor zero = zeros_like(uniforms.narrow(-1, 0, 1)), one = ones_like(zero);
        Tensor square = Gaps(uniforms.narrow(-1, 0, last)), u = square.sqrt(), lengths = Gaps(uniforms.narrow(-1, last, last - 1)).sqrt();
        Tensor phases = 2 * Math.PI * uniforms.narrow(-1, (2 * last) - 1, last);
        Tensor others = u.narrow(-1, 0, last), perUnit = 1 / (1 + u.narrow(-1, last, 1));
        Tensor x = Reflected(lengths * phases.cos()), y = Reflected(lengths * phases.sin());
        Tensor other = x.square() + y.square(), transverse = sqrtS * u;
        return stack([0.5 * sqrtS * (square + other), transverse * x, transverse * y, 0.5 * sqrtS * (square - other)], -1);

        // A point of the simplex.
        Tensor Gaps(Tensor numbers) => cat([zero, numbers.sort(-1).Values, one], -1).diff();

        // The real or the imaginary part of w in the complement of u (Householder).
        Tensor Reflected(Tensor w)
        {
            Tensor product = EventTensors.Dot(others, w);
            return cat([w - (others * (product * perUnit)), -product], -1);
        }
    }
}

using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>Turns momenta of massless particles into those of massive ones, by one common factor ξ for all momenta of an event.</summary>
/// <remarks>
/// R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359, section 4: ξ solves Σ√(mᵢ² + ξ²pᵢ²) = √s; a flat massless
/// event then has the weight V₀ · (Σ|kᵢ|/√s)^(2n−3) · Π(|kᵢ|/kᵢ⁰) · √s/Σ(|kᵢ|²/kᵢ⁰).
/// </remarks>
/// <param name="sqrtS">The energy in the centre of mass, in GeV.</param>
/// <param name="masses">The masses in GeV.</param>
/// <param name="masslessVolume">The volume V₀ of as many massless particles, in GeV^(2n−4).</param>
internal sealed class MassShell(double sqrtS, double[] masses, double masslessVolume)
{
    // Newton's steps double the digits; a few are enough even where almost no energy is left.
    private const int MostSteps = 40;

    private readonly double _kinetic = sqrtS - masses.Sum();

    /// <summary>Replaces the momenta of a tile, and writes its weights.</summary>
    public unsafe void Apply<T>(in RowTile tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T scale = Scale<T>(in tile, row);
            T.Write(Rescale(in tile, row, scale), tile.Weights + row);
        }
    }

    // What kinetic energy is left over is summed as k²/(k⁰ + m), which loses nothing where particles are slow.
    private unsafe T Scale<T>(in RowTile tile, int row)
        where T : struct, IDoubleLanes<T>
    {
        double part = masses.Sum() / sqrtS;
        T scale = T.All(Math.Sqrt((1 - part) * (1 + part)));
        T isOpen = T.Equal(scale, scale);
        for (int step = 0; step < MostSteps && T.Any(isOpen); step++)
        {
            T excess = T.All(-_kinetic), slope = T.All(0);
            for (int i = 0; i < masses.Length; i++)
            {
                T momentum = T.Read(tile.Momentum(i) + row) * scale;
                T square = momentum * momentum, m = T.All(masses[i]);
                T energy = T.Sqrt(T.MultiplyAdd(m, m, square));
                excess += square / (energy + m);
                slope += square / energy;
            }

            // slope is ξ·df/dξ. A lane that has arrived stays, whatever its neighbours still do.
            T change = excess / slope;
            T next = scale - (scale * change);
            scale = T.Select(isOpen, next, scale);
            isOpen &= T.Less(T.All(2e-16), T.Abs(change));
        }

        return scale;
    }

    private unsafe T Rescale<T>(in RowTile tile, int row, T scale)
        where T : struct, IDoubleLanes<T>
    {
        T sum = T.All(0), sumOverEnergy = T.All(0), product = T.All(masslessVolume * sqrtS);
        for (int i = 0; i < masses.Length; i++)
        {
            double* energies = tile.Momentum(i) + row;
            T momentum = T.Read(energies) * scale, m = T.All(masses[i]);
            T energy = T.Sqrt(T.MultiplyAdd(m, m, momentum * momentum));
            T velocity = momentum / energy;
            sum += momentum;
            sumOverEnergy = T.MultiplyAdd(momentum, velocity, sumOverEnergy);
            product *= velocity;
            T.Write(energy, energies);
            for (int component = 1; component < 4; component++)
            {
                double* column = energies + (component * tile.ColumnStride);
                T.Write(T.Read(column) * scale, column);
            }
        }

        T fraction = sum * T.All(1 / sqrtS);
        for (int power = (2 * masses.Length) - 3; power > 0; power--)
        {
            product *= fraction;
        }

        return product / sumOverEnergy;
    }
}

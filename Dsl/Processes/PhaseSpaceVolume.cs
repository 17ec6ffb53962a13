namespace Mandelstam.Processes;

/// <summary>Volumes of Lorentz-invariant phase space that are known in closed form: ∫ ∏ d³p/((2π)³ 2E) (2π)⁴ δ⁴(P − Σp), in GeV^(2n−4), without 1/n!.</summary>
public static class PhaseSpaceVolume
{
    /// <summary>n massless particles: (2π)^(4−3n) (π/2)^(n−1) s^(n−2) / ((n−1)! (n−2)!).</summary>
    /// <remarks>R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359.</remarks>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV; above 0.</param>
    /// <param name="particles">n, at least 2.</param>
    public static double Massless(double sqrtS, int particles)
    {
        CheckEnergy(sqrtS);
        ArgumentOutOfRangeException.ThrowIfLessThan(particles, 2);

        // Factor by factor, so that neither a factorial nor a power leaves the range before the volume does.
        double volume = 1 / (8 * Math.PI);
        for (int n = 3; n <= particles; n++)
        {
            volume *= sqrtS * sqrtS / (16 * Math.PI * Math.PI * (n - 1) * (n - 2));
        }

        return volume;
    }

    /// <summary>Two particles: p*/(4π√s), with p* the momentum of either in the centre of mass; a pure number.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV; above 0.</param>
    /// <param name="mass1">The mass of one, in GeV.</param>
    /// <param name="mass2">The mass of the other, in GeV.</param>
    /// <returns>0 below the threshold.</returns>
    public static double TwoBody(double sqrtS, double mass1, double mass2)
    {
        CheckEnergy(sqrtS);
        return TwoBodyMomentum(sqrtS, mass1, mass2) / (4 * Math.PI * sqrtS);
    }

    /// <summary>The momentum of either of two particles in the centre of mass, √λ(s, m₁², m₂²)/(2√s), in GeV; 0 below the threshold.</summary>
    /// <param name="sqrtS">The energy in the centre of mass, in GeV; above 0.</param>
    /// <param name="mass1">The mass of one, in GeV.</param>
    /// <param name="mass2">The mass of the other, in GeV.</param>
    public static double TwoBodyMomentum(double sqrtS, double mass1, double mass2)
    {
        CheckEnergy(sqrtS);
        ArgumentOutOfRangeException.ThrowIfNegative(mass1);
        ArgumentOutOfRangeException.ThrowIfNegative(mass2);
        double sum = mass1 + mass2, difference = mass1 - mass2;

        // λ in factors: nothing cancels but what the threshold itself takes.
        double lambda = (sqrtS - sum) * (sqrtS + sum) * (sqrtS - difference) * (sqrtS + difference);
        return sqrtS > sum ? Math.Sqrt(lambda) / (2 * sqrtS) : 0;
    }

    private static void CheckEnergy(double sqrtS)
    {
        if (!(sqrtS > 0 && double.IsFinite(sqrtS)))
        {
            throw new ArgumentOutOfRangeException(nameof(sqrtS), sqrtS, "An energy in the centre of mass is a positive number of GeV.");
        }
    }
}

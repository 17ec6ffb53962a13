namespace Mandelstam.Processes;

/// <summary>The Dalitz plot of a three-body decay: m₁₂² against m₂₃², and where it ends.</summary>
/// <remarks>
/// Review of Particle Physics 2024, section 49: dΓ = |M|² dm₁₂² dm₂₃² / ((2π)³ 32 M³), so that flat phase space fills it evenly. The third pair
/// follows: m₁₂² + m₂₃² + m₁₃² = M² + m₁² + m₂² + m₃².
/// </remarks>
/// <param name="mass">The mass of what decays, or √s, in GeV.</param>
/// <param name="mass1">The mass of the first product in GeV.</param>
/// <param name="mass2">The mass of the second product in GeV.</param>
/// <param name="mass3">The mass of the third product in GeV.</param>
public sealed class DalitzRegion(double mass, double mass1, double mass2, double mass3)
{
    /// <summary>The smallest and the largest m₁₂², in GeV².</summary>
    public (double Least, double Most) FirstPair => (Square(mass1 + mass2), Square(mass - mass3));

    /// <summary>The sum of the three pairs' masses squared, in GeV²: M² + m₁² + m₂² + m₃².</summary>
    public double Sum => Square(mass) + Square(mass1) + Square(mass2) + Square(mass3);

    /// <summary>The smallest and the largest m₂₃² that go with an m₁₂², in GeV²; NaN outside <see cref="FirstPair"/>.</summary>
    /// <param name="firstPair">m₁₂² in GeV².</param>
    public (double Least, double Most) SecondPair(double firstPair)
    {
        // In the rest frame of the pair: m₂₃² = (E₂ + E₃)² − |p₂ ± p₃|².
        double pair = Math.Sqrt(firstPair);
        double energy2 = (firstPair - Square(mass1) + Square(mass2)) / (2 * pair);
        double energy3 = (Square(mass) - firstPair - Square(mass3)) / (2 * pair);
        double p2 = Momentum(firstPair, mass1, mass2) / (2 * pair);
        double p3 = Math.Sqrt((mass - mass3 - pair) * (mass - mass3 + pair) * (mass + mass3 - pair) * (mass + mass3 + pair)) / (2 * pair);
        double sum = Square(energy2 + energy3);
        return firstPair == 0 ? (Square(mass2 + mass3), Square(mass - mass1)) : (sum - Square(p2 + p3), sum - Square(p2 - p3));
    }

    /// <summary>Is a point within the plot, its edge included?</summary>
    /// <param name="firstPair">m₁₂² in GeV².</param>
    /// <param name="secondPair">m₂₃² in GeV².</param>
    public bool Contains(double firstPair, double secondPair)
    {
        (double least, double most) = FirstPair;
        if (!(firstPair >= least && firstPair <= most))
        {
            return false;
        }

        (double low, double high) = SecondPair(firstPair);
        return secondPair >= low && secondPair <= high;
    }

    private static double Square(double x) => x * x;

    // √λ of a mass squared and two masses.
    private static double Momentum(double square, double a, double b) => Math.Sqrt((square - Square(a + b)) * (square - Square(a - b)));
}

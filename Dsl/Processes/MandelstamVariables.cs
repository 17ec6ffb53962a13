namespace Mandelstam.Processes;

/// <summary>s, t and u of a scattering of two particles into two, and what t and u can be.</summary>
/// <remarks>
/// s = (p₁ + p₂)², t = (p₁ − p₃)², u = (p₁ − p₄)², with s + t + u = Σm². Review of Particle Physics 2024, section 49: dσ/dt = |M|²/(64π s p₁²), with
/// p₁ the momentum in the centre of mass, so that flat phase space is even in t.
/// </remarks>
/// <param name="s">s in GeV².</param>
/// <param name="mass1">The mass of the first incoming particle in GeV.</param>
/// <param name="mass2">The mass of the second incoming particle in GeV.</param>
/// <param name="mass3">The mass of the first product in GeV.</param>
/// <param name="mass4">The mass of the second product in GeV.</param>
public sealed class MandelstamVariables(double s, double mass1, double mass2, double mass3, double mass4)
{
    /// <summary>s in GeV².</summary>
    public double S => s;

    /// <summary>s + t + u in GeV².</summary>
    public double Sum => Square(mass1) + Square(mass2) + Square(mass3) + Square(mass4);

    /// <summary>The smallest and the largest t in GeV²: backward and forward.</summary>
    public (double Least, double Most) T => Range(mass3, mass4);

    /// <summary>The smallest and the largest u in GeV²: forward and backward.</summary>
    public (double Least, double Most) U => Range(mass4, mass3);

    /// <summary>t of a scattering angle, in GeV².</summary>
    /// <param name="cosine">The cosine of the angle between the first incoming particle and the first product, in the centre of mass.</param>
    public double AtCosine(double cosine)
    {
        (double least, double most) = T;
        return least + ((1 + cosine) / 2 * (most - least));
    }

    private static double Square(double x) => x * x;

    // (p₁ − p)² for a product along ±z: without loss of digits where the first particle and the product are massless.
    private (double Least, double Most) Range(double own, double other)
    {
        double root = 2 * Math.Sqrt(s);
        double incoming = Math.Sqrt((s - Square(mass1 + mass2)) * (s - Square(mass1 - mass2))) / root;
        double outgoing = Math.Sqrt((s - Square(own + other)) * (s - Square(own - other))) / root;
        double energyTransfer = (Square(mass1) - Square(mass2) - Square(own) + Square(other)) / root;
        double Transfer(double momentum) => (energyTransfer - momentum) * (energyTransfer + momentum);
        return (Transfer(incoming + outgoing), Transfer(incoming - outgoing));
    }
}

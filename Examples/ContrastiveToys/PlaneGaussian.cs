using Mandelstam.Randomness;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>A normal distribution in the plane.</summary>
/// <param name="MeanX">Mean of x.</param>
/// <param name="MeanY">Mean of y.</param>
/// <param name="Xx">Variance of x.</param>
/// <param name="Xy">Covariance.</param>
/// <param name="Yy">Variance of y.</param>
public sealed record PlaneGaussian(double MeanX, double MeanY, double Xx, double Xy, double Yy)
{
    /// <summary>The signal of arXiv:2505.08709, Eq. 11.</summary>
    public static PlaneGaussian Signal { get; } = new(-3.25, 2.50, 2.58, 2.19, 13.06);

    /// <summary>The background of arXiv:2505.08709, Eq. 11.</summary>
    public static PlaneGaussian Background { get; } = new(-0.09, 5.00, 3.30, 2.63, 14.23);

    /// <summary>Determinant of the covariance.</summary>
    public double Determinant => (Xx * Yy) - (Xy * Xy);

    /// <summary>Logarithm of the density.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public double LogDensity(double x, double y)
    {
        double dx = x - MeanX, dy = y - MeanY;
        double distance = ((Yy * dx * dx) - (2 * Xy * dx * dy) + (Xx * dy * dy)) / Determinant;
        return (-0.5 * distance) - Math.Log(2 * Math.PI) - (0.5 * Math.Log(Determinant));
    }

    /// <summary>The density.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public double Density(double x, double y) => Math.Exp(LogDensity(x, y));

    /// <summary>The point that two independent unit normals stand for.</summary>
    /// <param name="first">A unit normal.</param>
    /// <param name="second">Another one.</param>
    public (double X, double Y) Point(double first, double second)
    {
        double a = Math.Sqrt(Xx);
        return (MeanX + (a * first), MeanY + (Xy / a * first) + (Math.Sqrt(Determinant / Xx) * second));
    }

    /// <summary>Draws points.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed; point i of a seed is always the same.</param>
    /// <returns>x and y of each in turn.</returns>
    public double[] Draw(int count, ulong seed)
    {
        CounterRandom random = new(seed);
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++)
        {
            (points[2 * i], points[(2 * i) + 1]) = Point(random.NormalAt(2 * (ulong)i), random.NormalAt((2 * (ulong)i) + 1));
        }

        return points;
    }
}

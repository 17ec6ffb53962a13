using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>The density that minimises the contrastive loss, arXiv:2505.08709 Eq. 10: max(p_s − c·p_b, 0)/λ, for two Gaussians in the plane.</summary>
/// <remarks>
/// It is positive where log p_s − log p_b − log c is, a quadratic form. Along y, at given x, the form has at most two roots, so that the probability
/// of the region under any Gaussian is an integral over x of normal distribution functions: λ = P_s − c·P_b.
/// </remarks>
public sealed class ContrastiveDensity
{
    private const double Reach = 9;
    private const int Pieces = 12;

    private readonly PlaneGaussian _signal;
    private readonly PlaneGaussian _background;
    private readonly double _logContrast;

    /// <summary>Normalises the density.</summary>
    /// <param name="contrast">c, positive.</param>
    /// <param name="signal">p_s.</param>
    /// <param name="background">p_b.</param>
    /// <exception cref="MandelstamException">c is not positive, or c·p_b exceeds p_s everywhere.</exception>
    public ContrastiveDensity(double contrast, PlaneGaussian signal, PlaneGaussian background)
    {
        if (!(contrast > 0 && double.IsFinite(contrast)))
        {
            throw new MandelstamException(FormattableString.Invariant($"The contrast c is {contrast}; it has to be positive."));
        }

        Contrast = contrast;
        _signal = signal;
        _background = background;
        _logContrast = Math.Log(contrast);
        Normalisation = Accepted(signal) - (contrast * Accepted(background));
        if (!(Normalisation > 1e-9))
        {
            throw new MandelstamException(FormattableString.Invariant($"At c = {contrast} nothing is left of the signal: c·p_b exceeds p_s nearly everywhere. Choose a smaller c."));
        }
    }

    /// <summary>c.</summary>
    public double Contrast { get; }

    /// <summary>λ.</summary>
    public double Normalisation { get; }

    /// <summary>log(p_s/(c·p_b)): positive where the density is.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public double Decision(double x, double y) => _signal.LogDensity(x, y) - _background.LogDensity(x, y) - _logContrast;

    /// <summary>The density.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y.</param>
    public double Density(double x, double y) => Math.Max(_signal.Density(x, y) - (Contrast * _background.Density(x, y)), 0) / Normalisation;

    /// <summary>The probability under a Gaussian of the region where the density is positive.</summary>
    /// <param name="events">The Gaussian.</param>
    public double Accepted(PlaneGaussian events)
    {
        double width = Math.Sqrt(events.Xx), residual = Math.Sqrt(events.Determinant / events.Xx);
        double Integrand(double u)
        {
            double x = events.MeanX + (width * u);
            return Math.Exp(-0.5 * u * u) / Math.Sqrt(2 * Math.PI) * AcceptedAlong(x, events.MeanY + (events.Xy / width * u), residual);
        }

        // Where roots appear, the integrand begins like a square root; the double-exponential rule is at ease with that at the ends of its intervals.
        double[] ends = [.. Enumerable.Range(0, Pieces + 1).Select(static i => -Reach + (2 * Reach * i / Pieces)).Concat(Tips().Select(x => (x - events.MeanX) / width)).Where(static u => Math.Abs(u) <= Reach).Order()];
        return ends.Zip(ends.Skip(1), (from, to) => to - from < 1e-12 ? 0 : DoubleExponentialTransformation.Integrate(Integrand, from, to, 1e-10)).Sum();
    }

    /// <summary>Share of correct decisions "signal where the density is positive" on as many signal as background events.</summary>
    /// <param name="signal">What signal events are distributed as.</param>
    /// <param name="background">What background events are distributed as.</param>
    public double Accuracy(PlaneGaussian signal, PlaneGaussian background) => 0.5 * (1 + Accepted(signal) - Accepted(background));

    // The form along y, a·y² + b·y + k: its coefficients follow from three of its values, exactly.
    private (double A, double B, double K) Along(double x)
    {
        double low = Decision(x, -1), zero = Decision(x, 0), high = Decision(x, 1);
        return ((0.5 * (high + low)) - zero, 0.5 * (high - low), zero);
    }

    // Abscissas at which the discriminant, a quadratic function of x, vanishes.
    private IEnumerable<double> Tips()
    {
        double Discriminant(double x)
        {
            (double a, double b, double k) = Along(x);
            return (b * b) - (4 * a * k);
        }

        double low = Discriminant(-1), zero = Discriminant(0), high = Discriminant(1), square = (0.5 * (high + low)) - zero, linear = 0.5 * (high - low);
        double inner = (linear * linear) - (4 * square * zero);
        return Math.Abs(square) < 1e-14 || inner <= 0 ? [] : [(-linear - Math.Sqrt(inner)) / (2 * square), (-linear + Math.Sqrt(inner)) / (2 * square)];
    }

    // P(a·y² + b·y + k > 0) for y normal.
    private double AcceptedAlong(double x, double middle, double width)
    {
        (double a, double b, double zero) = Along(x);
        double Below(double y) => 0.5 * SpecialFunctions.Erfc(-(y - middle) / (width * Math.Sqrt(2)));
        if (Math.Abs(a) < 1e-14)
        {
            return b == 0 ? (zero > 0 ? 1 : 0) : b > 0 ? 1 - Below(-zero / b) : Below(-zero / b);
        }

        double discriminant = (b * b) - (4 * a * zero);
        if (discriminant <= 0)
        {
            return a > 0 ? 1 : 0;
        }

        double q = -0.5 * (b + Math.CopySign(Math.Sqrt(discriminant), b)), first = q / a, second = zero / q;
        double inside = Math.Abs(Below(Math.Max(first, second)) - Below(Math.Min(first, second)));
        return a > 0 ? 1 - inside : inside;
    }
}

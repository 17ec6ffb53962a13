using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>Maximum likelihood for the signal strength alone: fixed expectations s and b per bin, ν = μ s + b. The baseline without nuisances.</summary>
/// <remarks>
/// Σ s (n/ν − 1) falls monotonically in μ, so that its zero is unique; it is found by Newton steps safeguarded by bisection on the
/// interval where every bin with s &gt; 0 keeps a positive expectation. An estimate at that interval's lower end (no events where only
/// signal and little background live) is reported as it is.
/// </remarks>
public sealed class MuOnlyFit : IStrengthFit
{
    private readonly double[] _signal;
    private readonly double[] _background;
    private readonly double _lowest;

    /// <summary>Takes the expectations.</summary>
    /// <param name="signal">Expected signal per bin at μ = 1; not negative, positive somewhere.</param>
    /// <param name="background">Expected background per bin; positive wherever there is no signal, not negative elsewhere.</param>
    /// <exception cref="ArgumentException">They are not so, or not equally long.</exception>
    public MuOnlyFit(ImmutableArray<double> signal, ImmutableArray<double> background)
    {
        if (signal.IsDefaultOrEmpty || background.IsDefault || signal.Length != background.Length)
        {
            throw new ArgumentException("Signal and background need one expectation per bin each.", nameof(signal));
        }

        double lowest = double.NegativeInfinity;
        for (int bin = 0; bin < signal.Length; bin++)
        {
            if (!(signal[bin] >= 0 && background[bin] >= 0 && double.IsFinite(signal[bin] + background[bin])))
            {
                throw new ArgumentException($"Bin {bin}: expectations are finite and not negative.", nameof(signal));
            }

            if (signal[bin] > 0)
            {
                lowest = Math.Max(lowest, -background[bin] / signal[bin]);
            }
        }

        if (double.IsNegativeInfinity(lowest))
        {
            throw new ArgumentException("No bin expects any signal.", nameof(signal));
        }

        Signal = signal;
        Background = background;
        _signal = [.. signal];
        _background = [.. background];
        _lowest = lowest;
    }

    /// <summary>Expected signal per bin at μ = 1.</summary>
    public ImmutableArray<double> Signal { get; }

    /// <summary>Expected background per bin.</summary>
    public ImmutableArray<double> Background { get; }

    /// <inheritdoc/>
    public int Bins => _signal.Length;

    /// <summary>The fit of the strength alone at a model's nominal nuisances.</summary>
    /// <param name="likelihood">The model.</param>
    public static MuOnlyFit AtNominal(BinnedLikelihood likelihood)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        double[] parameters = [.. likelihood.Parameters.Select(parameter => parameter.Nominal)];
        parameters[0] = 0;
        double[] background = likelihood.Expected(parameters);
        parameters[0] = 1;
        double[] total = likelihood.Expected(parameters);
        return new MuOnlyFit(
            [.. total.Zip(background, (sum, without) => Math.Max(0, sum - without))], [.. background.Select(expected => Math.Max(0, expected))]);
    }

    /// <summary>Estimates the strength.</summary>
    /// <param name="counts">Events per bin; bins without expected signal do not matter.</param>
    /// <exception cref="ArgumentException">There are not as many counts as bins.</exception>
    public StrengthEstimate Fit(ReadOnlySpan<double> counts)
    {
        if (counts.Length != Bins)
        {
            throw new ArgumentException($"{counts.Length} counts for {Bins} bins.", nameof(counts));
        }

        double signal = 0;
        double total = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            signal += _signal[bin];
            total += _signal[bin] > 0 ? counts[bin] : 0;
        }

        // The slope is positive at the lower end (or the lower end is the answer) and negative above it once μ s > n in total.
        double low = _lowest;
        double high = Math.Max(1, (total / signal) + Math.Abs(_lowest) + 1);
        while (Slope(counts, high, out _) > 0)
        {
            high += high - low;
        }

        double mu = Math.Clamp(1, low + (1e-6 * (high - low)), high);
        double information = 0;
        for (int iteration = 0; iteration < 200; iteration++)
        {
            double slope = Slope(counts, mu, out information);
            if (slope > 0)
            {
                low = mu;
            }
            else
            {
                high = mu;
            }

            double next = mu + (slope / information);
            next = next > low && next < high ? next : 0.5 * (low + high);
            bool settled = Math.Abs(next - mu) <= 1e-13 * Math.Max(1, Math.Abs(mu));
            mu = next;
            if (settled)
            {
                break;
            }
        }

        Slope(counts, mu, out information);
        return new StrengthEstimate(mu, 1 / Math.Sqrt(information), true);
    }

    /// <inheritdoc/>
    public IStrengthFitter CreateFitter() => new Fitter(this);

    // d ln L / dμ; the information is minus its derivative, with the expectation in place of an empty data set's zero.
    private double Slope(ReadOnlySpan<double> counts, double mu, out double information)
    {
        double slope = 0;
        information = 0;
        double expectedInformation = 0;
        for (int bin = 0; bin < _signal.Length; bin++)
        {
            double s = _signal[bin];
            if (s > 0)
            {
                double expected = (mu * s) + _background[bin];
                slope += s * ((counts[bin] / expected) - 1);
                information += counts[bin] * s * s / (expected * expected);
                expectedInformation += s * s / expected;
            }
        }

        information = information > 0 ? information : expectedInformation;
        return slope;
    }

    private sealed class Fitter(MuOnlyFit fit) : IStrengthFitter
    {
        public StrengthEstimate Fit(ReadOnlySpan<double> counts) => fit.Fit(counts);
    }
}

namespace Mandelstam.Generative;

/// <summary>The steps γ of a Langevin chain, and the variance of the noise that has been added: σ_t² = 2Σγ.</summary>
public sealed class NoiseSchedule
{
    private readonly double[] _steps;
    private readonly double[] _variances;

    /// <summary>Lays out the steps.</summary>
    /// <param name="options">Their sizes.</param>
    /// <exception cref="MandelstamException">An option makes no sense.</exception>
    public NoiseSchedule(NoiseScheduleOptions options)
    {
        options.Validate();
        Options = options;
        _steps = new double[options.GeometricSteps + options.LinearSteps];
        for (int k = 0; k < _steps.Length; k++)
        {
            int linear = k - options.GeometricSteps;
            double place = options.LinearSteps > 1 ? linear / (options.LinearSteps - 1.0) : 1;
            _steps[k] = linear < 0
                ? options.GeometricFirst * Math.Pow(options.GeometricRatio, k)
                : options.LinearFirst + ((options.LinearLast - options.LinearFirst) * place);
        }

        _variances = new double[_steps.Length + 1];
        for (int t = 1; t < _variances.Length; t++)
        {
            _variances[t] = _variances[t - 1] + (2 * _steps[t - 1]);
        }
    }

    /// <summary>What the steps were laid out by.</summary>
    public NoiseScheduleOptions Options { get; }

    /// <summary>Number of steps, T.</summary>
    public int Count => _steps.Length;

    /// <summary>Size of the step from t − 1 to t.</summary>
    /// <param name="t">1 to T.</param>
    public double Step(int t) => _steps[t - 1];

    /// <summary>σ_t², zero at t = 0.</summary>
    /// <param name="t">0 to T.</param>
    public double Variance(int t) => _variances[t];

    /// <summary>Factor on the output of a network for the score: 1/σ_t where the noise is narrow, 1 where it is wide.</summary>
    /// <param name="t">1 to T.</param>
    public double OutputScale(int t) => Options.ScalesOutput ? 1 / Math.Min(1, Math.Sqrt(_variances[t])) : 1;

    /// <summary>Weight of a time in the loss.</summary>
    /// <param name="t">1 to T.</param>
    public double LossWeight(int t) => Options.ScalesOutput ? Math.Min(1, _variances[t]) : Late(t);

    /// <summary>Relative probability of a time in a batch: evenly where weights are the variances, mostly early ones where they are not.</summary>
    /// <param name="t">1 to T.</param>
    public double Frequency(int t) => Options.ScalesOutput ? 1 : Late(t) * Late(t);

    private double Late(int t) => 1 - ((double)t / Count) + 0.01;
}

namespace Mandelstam.Trees;

/// <summary>A classifier of gradient-boosted decision trees (LightGBM; G. Ke et al., NIPS 2017).</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class BoostedTrees : IDisposable
{
    private nint _booster;

    private BoostedTrees(nint booster, int inputs)
    {
        _booster = booster;
        Inputs = inputs;
    }

    /// <summary>Inputs per event.</summary>
    public int Inputs { get; }

    /// <summary>Trains a classifier.</summary>
    /// <param name="values">Inputs event by event.</param>
    /// <param name="inputs">Inputs per event.</param>
    /// <param name="isSignal">The class of each event.</param>
    /// <param name="weights">A weight for each event, not negative; empty for equal ones.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    /// <exception cref="MandelstamException">LightGBM refuses, or cannot be loaded.</exception>
    public static unsafe BoostedTrees Train(
        ReadOnlySpan<float> values, int inputs, ReadOnlySpan<bool> isSignal, ReadOnlySpan<float> weights = default, BoostedTreesOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        if (values.Length != inputs * isSignal.Length || (!weights.IsEmpty && weights.Length != isSignal.Length))
        {
            throw new ArgumentException($"{values.Length} values, {isSignal.Length} classes and {weights.Length} weights do not fit {inputs} inputs an event.", nameof(values));
        }

        options ??= new();
        string parameters = options.ToParameters();
        float[] labels = new float[isSignal.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = isSignal[i] ? 1 : 0;
        }

        nint dataset = 0, booster = 0;
        try
        {
            fixed (float* data = values, label = labels, weight = weights)
            {
                float* d = data, l = label, w = weight;
                int rows = labels.Length;
                LightGbm.Check(() => LightGbm.CreateDataset(d, LightGbm.Float32, rows, inputs, 1, parameters, 0, out dataset));
                LightGbm.Check(() => LightGbm.SetField(dataset, "label", l, rows, LightGbm.Float32));
                if (w is not null)
                {
                    LightGbm.Check(() => LightGbm.SetField(dataset, "weight", w, rows, LightGbm.Float32));
                }

                LightGbm.Check(() => LightGbm.CreateBooster(dataset, parameters, out booster));
                int isFinished = 0;
                for (int tree = 0; tree < options.Trees && isFinished == 0; tree++)
                {
                    LightGbm.Check(() => LightGbm.Update(booster, out isFinished));
                }
            }

            BoostedTrees result = new(booster, inputs);
            booster = 0;
            return result;
        }
        finally
        {
            if (booster != 0)
            {
                _ = LightGbm.FreeBooster(booster);
            }

            if (dataset != 0)
            {
                _ = LightGbm.FreeDataset(dataset);
            }
        }
    }

    /// <summary>The signal probability of each event.</summary>
    /// <param name="values">Inputs event by event.</param>
    public unsafe double[] Score(ReadOnlySpan<float> values)
    {
        ObjectDisposedException.ThrowIf(_booster == 0, this);
        if (values.Length % Inputs != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of events of {Inputs} inputs.", nameof(values));
        }

        double[] scores = new double[values.Length / Inputs];
        fixed (float* data = values)
        fixed (double* result = scores)
        {
            float* d = data;
            double* r = result;
            if (scores.Length > 0)
            {
                LightGbm.Check(() => LightGbm.Predict(_booster, d, LightGbm.Float32, scores.Length, Inputs, 1, LightGbm.Normal, 0, -1, "", out _, r));
            }
        }

        return scores;
    }

    /// <summary>How much each input has contributed: the sum of the gains of its splits, normalised to one.</summary>
    public unsafe double[] Importance()
    {
        ObjectDisposedException.ThrowIf(_booster == 0, this);
        double[] gains = new double[Inputs];
        fixed (double* result = gains)
        {
            double* r = result;
            LightGbm.Check(() => LightGbm.Importance(_booster, -1, LightGbm.Gain, r));
        }

        double sum = gains.Sum();
        return sum > 0 ? [.. gains.Select(gain => gain / sum)] : gains;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_booster != 0)
        {
            _ = LightGbm.FreeBooster(_booster);
            _booster = 0;
        }
    }
}

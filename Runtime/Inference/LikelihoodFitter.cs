using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>
/// Maximises a likelihood by damped Newton steps with analytic derivatives; where the Hessian is not positive definite, the Fisher
/// information takes its place. Parameters stay within their bounds. One per thread; a fit allocates nothing.
/// </summary>
public sealed class LikelihoodFitter : IStrengthFitter
{
    private const int MaxIterations = 200;
    private const double DecrementGoal = 1e-10;
    private const double RoundingDecrement = 1e-7;
    private const double FirstDamping = 1e-3;
    private const double LargestDamping = 1e12;
    private const double LeastScale = 1e-30;
    private const int None = -1;

    private readonly BinnedLikelihood _likelihood;
    private readonly int _size;
    private readonly int[] _free;
    private readonly double[] _step;
    private readonly double[] _matrix;
    private readonly double[] _covariance;
    private readonly bool[] _fixed;
    private LikelihoodState _current;
    private LikelihoodState _trial;

    internal LikelihoodFitter(BinnedLikelihood likelihood)
    {
        _likelihood = likelihood;
        _size = likelihood.Parameters.Length;
        _free = new int[_size];
        _step = new double[_size];
        _matrix = new double[_size * _size];
        _covariance = new double[_size * _size];
        _fixed = new bool[_size];
        _current = new LikelihoodState(likelihood);
        _trial = new LikelihoodState(likelihood);
    }

    /// <summary>The estimates of the last fit, in the order of <see cref="BinnedLikelihood.Parameters"/>.</summary>
    public ReadOnlySpan<double> Estimates => _current.Parameters;

    /// <summary>Covariance of the estimates, row after row: the inverse Hessian at the maximum. Zero for what is fixed or at a bound.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>Expected events per bin at the maximum.</summary>
    public ReadOnlySpan<double> Expected => _current.Expected;

    /// <summary>Minus the logarithm of the likelihood at its maximum, relative to the saturated model.</summary>
    public double NegativeLogLikelihood => _current.Value;

    /// <summary>Whether the last fit found its maximum.</summary>
    public bool Converged { get; private set; }

    /// <summary>Evaluations of the last fit.</summary>
    public int Evaluations { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="MandelstamException">A count is negative or not finite.</exception>
    /// <exception cref="ArgumentException">There are not as many counts as bins.</exception>
    public StrengthEstimate Fit(ReadOnlySpan<double> counts) => Fit(counts, None, 0);

    /// <summary>Maximises over everything but the signal strength.</summary>
    /// <param name="mu">The signal strength to keep.</param>
    /// <param name="counts">Events per bin.</param>
    public StrengthEstimate FitAt(double mu, ReadOnlySpan<double> counts) => Fit(counts, 0, mu);

    /// <summary>Maximises over everything but one parameter.</summary>
    /// <param name="parameter">The parameter to keep, an index into <see cref="BinnedLikelihood.Parameters"/>.</param>
    /// <param name="value">Its value; the parameter's bounds do not apply to it.</param>
    /// <param name="counts">Events per bin.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public StrengthEstimate FitAt(int parameter, double value, ReadOnlySpan<double> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, _size);
        return Fit(counts, parameter, value);
    }

    /// <summary>A copy of the last fit for reports.</summary>
    public FitResult Result()
    {
        ImmutableArray<FittedParameter>.Builder parameters = ImmutableArray.CreateBuilder<FittedParameter>(_size);
        int free = 0;
        int constraints = 0;
        for (int i = 0; i < _size; i++)
        {
            FitParameter parameter = _likelihood.Parameters[i];
            double value = _current.Parameters[i];
            double sigma = Math.Sqrt(_covariance[(i * _size) + i]);
            bool atBound = !_fixed[i] && (value <= parameter.Min || value >= parameter.Max);
            bool constrained = parameter.Constraint is not null && !_fixed[i];
            free += _fixed[i] ? 0 : 1;
            constraints += constrained ? 1 : 0;
            parameters.Add(new FittedParameter(
                parameter.Name,
                value,
                sigma,
                _fixed[i],
                atBound,
                constrained ? (value - parameter.Constraint!.Mean) / parameter.Constraint.Sigma : null,
                constrained ? sigma / parameter.Constraint!.Sigma : null));
        }

        return new FitResult(
            parameters.ToImmutable(),
            [.. _covariance],
            [.. _current.Expected],
            _current.Value,
            _likelihood.Bins + constraints - free,
            Converged);
    }

    private StrengthEstimate Fit(ReadOnlySpan<double> counts, int kept, double value)
    {
        Check(counts);
        for (int i = 0; i < _size; i++)
        {
            FitParameter parameter = _likelihood.Parameters[i];
            _fixed[i] = parameter.Fixed || i == kept;
            _current.Parameters[i] = i == kept ? value : _fixed[i] ? parameter.Nominal : Clip(i, parameter.Nominal);
        }

        _likelihood.Evaluate(_current, counts);
        Evaluations = 1;
        Converged = Minimise(counts);
        ComputeCovariance();
        return new StrengthEstimate(_current.Parameters[0], Math.Sqrt(_covariance[0]), Converged);
    }

    private void Check(ReadOnlySpan<double> counts)
    {
        if (counts.Length != _likelihood.Bins)
        {
            throw new ArgumentException($"{counts.Length} counts for {_likelihood.Bins} bins.", nameof(counts));
        }

        for (int bin = 0; bin < counts.Length; bin++)
        {
            if (!(counts[bin] >= 0 && counts[bin] <= double.MaxValue))
            {
                throw new MandelstamException(FormattableString.Invariant(
                    $"Bin {bin} holds {counts[bin]} events: a Poisson likelihood needs finite counts that are not negative. Check the weights of the data."));
            }
        }
    }

    private bool Minimise(ReadOnlySpan<double> counts)
    {
        double damping = 0;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            int free = FindFree();
            double decrement = Step(free, ref damping);
            if (decrement <= DecrementGoal && damping <= 1)
            {
                // The quadratic model holds here: after its step, what is left to gain is far below what matters.
                TakeStep(counts, free);
                if (_trial.Value <= _current.Value)
                {
                    Swap();
                }

                return true;
            }

            double slope = TakeStep(counts, free);
            if (_trial.Value <= _current.Value + (1e-4 * Math.Min(0, slope)))
            {
                Swap();
                damping = damping > 1e-6 ? 0.1 * damping : 0;
            }
            else if (decrement <= RoundingDecrement || damping >= LargestDamping)
            {
                // No descent although the model promises (almost) none either: the values' rounding is all that is left.
                return decrement <= RoundingDecrement;
            }
            else
            {
                damping = Math.Max(10 * damping, FirstDamping);
            }
        }

        return false;
    }

    // A parameter moves unless it is fixed, or at a bound with the slope pressing against it.
    private int FindFree()
    {
        int free = 0;
        for (int i = 0; i < _size; i++)
        {
            double value = _current.Parameters[i];
            double slope = _current.Gradient[i];
            FitParameter parameter = _likelihood.Parameters[i];
            bool blocked = (value <= parameter.Min && slope > 0) || (value >= parameter.Max && slope < 0);
            if (!_fixed[i] && !blocked)
            {
                _free[free++] = i;
            }
        }

        return free;
    }

    // Solves (H + damping · diag F) step = −gradient on the free parameters; returns gᵀ M⁻¹ g, twice the descent that the quadratic model promises.
    private double Step(int free, ref double damping)
    {
        if (!Factorise(_current.Hessian, free, damping))
        {
            while (!Factorise(_current.Fisher, free, damping))
            {
                damping = Math.Max(10 * damping, FirstDamping);
            }
        }

        for (int i = 0; i < free; i++)
        {
            _step[i] = -_current.Gradient[_free[i]];
        }

        Solve(free);
        double decrement = 0;
        for (int i = 0; i < free; i++)
        {
            decrement -= _step[i] * _current.Gradient[_free[i]];
        }

        return decrement;
    }

    private double TakeStep(ReadOnlySpan<double> counts, int free)
    {
        _current.Parameters.CopyTo(_trial.Parameters, 0);
        double slope = 0;
        for (int i = 0; i < free; i++)
        {
            int parameter = _free[i];
            _trial.Parameters[parameter] = Clip(parameter, _current.Parameters[parameter] + _step[i]);
            slope += _current.Gradient[parameter] * (_trial.Parameters[parameter] - _current.Parameters[parameter]);
        }

        _likelihood.Evaluate(_trial, counts);
        Evaluations++;
        return slope;
    }

    // Cholesky factor of the free block into _matrix; false where it is not positive definite.
    private bool Factorise(double[] matrix, int free, double damping)
    {
        for (int i = 0; i < free; i++)
        {
            // The least scale lets damping hold a direction of which the data say nothing.
            double scale = Math.Max(_current.Fisher[(_free[i] * _size) + _free[i]], LeastScale);
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(_free[i] * _size) + _free[j]];
                if (i == j)
                {
                    sum += damping * scale;
                }

                for (int k = 0; k < j; k++)
                {
                    sum -= _matrix[(i * _size) + k] * _matrix[(j * _size) + k];
                }

                if (i != j)
                {
                    _matrix[(i * _size) + j] = sum / _matrix[(j * _size) + j];
                }
                else if (sum > 1e-13 * scale)
                {
                    _matrix[(i * _size) + i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Solve(int free)
    {
        for (int i = 0; i < free; i++)
        {
            for (int k = 0; k < i; k++)
            {
                _step[i] -= _matrix[(i * _size) + k] * _step[k];
            }

            _step[i] /= _matrix[(i * _size) + i];
        }

        for (int i = free - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < free; k++)
            {
                _step[i] -= _matrix[(k * _size) + i] * _step[k];
            }

            _step[i] /= _matrix[(i * _size) + i];
        }
    }

    private void ComputeCovariance()
    {
        Array.Clear(_covariance);
        int free = 0;
        for (int i = 0; i < _size; i++)
        {
            FitParameter parameter = _likelihood.Parameters[i];
            double value = _current.Parameters[i];
            if (!_fixed[i] && value > parameter.Min && value < parameter.Max)
            {
                _free[free++] = i;
            }
        }

        if (!Factorise(_current.Hessian, free, 0) && !Factorise(_current.Fisher, free, 0))
        {
            for (int i = 0; i < free; i++)
            {
                _covariance[(_free[i] * _size) + _free[i]] = double.PositiveInfinity;
            }

            Converged = false;
            return;
        }

        for (int column = 0; column < free; column++)
        {
            _step.AsSpan(0, free).Clear();
            _step[column] = 1;
            Solve(free);
            for (int row = 0; row < free; row++)
            {
                _covariance[(_free[row] * _size) + _free[column]] = _step[row];
            }
        }
    }

    private double Clip(int parameter, double value) =>
        Math.Clamp(value, _likelihood.Parameters[parameter].Min, _likelihood.Parameters[parameter].Max);

    private void Swap() => (_current, _trial) = (_trial, _current);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mandelstam.Inference;

/// <summary>
/// The extended Poisson likelihood of binned data in a signal strength μ, shape nuisances (the axes of a template grid) and rate nuisances:
/// ν_b = Σ_p c_p T_pb(θ), where c_p is μ for a signal process, times the rates that apply to p.
/// </summary>
/// <remarks>
/// <para>
/// Minus the logarithm is taken relative to the saturated model (ν = n), so that twice its minimum is the deviance; constraints add
/// ½((θ − m)/σ)². μ is unbounded and may be negative. Below a small expectation ε the Poisson term goes on as its second-order expansion
/// (with one pseudo-count in empty bins), so that it stays finite, smooth and convex where μ or a spline drives a bin to nothing.
/// </para>
/// <para>
/// Where templates have statistical errors of their own, each bin's expectation gets a factor γ with a Gaussian constraint of that relative
/// size, profiled in closed form (Barlow and Beeston, Comput. Phys. Commun. 77 (1993) 219, in the one-factor-per-bin approximation of
/// Conway, arXiv:1103.0354; the relative size is that at the nominal parameters).
/// </para>
/// <para>Immutable and shared by threads; the memory of a fit is <see cref="LikelihoodFitter"/>.</para>
/// </remarks>
public sealed class BinnedLikelihood : IStrengthFit
{
    private const double FloorShare = 1e-3;
    private const double LeastFloor = 1e-6;
    private const double LargestFloor = 1e-2;

    private readonly double[] _floor;
    private readonly double[] _relativeVariance;
    private readonly int[][] _factors;
    private readonly bool[,] _scales;

    /// <summary>Puts a model together.</summary>
    /// <param name="templates">Expected events.</param>
    /// <param name="signal">The processes that μ scales.</param>
    /// <param name="shapes">One parameter per axis of the templates, in that order and under that name.</param>
    /// <param name="rates">Normalisations, or none.</param>
    /// <param name="templateErrors">
    /// What the templates' variances are multiplied by in the fit: 0 takes the templates as exact, 1 as the variances say, 2 where the data
    /// come from a simulated sample of the same size.
    /// </param>
    /// <exception cref="ArgumentException">A name is not one of the templates', or occurs twice.</exception>
    [JsonConstructor]
    public BinnedLikelihood(
        TemplateGrid templates,
        ImmutableArray<string> signal,
        ImmutableArray<FitParameter> shapes,
        ImmutableArray<RateParameter> rates,
        double templateErrors = 0)
    {
        if (templates is null || signal.IsDefaultOrEmpty || shapes.IsDefault || rates.IsDefault)
        {
            throw new ArgumentException("A likelihood needs templates, at least one signal process, shapes and rates.");
        }

        if (!shapes.Select(shape => shape.Name).SequenceEqual(templates.Axes.Select(axis => axis.Name)))
        {
            throw new ArgumentException(
                $"Shape parameters ({string.Join(", ", shapes.Select(shape => shape.Name))}) are not the templates' axes "
                + $"({string.Join(", ", templates.Axes.Select(axis => axis.Name))}).",
                nameof(shapes));
        }

        foreach (string process in signal.Concat(rates.SelectMany(rate => rate.Processes)))
        {
            if (!templates.Processes.Contains(process))
            {
                throw new ArgumentException($"There are no templates of process '{process}', only of {string.Join(", ", templates.Processes)}.");
            }
        }

        if (!(templateErrors >= 0) || (templateErrors > 0 && templates.Variances.IsEmpty))
        {
            throw new ArgumentException("Template errors are not negative, and need templates that know their variances.", nameof(templateErrors));
        }

        TemplateErrors = templateErrors;
        Templates = templates;
        Signal = signal;
        Shapes = shapes;
        Rates = rates;
        Parameters = [new FitParameter("mu", 1), .. shapes, .. rates.Select(rate => rate.Parameter)];
        if (Parameters.Select(parameter => parameter.Name).Distinct().Count() != Parameters.Length)
        {
            throw new ArgumentException("Two parameters have the same name.");
        }

        // Which parameters are factors of which process: μ, then the rates; shapes act within the templates.
        _scales = new bool[templates.Processes.Length, Parameters.Length];
        _factors = new int[templates.Processes.Length][];
        for (int process = 0; process < _factors.Length; process++)
        {
            string name = templates.Processes[process];
            _scales[process, 0] = signal.Contains(name);
            for (int rate = 0; rate < rates.Length; rate++)
            {
                _scales[process, 1 + shapes.Length + rate] = rates[rate].Processes.Contains(name);
            }

            _factors[process] = [.. Enumerable.Range(0, Parameters.Length).Where(parameter => _scales[process, parameter])];
        }

        double[] nominal = Expected([.. Parameters.Select(parameter => parameter.Nominal)]);
        _floor = [.. nominal.Select(expected => Math.Clamp(FloorShare * expected, LeastFloor, LargestFloor))];
        _relativeVariance = new double[Bins];
        if (templateErrors > 0)
        {
            int point = templates.NearestPoint([.. shapes.Select(shape => shape.Nominal)]);
            for (int cell = 0; cell < templates.Cells; cell++)
            {
                int bin = cell % Bins;
                double expected = Math.Max(nominal[bin], _floor[bin]);
                double factor = Factor(cell / Bins, [.. Parameters.Select(parameter => parameter.Nominal)], -1, -1);
                _relativeVariance[bin] += templateErrors * factor * factor * templates.Variances[(point * templates.Cells) + cell] / (expected * expected);
            }
        }
    }

    /// <summary>Expected events and their dependence on the shapes.</summary>
    public TemplateGrid Templates { get; }

    /// <summary>The processes that μ scales.</summary>
    public ImmutableArray<string> Signal { get; }

    /// <summary>The shape nuisances.</summary>
    public ImmutableArray<FitParameter> Shapes { get; }

    /// <summary>The rate nuisances.</summary>
    public ImmutableArray<RateParameter> Rates { get; }

    /// <summary>What the templates' variances are multiplied by in the fit; 0 takes the templates as exact.</summary>
    public double TemplateErrors { get; }

    /// <summary>All parameters: μ (named <c>mu</c>), the shapes, the rates.</summary>
    [JsonIgnore]
    public ImmutableArray<FitParameter> Parameters { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public int Bins => Templates.Bins;

    /// <summary>Expected events per bin.</summary>
    /// <param name="parameters">In the order of <see cref="Parameters"/>.</param>
    public double[] Expected(ReadOnlySpan<double> parameters)
    {
        double[] yields = Templates.YieldsAt(parameters.Slice(1, Shapes.Length));
        double[] expected = new double[Bins];
        for (int process = 0; process < _factors.Length; process++)
        {
            double factor = Factor(process, parameters, -1, -1);
            for (int bin = 0; bin < Bins; bin++)
            {
                expected[bin] += factor * yields[(process * Bins) + bin];
            }
        }

        return expected;
    }

    /// <summary>Minus the logarithm of the likelihood, relative to the saturated model.</summary>
    /// <param name="parameters">In the order of <see cref="Parameters"/>.</param>
    /// <param name="counts">Events per bin.</param>
    /// <param name="gradient">Its derivatives, where asked for: as long as the parameters, or empty.</param>
    /// <param name="hessian">Its second derivatives, row after row, where asked for: or empty.</param>
    public double NegativeLogLikelihood(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts, Span<double> gradient = default, Span<double> hessian = default)
    {
        LikelihoodState state = new(this);
        parameters.CopyTo(state.Parameters);
        Evaluate(state, counts);
        if (!gradient.IsEmpty)
        {
            state.Gradient.CopyTo(gradient);
        }

        if (!hessian.IsEmpty)
        {
            state.Hessian.CopyTo(hessian);
        }

        return state.Value;
    }

    /// <summary>Room for fits; one per thread.</summary>
    public LikelihoodFitter CreateFitter() => new(this);

    /// <inheritdoc/>
    IStrengthFitter IStrengthFit.CreateFitter() => CreateFitter();

    /// <summary>A copy in which nothing but μ is free.</summary>
    public BinnedLikelihood StrengthOnly() => new(
        Templates,
        Signal,
        [.. Shapes.Select(shape => shape with { Fixed = true })],
        [.. Rates.Select(rate => rate with { Parameter = rate.Parameter with { Fixed = true } })],
        TemplateErrors);

    /// <summary>A copy whose templates have errors, or have none.</summary>
    /// <param name="templateErrors">As <see cref="TemplateErrors"/>.</param>
    /// <exception cref="ArgumentException">The templates do not know their variances.</exception>
    public BinnedLikelihood WithTemplateErrors(double templateErrors) => new(Templates, Signal, Shapes, Rates, templateErrors);

    /// <summary>A copy in which other measurements have given other values: every constraint is centred where a parameter is.</summary>
    /// <param name="parameters">In the order of <see cref="Parameters"/>.</param>
    /// <remarks>Expected data are made so: events and constraints of one truth (the Asimov data of arXiv:1007.1727).</remarks>
    public BinnedLikelihood Centred(ReadOnlySpan<double> parameters)
    {
        double[] at = parameters.ToArray();
        FitParameter Move(FitParameter parameter, int index) =>
            parameter.Constraint is { } constraint ? parameter with { Constraint = new GaussianConstraint(at[index], constraint.Sigma) } : parameter;
        return new(
            Templates,
            Signal,
            [.. Shapes.Select((shape, i) => Move(shape, 1 + i))],
            [.. Rates.Select((rate, i) => rate with { Parameter = Move(rate.Parameter, 1 + Shapes.Length + i) })],
            TemplateErrors);
    }

    /// <summary>Fits once and returns everything.</summary>
    /// <param name="counts">Events per bin.</param>
    public FitResult Fit(ReadOnlySpan<double> counts)
    {
        LikelihoodFitter fitter = CreateFitter();
        fitter.Fit(counts);
        return fitter.Result();
    }

    /// <summary>Squared relative error of each bin's expectation from the simulation, times <see cref="TemplateErrors"/>.</summary>
    internal ReadOnlySpan<double> RelativeVariances => _relativeVariance;

    /// <summary>Value, gradient, Hessian and Fisher information at <see cref="LikelihoodState.Parameters"/>; allocates nothing.</summary>
    internal void Evaluate(LikelihoodState state, ReadOnlySpan<double> counts)
    {
        int bins = Bins;
        int size = Parameters.Length;
        int shapes = Shapes.Length;
        double[] x = state.Parameters;
        TemplateValues templates = state.Templates;
        Templates.Evaluate(x.AsSpan(1, shapes), templates);
        Array.Clear(state.Slopes);
        Array.Clear(state.Expected);
        for (int process = 0; process < _factors.Length; process++)
        {
            double factor = Factor(process, x, -1, -1);
            Add(templates.Yields.Slice(process * bins, bins), factor, state.Expected);
            for (int shape = 0; shape < shapes; shape++)
            {
                Add(templates.First(shape).Slice(process * bins, bins), factor, state.SlopesOf(1 + shape));
            }

            foreach (int scale in _factors[process])
            {
                Add(templates.Yields.Slice(process * bins, bins), Factor(process, x, scale, -1), state.SlopesOf(scale));
            }
        }

        double value = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            value += Term(counts[bin], state.Expected[bin], _floor[bin], _relativeVariance[bin], out state.First[bin], out state.Second[bin]);
            double expected = Math.Max(state.Expected[bin], _floor[bin]);
            state.Information[bin] = 1 / (expected * (1 + (_relativeVariance[bin] * expected)));
        }

        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> slopes = state.SlopesOf(i);
            double gradient = Dot(slopes, state.First);
            GaussianConstraint? constraint = Parameters[i].Constraint;
            double stiffness = 0;
            if (constraint is not null)
            {
                stiffness = 1 / (constraint.Sigma * constraint.Sigma);
                double shift = x[i] - constraint.Mean;
                value += 0.5 * stiffness * shift * shift;
                gradient += stiffness * shift;
            }

            state.Gradient[i] = gradient;
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<double> others = state.SlopesOf(j);
                double hessian = Curvature(state, i, j);
                double fisher = 0;
                for (int bin = 0; bin < bins; bin++)
                {
                    double product = slopes[bin] * others[bin];
                    hessian += state.Second[bin] * product;
                    fisher += state.Information[bin] * product;
                }

                if (i == j)
                {
                    hessian += stiffness;
                    fisher += stiffness;
                }

                state.Hessian[(i * size) + j] = state.Hessian[(j * size) + i] = hessian;
                state.Fisher[(i * size) + j] = state.Fisher[(j * size) + i] = fisher;
            }
        }

        state.Value = value;
    }

    // One bin's term and its derivatives in ν.
    private static double Term(double count, double expected, double floor, double relativeVariance, out double first, out double second)
    {
        double at = Math.Max(expected, floor);
        double gamma = 1;
        double penalty = 0;
        double relief = 0;
        if (relativeVariance > 0)
        {
            // γ² + (ν τ² − 1) γ − n τ² = 0; its positive root, without cancellation.
            double half = 0.5 * ((at * relativeVariance) - 1);
            double root = Math.Sqrt((half * half) + (count * relativeVariance));
            gamma = half > 0 ? count * relativeVariance / (half + root) : root - half;
            penalty = 0.5 * (gamma - 1) * (gamma - 1) / relativeVariance;
            relief = root > 0 ? 0.5 * relativeVariance * gamma / root : 0;
        }

        double fitted = gamma * at;
        double value = penalty + fitted - count + (count > 0 ? count * Math.Log(count / fitted) : 0);
        first = gamma - (count / at);
        second = (count / (at * at)) - relief;
        if (expected < floor)
        {
            double below = expected - floor;
            second = Math.Max(count, 1) / (floor * floor);
            value += (first * below) + (0.5 * second * below * below);
            first += second * below;
        }

        return value;
    }

    private static void Add(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += factor * from[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    // Σ_b (∂f/∂ν_b) ∂²ν_b/∂i∂j.
    private double Curvature(LikelihoodState state, int i, int j)
    {
        bool iShape = IsShape(i);
        bool jShape = IsShape(j);
        double sum = 0;
        for (int process = 0; process < _factors.Length; process++)
        {
            ReadOnlySpan<double> derivative;
            if (iShape && jShape)
            {
                derivative = state.Templates.Second(i - 1, j - 1);
            }
            else if (iShape ? !_scales[process, j] : !_scales[process, i])
            {
                continue;
            }
            else if (iShape || jShape)
            {
                derivative = state.Templates.First((iShape ? i : j) - 1);
            }
            else if (i == j || !_scales[process, j])
            {
                continue;
            }
            else
            {
                derivative = state.Templates.Yields;
            }

            double factor = Factor(process, state.Parameters, iShape ? -1 : i, jShape ? -1 : j);
            sum += factor * Dot(derivative.Slice(process * Bins, Bins), state.First);
        }

        return sum;
    }

    private bool IsShape(int parameter) => parameter >= 1 && parameter <= Shapes.Length;

    // The product of a process's factors, without up to two of them (where it was differentiated).
    private double Factor(int process, ReadOnlySpan<double> parameters, int without, int withoutToo)
    {
        double product = 1;
        foreach (int factor in _factors[process])
        {
            if (factor != without && factor != withoutToo)
            {
                product *= parameters[factor];
            }
        }

        return product;
    }
}

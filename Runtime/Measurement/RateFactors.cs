using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>What the rate nuisances do to each process, found by asking the model: every factor is either the nuisance's value or one.</summary>
public sealed class RateFactors
{
    private readonly MeasurementDefinition _definition;
    private readonly bool[,] _scales;

    /// <summary>Asks the model with one event of each process.</summary>
    /// <param name="definition">What is measured.</param>
    /// <exception cref="MandelstamException">A rate nuisance is not a plain factor on some processes.</exception>
    public RateFactors(MeasurementDefinition definition)
    {
        _definition = definition;
        EventModel model = definition.Model;
        int processes = model.Processes.Length;
        _scales = new bool[model.Nuisances.Length, processes];
        if (!model.Nuisances.Any(static n => n.Kind == NuisanceKind.Rate))
        {
            return;
        }

        EventBatch probe = model.CreateBatch(processes);
        for (int i = 0; i < processes; i++)
        {
            probe.ProcessCodes[i] = i;
        }

        probe.Column(Population.WeightColumn(model)).AsSpan().Fill(1);
        for (int n = 0; n < model.Nuisances.Length; n++)
        {
            if (model.Nuisances[n].Kind != NuisanceKind.Rate)
            {
                continue;
            }

            double[] point = model.NominalNuisances();
            point[n] = 2;
            double[] factors = model.Perturb<double>(probe, point, selection: false).Weight;
            for (int p = 0; p < processes; p++)
            {
                if (factors[p] is not (1 or 2))
                {
                    throw new MandelstamException(
                        $"The rate nuisance '{model.Nuisances[n].Name}' is not a plain factor on process '{model.Processes[p]}'; pseudo-experiments need one.");
                }

                _scales[n, p] = factors[p] == 2;
            }
        }
    }

    /// <summary>The factor on each process.</summary>
    /// <param name="nuisances">One value per nuisance; only rates matter.</param>
    public double[] Of(ReadOnlySpan<double> nuisances)
    {
        double[] factors = new double[_scales.GetLength(1)];
        factors.AsSpan().Fill(1);
        for (int n = 0; n < nuisances.Length; n++)
        {
            for (int p = 0; p < factors.Length; p++)
            {
                factors[p] *= _scales[n, p] ? nuisances[n] : 1;
            }
        }

        return factors;
    }

    /// <summary>The rate nuisances as parameters of a fit, with the processes that each scales.</summary>
    /// <remarks>One whose prior is neither normal nor uniform has no Gaussian constraint; it stays at its nominal value and widens the belt.</remarks>
    public ImmutableArray<RateParameter> Parameters()
    {
        EventModel model = _definition.Model;
        return
        [
            .. Enumerable.Range(0, model.Nuisances.Length)
                .Where(n => model.Nuisances[n] is { Kind: NuisanceKind.Rate, Prior: Prior.Normal or Prior.Uniform })
                .Select(n =>
                {
                    NuisanceInfo rate = model.Nuisances[n];
                    GaussianConstraint? constraint = rate.Prior == Prior.Normal ? new GaussianConstraint(rate.Mean, rate.Sigma) : null;
                    return new RateParameter(
                        new FitParameter(rate.Name, rate.Nominal, rate.Min, rate.Max, constraint),
                        [.. Enumerable.Range(0, model.Processes.Length).Where(p => _scales[n, p]).Select(p => model.Processes[p])]);
                }),
        ];
    }

    /// <summary>Draws the rates from their priors; takes one unit normal per nuisance, in declared order.</summary>
    /// <param name="random">The experiment's random numbers.</param>
    /// <param name="factors">Filled: the factor on each process.</param>
    public void Sample(Randomness.CounterRandom random, Span<double> factors)
    {
        EventModel model = _definition.Model;
        Span<double> normals = stackalloc double[model.Nuisances.Length];
        foreach (ref double normal in normals)
        {
            normal = random.NextNormal();
        }

        Of(model.DrawNuisances(normals)).CopyTo(factors);
    }
}

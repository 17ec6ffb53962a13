using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>What is measured: the declared event, which process is the signal, which categories are used, and what the networks see.</summary>
public abstract class MeasurementDefinition
{
    /// <summary>What it is called in results and checkpoints.</summary>
    public abstract string Name { get; }

    /// <summary>The declared event.</summary>
    public abstract EventModel Model { get; }

    /// <summary>The process that the signal strength scales: an index into the model's processes.</summary>
    public abstract int Signal { get; }

    /// <summary>The two categories that are measured, as indices into the model's categories; events of others are left out.</summary>
    public abstract ImmutableArray<int> Categories { get; }

    /// <summary>The shape nuisances that the fit determines, as indices into the model's nuisances.</summary>
    public abstract ImmutableArray<int> FittedShapes { get; }

    /// <summary>The values at which templates are made of each fitted shape.</summary>
    public abstract ImmutableArray<double> TemplatePoints { get; }

    /// <summary>The stochastic nuisance that the fit may determine too, as an index into the model's nuisances; −1 for none.</summary>
    public virtual int FittedNoise => -1;

    /// <summary>The widths at which templates of the fitted noise are made; the template nuisances' own width is one of them.</summary>
    public virtual ImmutableArray<double> NoisePoints => [];

    /// <summary>What the flows of a used category see: functionally independent variables, so that a density exists.</summary>
    /// <param name="head">0 or 1: which of the used categories.</param>
    public abstract ImmutableArray<InputVariable> FlowInputs(int head);

    /// <summary>What the classifiers see beside the flows' densities.</summary>
    public abstract ImmutableArray<InputVariable> ClassifierInputs { get; }

    /// <summary>Could an event enter a used category at some value of the nuisances? Those that cannot are not perturbed again and again.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="row">One of them.</param>
    public abstract bool CanEnter(EventBatch batch, int row);

    /// <summary>The value of the noise's width that templates are made at, for stochastic nuisances: the median of the prior.</summary>
    public double[] TemplateNuisances()
    {
        double[] values = Model.NominalNuisances();
        for (int i = 0; i < values.Length; i++)
        {
            if (Model.Nuisances[i].Kind == NuisanceKind.Stochastic)
            {
                values[i] = Model.Nuisances[i].Clip(Model.Nuisances[i].FromUnitNormal(0));
            }
        }

        return values;
    }

    /// <summary>A figure of merit of pooled intervals, larger is better; null where there is none.</summary>
    /// <param name="interval">Mean width.</param>
    /// <param name="coverage">Share that contains the truth.</param>
    /// <param name="experiments">How many.</param>
    public virtual double? Score(double interval, double coverage, int experiments) => null;

    /// <summary>What publications report of the same measurement, shown in the report for orientation.</summary>
    public virtual ImmutableArray<PublishedResult> Published => [];

    /// <summary>What collides and what is looked for, in HEPData's words.</summary>
    public virtual string Reaction => "P P --> X";

    /// <summary>The centre-of-mass energy in GeV.</summary>
    public virtual double CollisionEnergy => 13000;

    /// <summary>Draws the events of one experiment: each as often as a Poisson number about its expectation says, in an order of no meaning.</summary>
    /// <param name="events">The population, with weights and labels.</param>
    /// <param name="mu">The true strength.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <returns>The nuisances, the rows in order, and the unit normals [noise count × rows].</returns>
    public virtual ExperimentDraw DrawExperiment(EventBatch events, double mu, long seed)
    {
        CounterRandom random = new((ulong)seed, stream: 1);
        double[] nuisances = Model.DrawNuisances([.. Enumerable.Range(0, Model.Nuisances.Length).Select(_ => random.NextNormal())]);
        RateFactors rates = new(this);
        double[] factors = rates.Of(nuisances);
        float[] weights = events.Column(Population.WeightColumn(Model));
        List<int> rows = [];
        for (int row = 0; row < events.Rows; row++)
        {
            int process = events.ProcessCodes[row];
            long copies = random.NextPoisson(weights[row] * factors[process] * (process == Signal ? mu : 1));
            for (long i = 0; i < copies; i++)
            {
                rows.Add(row);
            }
        }

        int[] order = [.. rows];
        random.Shuffle<int>(order);
        double[] noise = new double[Model.NoiseCount * order.Length];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextNormal();
        }

        return new(nuisances, order, noise);
    }
}

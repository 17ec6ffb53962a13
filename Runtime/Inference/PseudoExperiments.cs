using Mandelstam.Randomness;

namespace Mandelstam.Inference;

/// <summary>Draws and fits pseudo-experiments in parallel.</summary>
/// <remarks>
/// Counts are Poisson numbers about Σ_p rate_p μ_p yield_pb: as many events, independently weighted and drawn, sum to exactly that in
/// every bin. Each experiment has its own random stream, keyed by (seed, draw, strength and replica), so that results are the same for
/// every number of threads.
/// </remarks>
public static class PseudoExperiments
{
    /// <summary>Runs a plan with one fit for all.</summary>
    /// <param name="plan">What is drawn.</param>
    /// <param name="fit">The estimator.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Stops between draws of the shape nuisances.</param>
    /// <returns>Ordered by draw, strength, replica.</returns>
    public static PseudoExperiment[] Run(PseudoExperimentPlan plan, IStrengthFit fit, int threads = 1, CancellationToken cancellation = default) =>
        Run(plan, _ => fit, threads, cancellation);

    /// <summary>Runs a plan with a fit of its own for each draw, such as one whose templates are a bootstrap replica.</summary>
    /// <param name="plan">What is drawn.</param>
    /// <param name="fitOf">The estimator of a draw; called from several threads.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Stops between draws of the shape nuisances.</param>
    /// <returns>Ordered by draw, strength, replica.</returns>
    /// <exception cref="ArgumentException">The plan's sizes do not fit together, or a yield is not finite.</exception>
    public static PseudoExperiment[] Run(PseudoExperimentPlan plan, Func<int, IStrengthFit> fitOf, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(fitOf);
        Check(plan);
        int perPoint = plan.Mu.Length * plan.Replicas;
        PseudoExperiment[] experiments = new PseudoExperiment[plan.Points.Length * perPoint];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, plan.Points.Length, options, point =>
        {
            IStrengthFit fit = fitOf(point);
            IStrengthFitter fitter = fit.CreateFitter();
            double[] counts = new double[fit.Bins];
            for (int mu = 0; mu < plan.Mu.Length; mu++)
            {
                for (int replica = 0; replica < plan.Replicas; replica++)
                {
                    Draw(plan, point, mu, replica, counts);
                    experiments[(point * perPoint) + (mu * plan.Replicas) + replica] =
                        new PseudoExperiment(point, mu, replica, plan.Mu[mu], fitter.Fit(counts));
                }
            }
        });
        return experiments;
    }

    /// <summary>Draws the counts of one pseudo-experiment.</summary>
    /// <param name="plan">What is drawn.</param>
    /// <param name="point">Which draw of the shape nuisances.</param>
    /// <param name="mu">Index of the strength.</param>
    /// <param name="replica">Number of the experiment.</param>
    /// <param name="counts">Filled: events per bin. A negative expectation (negative strength, hardly any background) counts as none.</param>
    public static void Draw(PseudoExperimentPlan plan, int point, int mu, int replica, Span<double> counts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        CounterRandom random = new(plan.Seed, CounterRandom.StreamOf(point, checked((mu * plan.Replicas) + replica)));
        double[] factors = new double[plan.Processes];
        Array.Fill(factors, 1);
        plan.Rates?.Invoke(random, factors);
        double[] yields = plan.Points[point];
        counts.Clear();
        for (int process = 0; process < plan.Processes; process++)
        {
            double factor = factors[process] * (plan.Signal[process] ? plan.Mu[mu] : 1);
            for (int bin = 0; bin < counts.Length; bin++)
            {
                counts[bin] += factor * yields[(process * counts.Length) + bin];
            }
        }

        for (int bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] = random.NextPoisson(Math.Max(0, counts[bin]));
        }
    }

    private static void Check(PseudoExperimentPlan plan)
    {
        if (plan.Points.IsDefaultOrEmpty || plan.Mu.IsDefaultOrEmpty || plan.Signal.Length != plan.Processes || plan.Replicas < 1)
        {
            throw new ArgumentException("Pseudo-experiments need draws, strengths, a signal flag for each process, and at least one replica.", nameof(plan));
        }

        int cells = plan.Points[0].Length;
        foreach (double[] yields in plan.Points)
        {
            if (yields.Length != cells || cells % plan.Processes != 0 || !yields.All(double.IsFinite))
            {
                throw new ArgumentException("Every draw needs finite yields for every process and bin.", nameof(plan));
            }
        }
    }
}

using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>The forward process: Langevin steps q ← q + γ·score + √(2γ)·z towards <see cref="ReferencePrior"/>, each particle for itself.</summary>
/// <remarks>
/// Near |q| = 0 the score is infinite and a plain step of any size goes astray. Steps are therefore proposed with the softened score and
/// accepted by Metropolis' rule (Roberts, Tweedie, Bernoulli 2 (1996) 341): the prior is stationary exactly, not only for γ → 0, and the
/// end point of the chain is the prior for every schedule that is long enough. At the steps of <see cref="NoiseScheduleOptions.Smooth"/>, 0.5 % of the proposals are refused.
/// </remarks>
/// <param name="schedule">The steps.</param>
/// <param name="softening">Length below which the score is softened.</param>
public sealed class LangevinChain(NoiseSchedule schedule, double softening = LangevinChain.Softening)
{
    /// <summary>The usual softening: 0.1 % of the prior lies below it.</summary>
    public const double Softening = 0.05;

    /// <summary>The steps.</summary>
    public NoiseSchedule Schedule { get; } = schedule;

    /// <summary>Takes one step.</summary>
    /// <param name="t">The step, 1 to T: from time t − 1 to t.</param>
    /// <param name="random">The event's stream; four values per particle are used.</param>
    /// <param name="q">3N numbers, changed.</param>
    /// <returns>How many of the N proposals were accepted.</returns>
    public int Step(int t, CounterRandom random, Span<double> q)
    {
        double gamma = Schedule.Step(t), width = Math.Sqrt(2 * gamma);
        int accepted = 0;
        Span<double> proposal = stackalloc double[3];
        for (int i = 0; i < q.Length; i += 3)
        {
            Span<double> v = q.Slice(i, 3);
            double length = ConformalMap.Length(v);
            double pull = gamma * ReferencePrior.ScoreFactor(length, softening);
            double forth = 0;
            for (int k = 0; k < 3; k++)
            {
                double z = random.NextNormal();
                forth += 2 * gamma * z * z;
                proposal[k] = v[k] + (pull * v[k]) + (width * z);
            }

            double newLength = ConformalMap.Length(proposal);
            double newPull = gamma * ReferencePrior.ScoreFactor(newLength, softening);
            double back = 0;
            for (int k = 0; k < 3; k++)
            {
                double difference = v[k] - proposal[k] - (newPull * proposal[k]);
                back += difference * difference;
            }

            double logRatio = ReferencePrior.LogDensity(newLength) - ReferencePrior.LogDensity(length) + ((forth - back) / (4 * gamma));
            if (Math.Log(random.NextUniform()) < logRatio)
            {
                proposal.CopyTo(v);
                accepted++;
            }
        }

        return accepted;
    }
}

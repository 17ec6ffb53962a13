using Mandelstam.Examples.ContrastiveToys;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Examples.Tests.ContrastiveToys;

/// <summary>Eq. 10 in closed form against sums over a grid and against drawn events.</summary>
public sealed class ContrastiveDensityTests
{
    private static readonly PlaneGaussian Signal = PlaneGaussian.Signal, Background = PlaneGaussian.Background;

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Density_integrates_to_one(double contrast)
    {
        // The plain sum over a grid, which knows nothing of roots or normal functions. The density is continuous with a kink: the sum errs by O(h²), 1e-5 here.
        ContrastiveDensity density = new(contrast, Signal, Background);
        const int Cells = 1200;
        double sum = 0;
        for (int i = 0; i < Cells; i++)
        {
            for (int j = 0; j < Cells; j++)
            {
                sum += density.Density(-13 + (24.0 * (i + 0.5) / Cells), -22 + (54.0 * (j + 0.5) / Cells));
            }
        }

        Assert.Equal(1, sum * 24 * 54 / Cells / Cells, 1e-4);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    public void Accepted_share_is_that_of_drawn_events(double contrast, ulong seed)
    {
        const int Events = 400_000;
        ContrastiveDensity density = new(contrast, Signal, Background);
        foreach (PlaneGaussian events in new[] { Signal, Background, new PlaneGaussian(-1, 1, 2, -1.5, 6) })
        {
            double[] points = events.Draw(Events, seed);
            double share = Enumerable.Range(0, Events).Count(i => density.Decision(points[2 * i], points[(2 * i) + 1]) > 0) / (double)Events;
            double exact = density.Accepted(events);

            // Four binomial standard deviations: 6e-5 for each of nine comparisons.
            Assert.Equal(exact, share, 4 * Math.Sqrt(exact * (1 - exact) / Events));
        }
    }

    [Fact]
    public void Best_accuracy_is_half_of_one_plus_the_total_variation()
    {
        // λ at c = 1 is the total variation distance, by definition; the accuracy is counted in another way.
        ContrastiveDensity even = new(1, Signal, Background);
        Assert.Equal(0.5 * (1 + even.Normalisation), even.Accuracy(Signal, Background), 1e-12);

        // Equal covariances have a closed form: Φ(d/2) with Mahalanobis' distance d.
        PlaneGaussian left = new(0, 0, 2, 0.5, 1), right = new(1.5, -0.5, 2, 0.5, 1);
        double distance = Math.Sqrt(((1 * 1.5 * 1.5) + (2 * 0.5 * 1.5 * 0.5) + (2 * 0.5 * 0.5)) / left.Determinant);
        double expected = 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-distance / 2 / Math.Sqrt(2));
        Assert.Equal(expected, new ContrastiveDensity(1, left, right).Accuracy(left, right), 1e-9);
    }

    [Fact]
    public void Contrasts_that_leave_nothing_are_refused()
    {
        Assert.Throws<MandelstamException>(() => new ContrastiveDensity(0, Signal, Background));
        Assert.Contains("smaller c", Assert.Throws<MandelstamException>(() => new ContrastiveDensity(1.1, Signal, Signal)).Message);
    }

    [Theory]
    [InlineData(0, 0.7)]
    [InlineData(1, -0.5)]
    [InlineData(2, 0.6)]
    public void What_the_undeformed_decision_sees_is_that_of_drawn_events(int deformation, double phi)
    {
        const int Events = 40_000;
        EmbeddedGaussians embedded = new(1);
        Deformation how = Deformation.All[deformation];
        ContrastiveDensity even = new(1, Signal, Background);
        foreach (bool isSignal in new[] { true, false })
        {
            (double[] signal, double[] background) = embedded.LogDensities(embedded.Draw(isSignal, Events, how, phi, 5), how, 0);
            double share = signal.Zip(background).Count(static pair => pair.First > pair.Second) / (double)Events;
            double exact = even.Accepted(embedded.Seen(isSignal, how, phi));
            Assert.Equal(exact, share, (4 * Math.Sqrt(exact * (1 - exact) / Events)) + 1e-4);
        }
    }

    [Fact]
    public void Densities_of_the_embedding_are_those_of_its_events()
    {
        // ⟨p_b/p_s⟩ over signal events is one where the signal is nowhere much thinner than the background; and a turn back gives the undeformed densities.
        EmbeddedGaussians embedded = new(1);
        Deformation how = Deformation.All[0];
        double[] events = embedded.Draw(true, 2000, how, 0.4, 3);
        (double[] signal, double[] background) = embedded.LogDensities(events, how, 0.4);
        double[] plain = embedded.Draw(true, 2000, how, 0, 3);
        (double[] undeformed, double[] other) = embedded.LogDensities(plain, how, 0);
        Assert.All(signal.Zip(undeformed), static pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Abs(pair.First)));
        Assert.All(background.Zip(other), static pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Abs(pair.First)));

        // Mean log-density of ten unit normals: −5·log(2πe) − log of the volume, which here is |det B| and the plane's.
        double entropy = -signal.Average();
        double expected = 5 * Math.Log(2 * Math.PI * Math.E) + (0.5 * Math.Log(Signal.Determinant)) + LogDeterminantOfB();
        Assert.Equal(expected, entropy, 4 * Math.Sqrt(5.0 / 2000));

        double LogDeterminantOfB()
        {
            // From the covariance of events that nothing has turned: det Σ = det Q Σ Qᵀ.
            const int Events = 200_000;
            double[] many = embedded.Draw(true, Events, how, 0, 4);
            MathNet.Numerics.LinearAlgebra.Matrix<double> covariance = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(10, 10);
            double[] mean = [.. Enumerable.Range(0, 10).Select(c => Enumerable.Range(0, Events).Average(r => many[(10 * r) + c]))];
            for (int r = 0; r < Events; r++)
            {
                for (int i = 0; i < 10; i++)
                {
                    for (int j = 0; j < 10; j++)
                    {
                        covariance[i, j] += (many[(10 * r) + i] - mean[i]) * (many[(10 * r) + j] - mean[j]) / Events;
                    }
                }
            }

            return 0.5 * (Math.Log(covariance.Determinant()) - Math.Log(Signal.Determinant));
        }
    }
}

using Mandelstam.Randomness;
using Mandelstam.Trees;
using Xunit;

namespace Mandelstam.Runtime.Tests.Trees;

/// <summary>Boosted trees on classes whose boundary is known.</summary>
public sealed class BoostedTreesTests
{
    private const int Events = 4000;

    // Signal where both coordinates have the same sign: no single coordinate helps.
    private static (float[] Values, bool[] IsSignal) Quadrants(ulong seed)
    {
        CounterRandom random = new(seed);
        float[] values = new float[3 * Events];
        bool[] isSignal = new bool[Events];
        for (int i = 0; i < Events; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                values[(3 * i) + k] = (float)random.NextNormal();
            }

            isSignal[i] = values[3 * i] * values[(3 * i) + 1] > 0;
        }

        return (values, isSignal);
    }

    [Fact]
    public void They_learn_what_needs_two_inputs_together_and_say_which()
    {
        (float[] values, bool[] isSignal) = Quadrants(1);
        using BoostedTrees trees = BoostedTrees.Train(values, 3, isSignal, options: new() { Trees = 60, InputShare = 1, LeafEvents = 20 });
        (float[] unseen, bool[] truth) = Quadrants(2);
        double[] scores = trees.Score(unseen);

        // A rule of chance is right half the time; the exact one always, but near the axes trees are blurred.
        Assert.InRange(scores.Zip(truth, static (s, t) => s > 0.5 == t ? 1.0 : 0).Average(), 0.95, 1);
        double[] importance = trees.Importance();
        Assert.Equal(1, importance.Sum(), 1e-12);
        Assert.InRange(importance[2], 0, 0.1);
    }

    [Fact]
    public void The_same_options_give_the_same_scores()
    {
        (float[] values, bool[] isSignal) = Quadrants(3);
        double[] Scores(int threads)
        {
            using BoostedTrees trees = BoostedTrees.Train(values, 3, isSignal, options: new() { Trees = 20, Threads = threads });
            return trees.Score(values.AsSpan(0, 300));
        }

        Assert.Equal(Scores(1), Scores(1));
        Assert.Equal(Scores(1), Scores(2));
    }

    [Fact]
    public void Weights_move_the_probability()
    {
        (float[] values, bool[] isSignal) = Quadrants(4);
        float[] weights = [.. isSignal.Select(static s => s ? 3f : 1f)];
        using BoostedTrees plain = BoostedTrees.Train(values, 3, isSignal, options: new() { Trees = 1 });
        using BoostedTrees heavy = BoostedTrees.Train(values, 3, isSignal, weights, new() { Trees = 1 });
        Assert.True(heavy.Score(values).Average() > plain.Score(values).Average() + 0.2);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BoostedTrees.Train(new float[5], 3, new bool[2]));
        Assert.Throws<ArgumentException>(() => BoostedTrees.Train(new float[6], 3, new bool[2], new float[1]));
        (float[] values, bool[] isSignal) = Quadrants(5);
        using BoostedTrees trees = BoostedTrees.Train(values, 3, isSignal, options: new() { Trees = 1 });
        Assert.Throws<ArgumentException>(() => trees.Score(new float[4]));
        trees.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trees.Score(new float[3]));
    }
}

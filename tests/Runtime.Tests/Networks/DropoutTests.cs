using Mandelstam.Networks;
using Mandelstam.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Networks;

public sealed class DropoutTests
{
    private const double Probability = 0.3;
    private const int Units = 40_000;

    [Fact]
    public void A_share_is_left_out_and_the_others_make_up_for_it()
    {
        float[] kept = Train(new CounterRandom(3, 1));
        int left = kept.Count(static x => x == 0);

        // Binomial: √(0.3 · 0.7 · 40,000) = 92 units; five of them for a seed that is fixed anyway.
        Assert.InRange(left, (Probability * Units) - 460, (Probability * Units) + 460);
        float full = Evaluate()[0];
        Assert.All(kept.Where(static x => x != 0), x => Assert.Equal(full / (1 - Probability), x, 1e-4 * full));
    }

    [Fact]
    public void The_mask_is_the_streams_own()
    {
        float[] first = Train(new CounterRandom(3, 1));
        Assert.Equal(first, Train(new CounterRandom(3, 1)));
        Assert.NotEqual(first, Train(new CounterRandom(3, 2)));
    }

    [Fact]
    public void Without_a_stream_training_is_refused_and_evaluation_needs_none()
    {
        Assert.Throws<InvalidOperationException>(() => Train(null));
        Assert.DoesNotContain(0f, Evaluate());
    }

    private static float[] Train(CounterRandom? random) => Run(random, training: true);

    private static float[] Evaluate() => Run(null, training: false);

    // The identity after a hidden layer of one unit, whose activation is gelu(3): each row shows whether that unit was there.
    private static float[] Run(CounterRandom? random, bool training)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using Perceptron network = new([1, 1, 1], new CounterRandom(1)) { Dropout = Probability, DropoutRandom = random };
        network.Weights[0].fill_(3);
        network.Weights[1].fill_(1);
        network.Biases[0].fill_(0);
        network.Biases[1].fill_(0);
        network.train(training);
        return network.call(ones(Units, 1)).data<float>().ToArray();
    }
}

using Mandelstam.Networks;
using Mandelstam.Networks.Fused;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Networks;

/// <summary>A classifier's logits by the fused kernel, against Torch.</summary>
public sealed class ClassifierLogitsTests
{
    [Theory]
    [InlineData(28, 2, 0, 64)]
    [InlineData(36, 2, 1, 64)]
    [InlineData(5, 0, 2, 13)]
    [InlineData(3, 0, 0, 8)]
    public void Logits_are_those_of_the_network(int inputs, int trunkLayers, int headLayers, int width)
    {
        const int Rows = 1100;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using TwoHeadedClassifier classifier = new(inputs, new ClassifierOptions { TrunkLayers = trunkLayers, HeadLayers = headLayers, HiddenWidth = width, Dropout = 0.1 }, seed: 4);
        (float[] events, int[] heads) = Events(Rows, inputs);
        classifier.eval();
        float[] expected = classifier.call(tensor(events, [Rows, inputs])).data<float>().ToArray();
        ClassifierLogits logits = new(classifier);
        Assert.Equal(FusedKernels.AreSupported, logits.IsFused);
        float[] actual = logits.Of(events, heads);
        for (int i = 0; i < Rows; i++)
        {
            // Four layers of sums in float32.
            Assert.Equal(expected[(2 * i) + heads[i]], actual[i], 3e-6);
        }

        Assert.Equal(actual, logits.Of(events, heads, threads: 1));
        Assert.Equal(actual, logits.Of(events, heads, threads: 3));
    }

    [Fact]
    public void Both_register_widths_agree()
    {
        if (!FusedKernels.AreSupported)
        {
            return;
        }

        using TwoHeadedClassifier classifier = new(9, new ClassifierOptions { TrunkLayers = 1, HeadLayers = 1, HiddenWidth = 21 }, seed: 4);
        FusedClassifier fused = new(9, classifier.Trunk, classifier.HeadNetworks);
        (float[] events, int[] heads) = Events(300, 9);
        float[] widest = new float[300], narrow = new float[300];
        fused.Logits(events, heads, widest, threads: 1);
        fused.Logits(events, heads, narrow, threads: 1, narrow: true);
        Assert.Equal(widest, narrow);
    }

    [Fact]
    public void Numbers_that_are_no_events_are_refused()
    {
        using TwoHeadedClassifier classifier = new(3);
        ClassifierLogits logits = new(classifier);
        Assert.Throws<ArgumentException>(() => logits.Of([1f, 2f], [0]));
        Assert.Throws<ArgumentException>(() => logits.Of([1f, 2f, 3f], [2]));
        Assert.Empty(logits.Of([], []));
    }

    private static (float[] Events, int[] Heads) Events(int rows, int inputs)
    {
        CounterRandom random = new(8, 0);
        return ([.. Enumerable.Range(0, rows * inputs).Select(_ => (float)random.NextNormal())], [.. Enumerable.Range(0, rows).Select(_ => random.NextUniform() < 0.5 ? 0 : 1)]);
    }
}

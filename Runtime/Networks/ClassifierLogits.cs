using Mandelstam.Networks.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Networks;

/// <summary>Logits of a classifier for any number of events, plain numbers in and out.</summary>
/// <remarks>
/// A classifier on the CPU runs through a fused kernel over a copy of its weights; on other devices, on processors without wide registers and
/// with layers of more units than the kernel is good for, through Torch. Results do not depend on the number of threads.
/// </remarks>
public sealed class ClassifierLogits : IEventLogits
{
    private const int BlockRows = 16384;

    private readonly TwoHeadedClassifier _classifier;
    private readonly FusedClassifier? _fused;

    /// <summary>Takes the classifier's present weights; what is trained later does not show here.</summary>
    /// <param name="classifier">The classifier; has to live as long as this, where Torch does the work.</param>
    public ClassifierLogits(TwoHeadedClassifier classifier)
    {
        _classifier = classifier;
        IEnumerable<Perceptron> parts = classifier.Trunk is { } trunk ? [trunk, .. classifier.HeadNetworks] : classifier.HeadNetworks;
        _fused = FusedKernels.Suit(ScalarType.Float32, classifier.Device, parts) ? new(classifier.Inputs, classifier.Trunk, classifier.HeadNetworks) : null;
    }

    /// <summary>Whether the fused kernel does the work.</summary>
    public bool IsFused => _fused is not null;

    /// <inheritdoc/>
    public bool IsConcurrent => IsFused;

    /// <inheritdoc/>
    public float[] Of(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, int threads = 0)
    {
        if (events.Length != (long)heads.Length * _classifier.Inputs)
        {
            throw new ArgumentException($"{events.Length} numbers are not {heads.Length} events of {_classifier.Inputs}.", nameof(events));
        }

        if (heads.ContainsAnyExceptInRange(0, TwoHeadedClassifier.Heads - 1))
        {
            throw new ArgumentException("The head of an event is 0 or 1.", nameof(heads));
        }

        float[] result = new float[heads.Length];
        if (_fused is not null)
        {
            _fused.Logits(events, heads, result, threads > 0 ? threads : Environment.ProcessorCount);
        }
        else
        {
            ThroughTorch(events, heads, result);
        }

        return result;
    }

    private void ThroughTorch(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, float[] result)
    {
        using IDisposable noGradient = no_grad();
        _classifier.eval();
        for (int start = 0; start < result.Length; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(BlockRows, result.Length - start);
            Tensor input = tensor(events.Slice(start * _classifier.Inputs, rows * _classifier.Inputs).ToArray(), [rows, _classifier.Inputs]).to(_classifier.Device);
            float[] logits = _classifier.call(input).to(CPU).contiguous().data<float>().ToArray();
            for (int i = 0; i < rows; i++)
            {
                result[start + i] = logits[(i * TwoHeadedClassifier.Heads) + heads[start + i]];
            }
        }
    }
}

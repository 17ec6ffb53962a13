using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>Log-densities of a trained flow for any number of events, plain numbers in and out.</summary>
public sealed class FlowDensity
{
    private const int BlockRows = 8192;

    private readonly ContrastiveFlow _flow;

    /// <summary>Takes the flow's present weights.</summary>
    /// <param name="flow">The flow.</param>
    public FlowDensity(ContrastiveFlow flow)
    {
        _flow = flow;
    }

    /// <summary>Log-density of each event.</summary>
    /// <param name="events">Inputs event by event, as many per event as the flow has dimensions.</param>
    /// <returns>log p, one per event.</returns>
    public float[] LogProb(ReadOnlySpan<float> events)
    {
        int columns = _flow.Dimensions;
        int count = events.Length / columns;
        float[] result = new float[count];
        using IDisposable noGradient = no_grad();
        for (int start = 0; start < count; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(BlockRows, count - start);
            Tensor input = tensor(events.Slice(start * columns, rows * columns).ToArray(), [rows, columns]).to(_flow.DataType, _flow.Device);
            Tensor logProb = _flow.LogProb(input).to(ScalarType.Float32, CPU);
            logProb.data<float>().ToArray().CopyTo(result, start);
        }

        return result;
    }
}

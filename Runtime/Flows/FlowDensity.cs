using Mandelstam.Flows.Fused;
using Mandelstam.Networks.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>Log-densities of a flow for any number of events, plain numbers in and out.</summary>
/// <remarks>
/// A float32 flow on the CPU runs through a fused kernel over a copy of its weights, several times as fast as layer by layer; on other
/// devices and types, on processors without wide registers, and with layers of more units than the kernel is good for, through Torch.
/// Results do not depend on the number of threads.
/// </remarks>
public sealed class FlowDensity
{
    private const int BlockRows = 8192;

    private readonly ContrastiveFlow _flow;
    private readonly FusedFlow? _fused;

    /// <summary>Takes the flow's present weights; what is trained later does not show here.</summary>
    /// <param name="flow">The flow; has to live as long as this, where Torch does the work.</param>
    public FlowDensity(ContrastiveFlow flow)
    {
        _flow = flow;
        _fused = FusedKernels.Suit(flow.DataType, flow.Device, flow.Couplings.Select(static coupling => coupling.Conditioner)) ? new FusedFlow(flow) : null;
    }

    /// <summary>Whether the fused kernel does the work.</summary>
    public bool IsFused => _fused is not null;

    /// <summary>Log-density of each event.</summary>
    /// <param name="events">Inputs event by event, as many per event as the flow has dimensions.</param>
    /// <param name="threads">Threads of the fused kernel; 0: one per processor.</param>
    /// <returns>log p, one per event.</returns>
    /// <exception cref="ArgumentException">The numbers are no whole number of events.</exception>
    public float[] LogProb(ReadOnlySpan<float> events, int threads = 0)
    {
        int columns = _flow.Dimensions;
        if (events.Length % columns != 0)
        {
            throw new ArgumentException($"{events.Length} numbers are no whole number of events of {columns}.", nameof(events));
        }

        float[] result = new float[events.Length / columns];
        if (_fused is not null)
        {
            _fused.LogProb(events, result, threads > 0 ? threads : Environment.ProcessorCount);
        }
        else
        {
            ThroughTorch(events, result);
        }

        return result;
    }

    private void ThroughTorch(ReadOnlySpan<float> events, float[] result)
    {
        int columns = _flow.Dimensions;
        using IDisposable noGradient = no_grad();
        for (int start = 0; start < result.Length; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(BlockRows, result.Length - start);
            Tensor input = tensor(events.Slice(start * columns, rows * columns).ToArray(), [rows, columns]).to(_flow.DataType, _flow.Device);
            Tensor logProb = _flow.LogProb(input).to(ScalarType.Float32, CPU);
            logProb.data<float>().ToArray().CopyTo(result, start);
        }
    }
}

using Mandelstam.Networks.Fused;

namespace Mandelstam.Flows.Fused;

/// <summary>log p of a trained flow by the fused kernels, over a copy of its weights.</summary>
internal sealed unsafe class FusedFlow
{
    private const int ChunkRows = 1024;

    private readonly FlowPlan _plan;
    private readonly AlignedBuffer _packed;

    /// <summary>Packs a flow's present weights.</summary>
    /// <param name="flow">A float32 flow on the CPU.</param>
    public FusedFlow(ContrastiveFlow flow)
    {
        _plan = new(flow, forTraining: false);
        _packed = new(_plan.PackedLength);
        _plan.Pack(FusedLogProb.ParametersOf(flow), _packed.Start, threads: 1);
    }

    /// <summary>Log-density of each event.</summary>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="results">Receives log p, one per event.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="narrow">Registers of 256 bits although there are wider ones; for tests.</param>
    public void LogProb(ReadOnlySpan<float> events, Span<float> results, int threads, bool narrow = false)
    {
        fixed (float* source = events)
        fixed (float* target = results)
        {
            if (FusedKernels.AreWide && !narrow)
            {
                _plan.LogProb<Lanes512>(_packed.Start, source, target, results.Length, ChunkRows, null, threads);
            }
            else
            {
                _plan.LogProb<Lanes256>(_packed.Start, source, target, results.Length, ChunkRows, null, threads);
            }
        }

        GC.KeepAlive(this);
    }
}

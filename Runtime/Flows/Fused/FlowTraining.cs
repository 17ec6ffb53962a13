using Mandelstam.Networks.Fused;

namespace Mandelstam.Flows.Fused;

/// <summary>Forward and backward pass of one flow, in the widest registers that the processor has.</summary>
internal sealed unsafe class FlowTraining
{
    private readonly FlowGradient<Lanes512>? _wide;
    private readonly FlowGradient<Lanes256>? _narrow;

    /// <summary>Plans the passes.</summary>
    /// <param name="flow">A float32 flow on the CPU.</param>
    /// <param name="narrow">Registers of 256 bits although there are wider ones; for tests.</param>
    public FlowTraining(ContrastiveFlow flow, bool narrow = false)
    {
        Plan = new(flow, forTraining: true);
        if (FusedKernels.AreWide && !narrow)
        {
            _wide = new(Plan);
        }
        else
        {
            _narrow = new(Plan);
        }
    }

    /// <summary>The flow.</summary>
    public FlowPlan Plan { get; }

    /// <summary>Numbers of the tape.</summary>
    /// <param name="rows">Number of events.</param>
    public long TapeLength(int rows)
    {
        int block = _wide is null ? DenseLayer<Lanes256>.Block : DenseLayer<Lanes512>.Block;
        return (long)((rows + block - 1) / block) * (_wide is null ? Plan.TapeLength<Lanes256>() : Plan.TapeLength<Lanes512>());
    }

    /// <summary>See <see cref="FlowPlan.LogProb"/>.</summary>
    public void Forward(float* packed, float* data, float* tape, float* results, int rows, int threads)
    {
        if (_wide is null)
        {
            Plan.LogProb<Lanes256>(packed, data, results, rows, FlowGradient<Lanes256>.ChunkRows, tape, threads);
        }
        else
        {
            Plan.LogProb<Lanes512>(packed, data, results, rows, FlowGradient<Lanes512>.ChunkRows, tape, threads);
        }
    }

    /// <summary>See <see cref="FlowGradient{T}.Run"/>.</summary>
    public void Backward(float* packed, float* tape, float* gradients, int rows, float* data, nint[][] weights, nint[][] biases, int threads)
    {
        _wide?.Run(packed, tape, gradients, rows, data, weights, biases, threads);
        _narrow?.Run(packed, tape, gradients, rows, data, weights, biases, threads);
    }
}

namespace Mandelstam.Networks.Fused;

/// <summary>Logits of a classifier of two heads, trunk and heads in one pass over blocks of events that stay in the cache.</summary>
internal sealed unsafe class FusedClassifier
{
    private const int ChunkRows = 1024;

    private readonly PackedPerceptron? _trunk;
    private readonly PackedPerceptron[] _heads;
    private readonly int _inputs;
    private readonly int _widest;

    /// <summary>Packs a classifier's present weights.</summary>
    /// <param name="inputs">Inputs per event.</param>
    /// <param name="trunk">What both heads share; null for nothing.</param>
    /// <param name="heads">The heads.</param>
    public FusedClassifier(int inputs, Perceptron? trunk, IReadOnlyList<Perceptron> heads)
    {
        _inputs = inputs;
        _trunk = trunk is null ? null : new PackedPerceptron(trunk, activatesLast: true);
        _heads = [.. heads.Select(static head => new PackedPerceptron(head))];
        _widest = Math.Max(_trunk?.Widest ?? inputs, _heads.Max(static head => head.Widest));
    }

    /// <summary>Logit of each event in the head of its category.</summary>
    /// <param name="events">Inputs event by event.</param>
    /// <param name="heads">Head of each event.</param>
    /// <param name="results">Receives the logits.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="narrow">Registers of 256 bits although there are wider ones; for tests.</param>
    public void Logits(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, Span<float> results, int threads, bool narrow = false)
    {
        if (FusedKernels.AreWide && !narrow)
        {
            Run<Lanes512>(events, heads, results, threads);
        }
        else
        {
            Run<Lanes256>(events, heads, results, threads);
        }
    }

    private void Run<T>(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, Span<float> results, int threads)
        where T : struct, ILanes<T>
    {
        fixed (float* source = events)
        fixed (int* category = heads)
        fixed (float* target = results)
        {
            nint from = (nint)source, of = (nint)category, to = (nint)target;
            RowChunks.Run(
                results.Length,
                ChunkRows,
                threads,
                () => new AlignedBuffer((_inputs + (4 * _widest)) * DenseLayer<T>.Block),
                (start, count, memory) =>
                {
                    for (int row = start; row < start + count; row += DenseLayer<T>.Block)
                    {
                        Block<T>((float*)from + ((long)row * _inputs), (int*)of + row, (float*)to + row, Math.Min(DenseLayer<T>.Block, start + count - row), memory.Start);
                    }
                });
        }
    }

    private void Block<T>(float* events, int* heads, float* results, int rows, float* memory)
        where T : struct, ILanes<T>
    {
        int block = DenseLayer<T>.Block;
        int buffer = _widest * block;
        float* first = memory + (_inputs * block);
        for (int e = 0; e < block; e++)
        {
            // The last block is filled up with its last event.
            float* row = events + ((long)Math.Min(e, rows - 1) * _inputs);
            for (int column = 0; column < _inputs; column++)
            {
                memory[(column * block) + e] = row[column];
            }
        }

        float* shared = _trunk is null ? memory : _trunk.Run<T>(memory, first, first + buffer);
        for (int head = 0; head < _heads.Length; head++)
        {
            float* logits = _heads[head].Run<T>(shared, first + (2 * buffer), first + (3 * buffer));
            for (int e = 0; e < rows; e++)
            {
                if (heads[e] == head)
                {
                    results[e] = logits[e];
                }
            }
        }
    }
}

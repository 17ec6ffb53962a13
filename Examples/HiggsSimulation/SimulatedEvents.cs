using System.Runtime.ExceptionServices;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Randomness;

namespace Mandelstam.Examples.HiggsSimulation;

/// <summary>A source of simulated events of the challenge, in its schema: Z/γ* → ττ, H → ττ, tt̄ and dibosons at 13 TeV, one process or the mixture.</summary>
/// <remarks>
/// <para>Event i of a seed is a pure function of (seed, process, i): whatever the number of threads, and however a run is cut into calls. Different seeds are
/// independent samples, and memory does not grow with the number of events. What is simulated, and how well, is in Dsl/docs/simulation.md.</para>
/// <para>The mixture has fixed shares in every 1024 events, in an order that the seed shuffles; its events of a process are those of that process alone,
/// in the same order. Events of a process have equal weights, which add up to what 10 fb⁻¹ are expected to bring (<see cref="Expected"/>).</para>
/// <para>An instance may be used by several threads.</para>
/// </remarks>
public sealed class SimulatedEvents : IDisposable
{
    // Of so many events, in the order of Process: about the shares of the Pythia sample.
    private const int PatternEvents = 1024;
    private static readonly int[] _shares = [453, 67, 125, 379];
    private static readonly double[] _expected = [1_003_219, 6_269, 40_906, 1_038.6];
    private static readonly string[] _names = ["ztautau", "diboson", "ttbar", "htautau"];

    private readonly ProductionTables?[] _tables = new ProductionTables?[_shares.Length];
    private readonly Stack<BlockGenerator>[] _idle = [.. _shares.Select(static _ => new Stack<BlockGenerator>())];

    // Generators that hold a block of which the last call has taken the first events only: a stream goes on with the others.
    private readonly BlockGenerator?[] _begun = new BlockGenerator?[_shares.Length];
    private readonly ulong _order;
    private bool _isDisposed;

    /// <summary>A source of events.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="process">The process; null for the mixture of all.</param>
    public SimulatedEvents(ulong seed, Process? process = null)
        : this(seed, process, static p => ProductionTables.Shipped(_names[(int)p]))
    {
    }

    /// <summary>A source with numbers that do not ship with the program.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="process">The process; null for the mixture of all.</param>
    /// <param name="tables">The numbers of a process.</param>
    internal SimulatedEvents(ulong seed, Process? process, Func<Process, ProductionTables> tables)
    {
        if (process is { } one && !Enum.IsDefined(one))
        {
            throw new ArgumentOutOfRangeException(nameof(process), process, "There is no such process.");
        }

        Seed = seed;
        Process = process;
        _order = CounterRandom.SeedFor(seed, "order of the mixture");
        foreach (Process p in Processes)
        {
            _tables[(int)p] = tables(p);
        }
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The process; null for the mixture.</summary>
    public Process? Process { get; }

    /// <summary>The processes that are simulated.</summary>
    public IReadOnlyList<Process> Processes => Process is { } one ? [one] : Enum.GetValues<Process>();

    /// <summary>The name of a process in files: "ztautau", "diboson", "ttbar", "htautau".</summary>
    public static string NameOf(Process process) => _names[(int)process];

    /// <summary>The number of events of a process that are expected in 10 fb⁻¹ before the analysis's own thresholds: the sum of their weights.</summary>
    public static double Expected(Process process) => _expected[(int)process];

    /// <summary>Where a measured column is in a batch.</summary>
    internal static int PrimaryColumn(int measured) => Columns.Primary[measured];

    /// <summary>How many of the first events are of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="total">The number of events from the first on.</param>
    public long CountOf(Process process, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        if (Process is { } one)
        {
            return process == one ? total : 0;
        }

        (long blocks, long rest) = Math.DivRem(total, PatternEvents);
        return (blocks * _shares[(int)process]) + (rest == 0 ? 0 : Order(blocks).AsSpan(0, (int)rest).Count((byte)process));
    }

    /// <summary>Simulates some events of a run.</summary>
    /// <param name="first">The number of the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="total">The events of the whole run, which decide the weights.</param>
    /// <param name="threads">The most threads to use; the events are the same for every number of them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A new batch; row ids are the numbers of the events.</returns>
    public EventBatch Generate(long first, int count, long total, int threads = 1, CancellationToken cancellation = default)
    {
        EventBatch batch = HiggsTauTau.Model.CreateBatch(count);
        Generate(batch, first, total, threads, cancellation);
        return batch;
    }

    /// <summary>Simulates some events of a run into a batch, all rows of it.</summary>
    /// <param name="batch">A batch of <see cref="HiggsTauTau.Model"/>; takes as many events as it has rows.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="total">The events of the whole run, which decide the weights.</param>
    /// <param name="threads">The most threads to use; the events are the same for every number of them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The batch is of another model, or the range is not within the run.</exception>
    public void Generate(EventBatch batch, long first, long total, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (batch.Model != HiggsTauTau.Model)
        {
            throw new ArgumentException($"The batch is of {batch.Model.Name}, the events are of {HiggsTauTau.Model.Name}.", nameof(batch));
        }

        if (first + batch.Rows > total)
        {
            throw new ArgumentException($"Events {first} to {first + batch.Rows} are not within a run of {total}.", nameof(total));
        }

        List<(ProcessRows Rows, long Block)> work = [];
        foreach (ProcessRows rows in RowsOf(batch, first, total, threads, cancellation))
        {
            for (long block = rows.First / BlockGenerator.BlockEvents; block * BlockGenerator.BlockEvents < rows.First + rows.Rows.Count; block++)
            {
                work.Add((rows, block));
            }
        }

        For(work.Count, threads, i => Fill(batch, first, work[i].Rows, work[i].Block), cancellation);
    }

    /// <summary>The events of a run, chunk by chunk, in memory that does not grow with their number. While one chunk is looked at, the next one is simulated.</summary>
    /// <param name="total">How many.</param>
    /// <param name="threads">The most threads to simulate with; the events are the same for every number of them.</param>
    /// <param name="chunk">The events of a chunk.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Batches; each is filled again for the chunk after the next one.</returns>
    public IEnumerable<EventBatch> Stream(long total, int threads = 1, int chunk = 1 << 16, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunk);
        return Chunks();

        IEnumerable<EventBatch> Chunks()
        {
            int rows = (int)Math.Min(chunk, total);
            EventBatch now = HiggsTauTau.Model.CreateBatch(rows), then = HiggsTauTau.Model.CreateBatch(total > rows ? rows : 0);
            Task next = Begin(now, 0);
            try
            {
                for (long first = 0; first < total; first += chunk)
                {
                    next.GetAwaiter().GetResult();
                    EventBatch batch = now;
                    (now, then) = (then, now);
                    next = first + chunk < total ? Begin(now, first + chunk) : Task.CompletedTask;
                    yield return batch;
                }
            }
            finally
            {
                // Who stops in between does not leave work behind; its failure is nobody's any more.
                Task.WaitAny([next], CancellationToken.None);
            }
        }

        Task Begin(EventBatch batch, long first)
        {
            batch.Rows = (int)Math.Min(chunk, total - first);
            return Task.Run(() => Generate(batch, first, total, threads, cancellation), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (BlockGenerator? generator in _idle.SelectMany(static stack => stack).Concat(_begun))
        {
            generator?.Dispose();
        }
    }

    private static void For(int count, int threads, Action<int> body, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>The processes of a block of the mixture, in order.</summary>
    private byte[] Order(long block)
    {
        byte[] order = new byte[PatternEvents];
        int at = 0;
        for (int process = 0; process < _shares.Length; process++)
        {
            order.AsSpan(at, _shares[process]).Fill((byte)process);
            at += _shares[process];
        }

        new CounterRandom(_order, (ulong)block).Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>For each process its rows of a batch, the number of the first of these events among those of the process, and their weight.</summary>
    private List<ProcessRows> RowsOf(EventBatch batch, long first, long total, int threads, CancellationToken cancellation)
    {
        List<ProcessRows> result = [];
        int[] rows = new int[batch.Rows], ends = new int[_shares.Length];
        int at = 0;
        foreach (Process process in Processes)
        {
            long before = CountOf(process, first);
            int count = (int)(CountOf(process, first + batch.Rows) - before);
            ends[(int)process] = at;
            if (count > 0)
            {
                result.Add(new(process, new(rows, at, count), before, (float)(Expected(process) / CountOf(process, total))));
            }

            at += count;
        }

        if (Process is not null)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                rows[row] = row;
            }

            return result;
        }

        long pattern = first / PatternEvents;
        byte[][] orders = new byte[rows.Length == 0 ? 0 : (int)(((first + rows.Length - 1) / PatternEvents) - pattern) + 1][];
        For(orders.Length, threads, i => orders[i] = Order(pattern + i), cancellation);
        for (int row = 0, within = (int)(first % PatternEvents), i = 0; row < rows.Length; row++)
        {
            rows[ends[orders[i][within]]++] = row;
            if (++within == PatternEvents)
            {
                within = 0;
                i++;
            }
        }

        return result;
    }

    private void Fill(EventBatch batch, long first, ProcessRows rows, long block)
    {
        BlockGenerator generator = Take(rows.Process, block);
        if (!generator.Holds(Seed, block))
        {
            generator.Generate(Seed, block);
        }

        long begin = Math.Max(rows.First, block * BlockGenerator.BlockEvents), end = Math.Min(rows.First + rows.Rows.Count, (block + 1) * BlockGenerator.BlockEvents);
        int events = (int)(end - begin), from = (int)(begin - (block * BlockGenerator.BlockEvents));
        ReadOnlySpan<int> targets = rows.Rows.AsSpan((int)(begin - rows.First), events);
        float[] weights = batch.Column(Columns.Weight), labels = batch.Column(Columns.Label);
        float label = rows.Process == HiggsUncertainty.Process.HTauTau ? 1 : 0;
        foreach (int row in targets)
        {
            batch.ProcessCodes[row] = (int)rows.Process;
            batch.RowIds[row] = first + row;
            weights[row] = rows.Weight;
            labels[row] = label;
        }

        for (int i = 0; i < generator.Measured.Length; i++)
        {
            float[] column = batch.Column(Columns.Primary[i]);
            ReadOnlySpan<float> measured = generator.Measured[i].AsSpan(from, events);
            for (int j = 0; j < targets.Length; j++)
            {
                column[targets[j]] = measured[j];
            }
        }

        Return(rows.Process, generator, isBegun: end < (block + 1) * BlockGenerator.BlockEvents);
    }

    private BlockGenerator Take(Process process, long block)
    {
        lock (_idle)
        {
            ref BlockGenerator? begun = ref _begun[(int)process];
            if (begun?.Holds(Seed, block) == true)
            {
                BlockGenerator held = begun;
                begun = null;
                return held;
            }

            if (_idle[(int)process].TryPop(out BlockGenerator? idle))
            {
                return idle;
            }
        }

        return BlockGenerator.Create(process, _tables[(int)process]!);
    }

    private void Return(Process process, BlockGenerator generator, bool isBegun)
    {
        lock (_idle)
        {
            ref BlockGenerator? begun = ref _begun[(int)process];
            if (isBegun)
            {
                (begun, BlockGenerator? other) = (generator, begun);
                if (other is null)
                {
                    return;
                }

                generator = other;
            }

            _idle[(int)process].Push(generator);
        }
    }

    /// <summary>Rows of a batch that are events of a process.</summary>
    private sealed record ProcessRows(Process Process, ArraySegment<int> Rows, long First, float Weight);

    /// <summary>Where the columns of the files are in a batch.</summary>
    private static class Columns
    {
        private static readonly string[] _order =
        [
            "PRI_lep_pt", "PRI_lep_eta", "PRI_lep_phi", "PRI_had_pt", "PRI_had_eta", "PRI_had_phi",
            "PRI_jet_leading_pt", "PRI_jet_leading_eta", "PRI_jet_leading_phi", "PRI_jet_subleading_pt", "PRI_jet_subleading_eta", "PRI_jet_subleading_phi",
            "PRI_n_jets", "PRI_jet_all_pt", "PRI_met", "PRI_met_phi",
        ];

        public static int[] Primary { get; } = [.. _order.Select(IndexOf)];

        public static int Weight { get; } = IndexOf("weights");

        public static int Label { get; } = IndexOf("labels");

        private static int IndexOf(string name) => HiggsTauTau.Model.Columns.Index().First(c => c.Item.Name == name).Index;
    }
}

using Mandelstam.Examples.HiggsSimulation.Detector;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Simulates a process block by block. All of a block is drawn from the block's own generators, until it has its number of selected events.</summary>
/// <remarks>A block depends on seed, process and its number alone. Not safe for use by several threads at once.</remarks>
internal abstract class BlockGenerator : IDisposable
{
    /// <summary>The selected events of a block.</summary>
    public const int BlockEvents = 2048;

    // A process whose tables let hardly anything pass would draw for ever.
    private protected const int MostSystems = 1 << 22;

    private (ulong Seed, long Block)? _last;

    /// <summary>The bosons and pairs produced so far.</summary>
    public long Systems { get; private protected set; }

    /// <summary>The rows that came to each stage of the decays so far; of the first one the decays tried.</summary>
    public long[] Trials { get; private protected set; } = [];

    /// <summary>The measured columns of the last block, <see cref="DetectorPass.Outputs"/> of <see cref="BlockEvents"/> numbers.</summary>
    public float[][] Measured { get; } = [.. Enumerable.Range(0, DetectorPass.Outputs).Select(static _ => new float[BlockEvents])];

    /// <summary>Which cell each draw of a table took, event by event, or −1; empty unless they are noted.</summary>
    public int[][] Notes { get; private protected set; } = [];

    /// <summary>Sees every row of selected trial events before they are measured, in columns (<see cref="Column"/>), with the number of rows: for tests.</summary>
    public Action<Func<int, int, double>, int>? Watch { get; set; }

    /// <summary>A generator for the widest registers that the machine has.</summary>
    /// <param name="process">The process.</param>
    /// <param name="tables">Its numbers.</param>
    /// <param name="isNoting">Whether drawn cells are noted.</param>
    public static BlockGenerator Create(Process process, ProductionTables tables, bool isNoting = false) => RegisterWidth.Bits switch
    {
        512 => new BlockGenerator<Double512>(process, tables, isNoting),
        256 => new BlockGenerator<Double256>(process, tables, isNoting),
        _ => new BlockGenerator<Double128>(process, tables, isNoting),
    };

    /// <summary>Whether the last block is this one.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="block">The number of the block.</param>
    public bool Holds(ulong seed, long block) => _last == (seed, block);

    /// <summary>Simulates a block.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="block">The number of the block.</param>
    public void Generate(ulong seed, long block)
    {
        _last = null;
        Make(seed, block);
        _last = (seed, block);
    }

    /// <summary>Fills <see cref="Measured"/> and <see cref="Notes"/>.</summary>
    private protected abstract void Make(ulong seed, long block);

    /// <inheritdoc/>
    public abstract void Dispose();
}

using Mandelstam.Examples.HiggsSimulation.Detector;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>The generator for one width of registers.</summary>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class BlockGenerator<T> : BlockGenerator
    where T : struct, IDoubleLanes<T>
{
    // Rows of a tile that have no decays to be selected are tried again so often, more than once in a pass where few are left: hardly one in a hundred
    // of those that have a chance is given up, always for the same events.
    private const int Passes = 14;

    private readonly Process _process;
    private readonly EventTile<T> _systems, _trials;
    private readonly bool _isNoting;
    private int _done;

    public BlockGenerator(Process process, ProductionTables tables, bool isNoting)
    {
        _process = process;
        _isNoting = isNoting;
        _systems = new() { Tables = tables, IsNoting = isNoting };
        _trials = new() { Tables = tables, IsNoting = isNoting };
    }

    /// <inheritdoc/>
    public override void Generate(ulong seed, long block)
    {
        _systems.Seed(CounterRandom.SeedFor(seed, "production of " + _process), (ulong)block);
        _trials.Seed(CounterRandom.SeedFor(seed, "decays of " + _process), (ulong)block);
        _done = 0;
        for (int systems = 0; _done < BlockEvents; systems += EventTile<T>.Rows)
        {
            if (systems > MostSystems)
            {
                throw new MandelstamException($"Of {systems} simulated events of {_process} only {_done} pass the selection: its tables cannot be right.");
            }

            _systems.ClearNotes();
            RecoilPass.Run(_systems);
            HardPass.DrawSystem(_systems, _process);
            Decay();
            Watch?.Invoke((column, row) => _systems[column][row], EventTile<T>.Rows);
            DetectorPass.Run(_systems);
            Collect();
            Systems += EventTile<T>.Rows;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _systems.Dispose();
        _trials.Dispose();
    }

    // Decays are drawn until they may be selected.
    private void Decay()
    {
        int* pending = stackalloc int[EventTile<T>.Rows];
        int count = 0, notes = _systems.NoteCount;
        double* isComplete = _systems[Column.IsComplete];
        for (int row = 0; row < EventTile<T>.Rows; row++)
        {
            isComplete[row] = 0;
            pending[count] = row;
            count += IsPossible(row) ? 1 : 0;
        }

        // Rows whose decays are given up hold zeros, not what was there before.
        for (int column = Column.Decays; column < Column.Decays + Column.DecayCount; column++)
        {
            new Span<double>(_systems[column], EventTile<T>.Rows).Clear();
        }

        for (int pass = 0; pass < Passes && count > 0; pass++)
        {
            for (int column = Column.Given; column < Column.Given + Column.GivenCount; column++)
            {
                double* from = _systems[column], to = _trials[column];
                for (int row = 0, next = 0; row < EventTile<T>.Rows; row++)
                {
                    to[row] = from[pending[next]];
                    next = next + 1 == count ? 0 : next + 1;
                }
            }

            _trials.ClearNotes();
            Try();
            Trials += EventTile<T>.Rows;
            double* passes = _trials[Column.IsComplete];
            for (int row = 0, next = 0; row < EventTile<T>.Rows; row++)
            {
                int system = pending[next];
                next = next + 1 == count ? 0 : next + 1;
                if (passes[row] != 0 && isComplete[system] == 0)
                {
                    isComplete[system] = 1;
                    Keep(row, system, notes);
                }
            }

            int left = 0;
            for (int i = 0; i < count; i++)
            {
                pending[left] = pending[i];
                left += isComplete[pending[i]] == 0 ? 1 : 0;
            }

            count = left;
        }

        _systems.ClearNotes(notes + _trials.NoteCount);
    }

    // A jet that is taken for a tau has to be one that may be.
    private bool IsPossible(int row)
    {
        double energy = _systems[Column.TakenJet][row], x = _systems[Column.TakenJet + 1][row], y = _systems[Column.TakenJet + 2][row], z = _systems[Column.TakenJet + 3][row];
        double pt2 = (x * x) + (y * y);
        return energy == 0 || (pt2 > HardPass.LeastTauPt * HardPass.LeastTauPt && z * z < HardPass.TauReach * pt2);
    }

    private void Try()
    {
        switch (_process)
        {
            case Process.ZTauTau: HardPass.Resonance(_trials, isScalar: false); break;
            case Process.HTauTau: HardPass.Resonance(_trials, isScalar: true); break;
            case Process.TopPair: HardPass.Pair(_trials, isTop: true); break;
            default: HardPass.Pair(_trials, isTop: false); break;
        }

        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            _trials.Write(Column.IsComplete, row, T.Select(HardPass.MayPass(_trials, row), T.All(1), T.All(0)));
        }
    }

    private void Keep(int row, int system, int notes)
    {
        for (int column = Column.Decays; column < Column.Decays + Column.DecayCount; column++)
        {
            _systems[column][system] = _trials[column][row];
        }

        for (int note = 0; note < _trials.NoteCount; note++)
        {
            _systems.Note(notes + note)[system] = _trials.Note(note)[row];
        }
    }

    private void Collect()
    {
        if (_isNoting && Notes.Length != _systems.NoteCount)
        {
            Notes = [.. Enumerable.Range(0, _systems.NoteCount).Select(static _ => new int[BlockEvents])];
        }

        double* passes = _systems[DetectorPass.Passes];
        int* rows = stackalloc int[EventTile<T>.Rows];
        int count = 0;
        for (int row = 0; row < EventTile<T>.Rows && _done + count < BlockEvents; row++)
        {
            rows[count] = row;
            count += passes[row] != 0 ? 1 : 0;
        }

        for (int column = 0; column < DetectorPass.Outputs; column++)
        {
            double* from = _systems[DetectorPass.Output + column];
            Span<float> to = Measured[column].AsSpan(_done, count);
            for (int i = 0; i < count; i++)
            {
                to[i] = (float)from[rows[i]];
            }
        }

        for (int note = 0; note < Notes.Length; note++)
        {
            double* from = _systems.Note(note);
            for (int i = 0; i < count; i++)
            {
                Notes[note][_done + i] = (int)from[rows[i]];
            }
        }

        _done += count;
    }
}

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
    // Bosons and pairs whose decays are drawn together: many, so that the few which are hard to select share a tile.
    private const int Tiles = 4;
    private const int Batch = Tiles * EventTile<T>.Rows;

    // Every system is tried once a round, more often where few are left: hardly one in a hundred of those that have a chance is given up, always the same ones.
    private const int Rounds = 30;
    private const int MostTries = 4;

    private readonly Process _process;
    private readonly EventTile<T>[] _systems;
    private readonly EventTile<T> _proposals, _trials;
    private readonly int[] _of = new int[EventTile<T>.Rows];
    private readonly bool _isNoting;
    private int _done, _trialCount, _systemNotes;

    public BlockGenerator(Process process, ProductionTables tables, bool isNoting)
    {
        _process = process;
        _isNoting = isNoting;
        _systems = [.. Enumerable.Range(0, Tiles).Select(_ => new EventTile<T> { Tables = tables, IsNoting = isNoting })];
        _proposals = new() { Tables = tables, IsNoting = isNoting };
        _trials = new() { Tables = tables, IsNoting = isNoting };
    }

    /// <inheritdoc/>
    public override void Generate(ulong seed, long block)
    {
        ulong key = CounterRandom.SeedFor(seed, "production of " + _process);
        for (int tile = 0; tile < Tiles; tile++)
        {
            _systems[tile].Seed(key, ((ulong)block * Tiles) + (ulong)tile);
        }

        _proposals.Seed(CounterRandom.SeedFor(seed, "decays of " + _process), (ulong)block);
        _trials.Seed(CounterRandom.SeedFor(seed, "directions of " + _process), (ulong)block);
        _done = 0;
        for (int systems = 0; _done < BlockEvents; systems += Batch)
        {
            if (systems > MostSystems)
            {
                throw new MandelstamException($"Of {systems} simulated events of {_process} only {_done} pass the selection: its tables cannot be right.");
            }

            foreach (EventTile<T> tile in _systems)
            {
                tile.ClearNotes();
                RecoilPass.Run(tile);
                HardPass.DrawSystem(tile, _process);

                // Rows whose decays are given up hold zeros, not what was there before.
                for (int column = Column.IsComplete; column < Column.Decays + Column.DecayCount; column++)
                {
                    new Span<double>(tile[column], EventTile<T>.Rows).Clear();
                }
            }

            Decay();
            foreach (EventTile<T> tile in _systems)
            {
                Watch?.Invoke((column, row) => tile[column][row], EventTile<T>.Rows);
                DetectorPass.Run(tile);
                Collect(tile);
            }

            Systems += Batch;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _proposals.Dispose();
        _trials.Dispose();
        Array.ForEach(_systems, static tile => tile.Dispose());
    }

    // Decays are drawn until they may be selected.
    private void Decay()
    {
        int* pending = stackalloc int[Batch];
        int count = 0;
        for (int system = 0; system < Batch; system++)
        {
            pending[count] = system;
            count += IsPossible(TileOf(system), RowOf(system)) ? 1 : 0;
        }

        _trialCount = 0;
        _systemNotes = _systems[0].NoteCount;
        for (int round = 0; round < Rounds && count > 0; round++)
        {
            int tries = count * Math.Clamp(EventTile<T>.Rows / count, 1, MostTries);
            for (int offset = 0; offset < tries; offset += EventTile<T>.Rows)
            {
                Propose(pending, count, offset, Math.Min(EventTile<T>.Rows, tries - offset));
            }

            // Where few are left, what became of them has to be known before they are tried again.
            if (count <= EventTile<T>.Rows || round == Rounds - 1)
            {
                Try();
            }

            int left = 0;
            for (int i = 0; i < count; i++)
            {
                int system = pending[i];
                pending[left] = system;
                left += TileOf(system)[Column.IsComplete][RowOf(system)] == 0 ? 1 : 0;
            }

            count = left;
        }

        Try();
        foreach (EventTile<T> tile in _systems)
        {
            tile.ClearNotes(_systemNotes + _trials.NoteCount);
        }
    }

    // A tile of pending systems, and again the first ones where those are fewer than rows. Of a resonance only decays go on that have the energy.
    private void Propose(int* pending, int count, int offset, int rows)
    {
        bool isResonance = _process is Process.ZTauTau or Process.HTauTau;
        EventTile<T> tile = isResonance ? _proposals : _trials;
        int* of = stackalloc int[EventTile<T>.Rows];
        tile.Active = (rows + LaneRandom<T>.Lanes - 1) / LaneRandom<T>.Lanes * LaneRandom<T>.Lanes;
        for (int row = 0, next = offset % count; row < tile.Active; row++)
        {
            of[row] = pending[next];
            next = next + 1 == count ? 0 : next + 1;
        }

        // Of a resonance mass, recoil and the jet that is taken for a tau decide whether the energy may do.
        Gather(of, tile, Column.SumX, isResonance ? 2 : Column.GivenCount);
        if (isResonance)
        {
            Gather(of, tile, Column.Mass, 1);
            Gather(of, tile, Column.TakenJet, 1);
        }

        if (!isResonance)
        {
            for (int row = 0; row < rows; row++)
            {
                _of[row] = of[row];
            }

            _trialCount = rows;
            Try();
            return;
        }

        tile.ClearNotes();
        HardPass.DrawFractions(tile, _process == Process.HTauTau);
        Trials += rows;
        double* passes = tile[HardPass.MayPass];
        for (int row = 0; row < rows; row++)
        {
            if (passes[row] == 0 || TileOf(of[row])[Column.IsComplete][RowOf(of[row])] != 0)
            {
                continue;
            }

            for (int column = HardPass.Fractions; column < HardPass.Fractions + HardPass.FractionCount; column++)
            {
                _trials[column][_trialCount] = tile[column][row];
            }

            for (int note = 0; note < tile.NoteCount; note++)
            {
                _trials.Note(note)[_trialCount] = tile.Note(note)[row];
            }

            _of[_trialCount] = of[row];
            if (++_trialCount == EventTile<T>.Rows)
            {
                Try();
            }
        }
    }

    // Columns of the systems that the rows of a tile are of.
    private void Gather(int* of, EventTile<T> tile, int first, int columns)
    {
        double** from = stackalloc double*[Tiles];
        for (int column = first; column < first + columns; column++)
        {
            for (int i = 0; i < Tiles; i++)
            {
                from[i] = _systems[i][column];
            }

            double* to = tile[column];
            for (int row = 0; row < tile.Active; row++)
            {
                to[row] = from[(uint)of[row] / EventTile<T>.Rows][(uint)of[row] % EventTile<T>.Rows];
            }
        }
    }

    private EventTile<T> TileOf(int system) => _systems[system / EventTile<T>.Rows];

    private static int RowOf(int system) => system % EventTile<T>.Rows;

    // The rest of what was proposed; the first decay of a system that may be selected is its own.
    private void Try()
    {
        if (_trialCount == 0)
        {
            return;
        }

        _trials.Active = (_trialCount + LaneRandom<T>.Lanes - 1) / LaneRandom<T>.Lanes * LaneRandom<T>.Lanes;
        switch (_process)
        {
            case Process.ZTauTau or Process.HTauTau:
                for (int row = _trialCount; row < _trials.Active; row++)
                {
                    _of[row] = _of[0];
                }

                fixed (int* of = _of)
                {
                    Gather(of, _trials, Column.Given, Column.GivenCount);
                }

                _trials.ClearNotes(_proposals.NoteCount);
                HardPass.Place(_trials, _process == Process.HTauTau);
                break;
            default:
                _trials.ClearNotes();
                HardPass.Pair(_trials, _process == Process.TopPair);
                Trials += _trialCount;
                break;
        }

        CandidatePass.Run(_trials);
        double* passes = _trials[Column.IsComplete];
        for (int row = 0; row < _trialCount; row++)
        {
            EventTile<T> tile = TileOf(_of[row]);
            int target = RowOf(_of[row]);
            if (passes[row] != 0 && tile[Column.IsComplete][target] == 0)
            {
                tile[Column.IsComplete][target] = 1;
                Keep(row, tile, target);
            }
        }

        _trialCount = 0;
    }

    // A jet that is taken for a tau has to be one that may be.
    private static bool IsPossible(EventTile<T> tile, int row)
    {
        double energy = tile[Column.TakenJet][row], x = tile[Column.TakenJet + 1][row], y = tile[Column.TakenJet + 2][row], z = tile[Column.TakenJet + 3][row];
        double pt2 = (x * x) + (y * y);
        return energy == 0 || (pt2 > HardPass.LeastTauPt * HardPass.LeastTauPt && z * z < HardPass.TauReach * pt2);
    }

    private void Keep(int row, EventTile<T> tile, int target)
    {
        for (int column = Column.Decays; column < Column.Decays + Column.DecayCount; column++)
        {
            tile[column][target] = _trials[column][row];
        }

        for (int note = 0; note < _trials.NoteCount; note++)
        {
            tile.Note(_systemNotes + note)[target] = _trials.Note(note)[row];
        }
    }

    private void Collect(EventTile<T> tile)
    {
        if (_isNoting && Notes.Length != tile.NoteCount)
        {
            Notes = [.. Enumerable.Range(0, tile.NoteCount).Select(static _ => new int[BlockEvents])];
        }

        double* passes = tile[DetectorPass.Passes];
        int* rows = stackalloc int[EventTile<T>.Rows];
        int count = 0;
        for (int row = 0; row < EventTile<T>.Rows && _done + count < BlockEvents; row++)
        {
            rows[count] = row;
            count += passes[row] != 0 ? 1 : 0;
        }

        for (int column = 0; column < DetectorPass.Outputs; column++)
        {
            double* from = tile[DetectorPass.Output + column];
            Span<float> to = Measured[column].AsSpan(_done, count);
            for (int i = 0; i < count; i++)
            {
                to[i] = (float)from[rows[i]];
            }
        }

        for (int note = 0; note < Notes.Length; note++)
        {
            double* from = tile.Note(note);
            for (int i = 0; i < count; i++)
            {
                Notes[note][_done + i] = (int)from[rows[i]];
            }
        }

        _done += count;
    }
}

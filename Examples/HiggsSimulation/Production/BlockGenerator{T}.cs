using Mandelstam.Examples.HiggsSimulation.Detector;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>The generator for one width of registers.</summary>
/// <remarks>
/// Bosons and pairs ("systems") are drawn once; their decays go through stages, each of which drops most of its rows. What is left is collected in the tile of the next stage, so that all
/// stages work on full registers. The first decay of a system that comes through is its own.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class BlockGenerator<T> : BlockGenerator
    where T : struct, IDoubleLanes<T>
{
    // Systems whose decays are drawn together: many, so that the few which are hard to select share a tile.
    private const int Tiles = 4;
    private const int Rows = EventTile<T>.Rows;
    private const int Batch = Tiles * Rows;

    // Every system is tried once a round, more often where few are left: hardly one in a hundred of those that have a chance is given up, always the same ones.
    private const int Rounds = 16;
    private const int MostTries = 4;

    private readonly Process _process;
    private readonly EventTile<T>[] _systems;

    // Where each system is, counted from the first one of the first tile, in any column.
    private readonly nint[] _places = new nint[Batch];
    private readonly nint[] _pending = new nint[Batch], _from = new nint[Batch], _to = new nint[Batch];
    private readonly Stage[] _stages;
    private readonly bool _isNoting;
    private int _done, _systemNotes;

    public BlockGenerator(Process process, ProductionTables tables, bool isNoting)
    {
        _process = process;
        _isNoting = isNoting;
        _systems = [.. Enumerable.Range(0, Tiles).Select(_ => NewTile())];
        for (int system = 0; system < Batch; system++)
        {
            _places[system] = (nint)(_systems[system / Rows][0] + (system % Rows) - _systems[0][0]);
        }

        bool isScalar = process == Process.HTauTau, isTop = process == Process.TopPair;
        _stages = isScalar || process == Process.ZTauTau
            ?
            [
                new(NewTile(), [], [(Column.Mass, 1), (Column.Limits, Column.LimitCount)], ResonancePass.MayPass, tile => ResonancePass.DrawFractions(tile, isScalar)),
                new(NewTile(), [(ResonancePass.Fractions, ResonancePass.FractionCount)], [(Column.SumX, 4), (Column.TakenJet, 4)], Column.IsComplete, tile =>
                {
                    ResonancePass.Place(tile, isScalar);
                    CandidatePass.ReachLepton(tile);
                    CandidatePass.ReachTau(tile);
                }),
                new(NewTile(), [(Column.IsFake, 13)], [], Column.IsComplete, CandidatePass.MeasureTau),
                new(NewTile(), [(Column.IsFake, 13), (Column.TauScale, 1)], [], Column.IsComplete, CandidatePass.MeasureLepton) { Kept = [(Column.Decays, Column.CandidateCount)] },
            ]
            :
            [
                new(NewTile(), [], [(Column.SumX, 7)], Column.IsComplete, tile =>
                {
                    PairPass.DrawCandidate(tile, isTop);
                    CandidatePass.ReachTau(tile);
                    CandidatePass.MeasureTau(tile);
                }),
                new(NewTile(), PairPass.Brought(isTop), [(Column.Topology, 3)], Column.IsComplete, tile =>
                {
                    PairPass.DrawLepton(tile, isTop);
                    CandidatePass.ReachLepton(tile);
                    CandidatePass.MeasureLepton(tile);
                }) { Kept = PairPass.Kept(isTop) },
            ];

        Trials = new long[_stages.Length];
        EventTile<T> NewTile() => new() { Tables = tables, IsNoting = isNoting };
    }

    /// <inheritdoc/>
    private protected override void Make(ulong seed, long block)
    {
        ulong key = CounterRandom.SeedFor(seed, "production of " + _process);
        for (int tile = 0; tile < Tiles; tile++)
        {
            _systems[tile].Seed(key, ((ulong)block * Tiles) + (ulong)tile);
        }

        key = CounterRandom.SeedFor(seed, "decays of " + _process);
        for (int stage = 0; stage < _stages.Length; stage++)
        {
            _stages[stage].Tile.Seed(key, ((ulong)block * (ulong)_stages.Length) + (ulong)stage);
            _stages[stage].Count = 0;
        }

        _done = 0;
        int systems = 0;
        while (_done < BlockEvents)
        {
            // The last batch takes no more tiles than it needs, by what the ones before have brought.
            int tiles = _done == 0 ? Tiles : (int)Math.Clamp(((long)(BlockEvents - _done) * systems / ((long)_done * Rows)) + 1, 1, Tiles);
            if ((systems += tiles * Rows) > MostSystems)
            {
                throw new MandelstamException($"Of {systems} simulated events of {_process} only {_done} pass the selection: its tables cannot be right.");
            }

            Draw(tiles);
            Decay(tiles * Rows);
            Close(tiles * Rows);
            for (int tile = 0; tile < tiles; tile++)
            {
                Measure(_systems[tile]);
            }
        }

        Systems += systems;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Array.ForEach(_stages, static stage => stage.Tile.Dispose());
        Array.ForEach(_systems, static tile => tile.Dispose());
    }

    private void Draw(int tiles)
    {
        for (int i = 0; i < tiles; i++)
        {
            EventTile<T> tile = _systems[i];
            tile.Active = Rows;
            tile.ClearNotes();
            RecoilPass.Run(tile);
            HardPass.DrawSystem(tile, _process);

            // Rows whose decays are given up hold zeros, not what was there before.
            foreach ((int first, int columns) in _stages[^1].Kept)
            {
                new Span<double>(tile[first], EventTile<T>.ColumnsApart(columns)).Clear();
            }

            new Span<double>(tile[Column.IsComplete], Rows).Clear();
        }

        _systemNotes = _systems[0].NoteCount;
        foreach (Stage stage in _stages)
        {
            stage.NotesBefore = 0;
        }
    }

    // Decays are drawn until they may be selected.
    private void Decay(int systems)
    {
        int count = 0;
        for (int system = 0; system < systems; system++)
        {
            _pending[count] = _places[system];
            count += IsPossible(_places[system]) ? 1 : 0;
        }

        double* complete = _systems[0][Column.IsComplete];
        for (int round = 0; round < Rounds && count > 0; round++)
        {
            Try(_pending.AsSpan(0, count), count * Math.Clamp(Rows / count, 1, MostTries));

            // Where few are left, what became of them has to be known before they are tried again.
            if (count <= Rows || round == Rounds - 1)
            {
                for (int stage = 0; stage < _stages.Length; stage++)
                {
                    Run(stage);
                }
            }

            int left = 0;
            for (int i = 0; i < count; i++)
            {
                nint place = _pending[i];
                _pending[left] = place;
                left += 1 - IsSet(complete[place]);
            }

            count = left;
        }

        for (int stage = 0; stage < _stages.Length; stage++)
        {
            Run(stage);
        }

        for (int tile = 0; tile < systems / Rows; tile++)
        {
            _systems[tile].ClearNotes(_systemNotes + _stages[^1].Tile.NoteCount);
        }
    }

    // Systems for the first stage, again from the first one on where there are more tries.
    private void Try(ReadOnlySpan<nint> systems, int tries)
    {
        Stage first = _stages[0];
        for (int next = 0; tries > 0;)
        {
            int taken = Math.Min(tries, Math.Min(Rows - first.Count, systems.Length - next));
            systems.Slice(next, taken).CopyTo(first.Of.AsSpan(first.Count));
            first.Count += taken;
            tries -= taken;
            next = next + taken == systems.Length ? 0 : next + taken;
            if (first.Count == Rows)
            {
                Run(0);
            }
        }
    }

    // A stage on the rows that it has, a tile of them at most; those that pass go on to the next one.
    private void Run(int index)
    {
        Stage stage = _stages[index];
        int count = Math.Min(stage.Count, Rows);
        if (count == 0)
        {
            return;
        }

        Trials[index] += count;
        EventTile<T> tile = stage.Tile;
        tile.Active = EventTile<T>.Whole(count);
        Pad(stage, count, tile.Active);
        Gather(stage);
        tile.ClearNotes(stage.NotesBefore);
        new Span<double>(tile[Column.IsComplete], tile.Active).Fill(1);
        stage.Pass(tile);
        double* marks = stackalloc double[Rows];
        int* counts = stackalloc int[Rows / LaneRandom<T>.Lanes];
        int passed = Mark(stage, count, marks, counts);
        if (index + 1 < _stages.Length)
        {
            Advance(index, marks, counts);
            Shift(stage, count);
            _stages[index + 1].Count += passed;
            while (_stages[index + 1].Count >= Rows)
            {
                Run(index + 1);
            }
        }
        else
        {
            Keep(stage, count, marks);
            Shift(stage, count);
        }
    }

    // All bits where a row goes on: it has passed, and its system has no decay yet.
    private int Mark(Stage stage, int count, double* marks, int* counts)
    {
        double* complete = _systems[0][Column.IsComplete], passes = stage.Tile[stage.Passes];
        int passed = 0;
        fixed (nint* of = stage.Of)
        {
            for (int first = 0; first < stage.Tile.Active; first += LaneRandom<T>.Lanes)
            {
                int marked = 0;
                for (int row = first; row < first + LaneRandom<T>.Lanes; row++)
                {
                    int goesOn = row < count ? IsSet(passes[row]) & ~IsSet(complete[of[row]]) : 0;
                    marks[row] = BitConverter.Int64BitsToDouble(-(long)goesOn);
                    marked += goesOn;
                }

                counts[first / LaneRandom<T>.Lanes] = marked;
                passed += marked;
            }
        }

        return passed;
    }

    // 1 of 1.0, 0 of 0: quicker than a conversion, which takes care of all that no integer can hold.
    private static int IsSet(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >> 61);

    // Rows up to a whole number of registers are those of the first row again: they are drawn and not looked at.
    private static void Pad(Stage stage, int count, int active)
    {
        if (count == active)
        {
            return;
        }

        stage.Of.AsSpan(count, active - count).Fill(stage.Of[0]);
        foreach ((int first, int columns) in stage.Brought)
        {
            for (int column = first; column < first + columns; column++)
            {
                double* values = stage.Tile[column];
                new Span<double>(values + count, active - count).Fill(values[0]);
            }
        }
    }

    // Columns of the systems that the rows of a stage are of.
    private void Gather(Stage stage)
    {
        int active = stage.Tile.Active;
        fixed (nint* of = stage.Of)
        {
            foreach ((int first, int columns) in stage.Given)
            {
                for (int column = first; column < first + columns; column++)
                {
                    double* from = _systems[0][column], to = stage.Tile[column];
                    for (int row = 0; row < active; row++)
                    {
                        to[row] = from[of[row]];
                    }
                }
            }
        }
    }

    private void Advance(int index, double* marks, int* counts)
    {
        Stage stage = _stages[index], next = _stages[index + 1];
        next.NotesBefore = stage.Tile.NoteCount;
        int eights = stage.Tile.Active / LaneRandom<T>.Lanes, at = next.Count;
        foreach ((int first, int columns) in next.Brought)
        {
            for (int column = first; column < first + columns; column++)
            {
                EventTile<T>.CopyMarked(stage.Tile[column], marks, counts, eights, next.Tile[column] + at);
            }
        }

        for (int note = 0; note < stage.Tile.NoteCount; note++)
        {
            EventTile<T>.CopyMarked(stage.Tile.Note(note), marks, counts, eights, next.Tile.Note(note) + at);
        }

        fixed (nint* from = stage.Of)
        fixed (nint* to = next.Of)
        {
            EventTile<T>.CopyMarked((double*)from, marks, counts, eights, (double*)to + at);
        }
    }

    // Takes the first rows away.
    private static void Shift(Stage stage, int count)
    {
        int rest = stage.Count - count;
        stage.Count = rest;
        if (rest == 0)
        {
            return;
        }

        stage.Of.AsSpan(count, rest).CopyTo(stage.Of);
        foreach ((int first, int columns) in stage.Brought)
        {
            for (int column = first; column < first + columns; column++)
            {
                ShiftColumn(stage.Tile[column]);
            }
        }

        for (int note = 0; note < stage.NotesBefore; note++)
        {
            ShiftColumn(stage.Tile.Note(note));
        }

        void ShiftColumn(double* column) => new Span<double>(column + count, rest).CopyTo(new(column, rest));
    }

    // The first decay of a system that comes through.
    private void Keep(Stage stage, int count, double* marks)
    {
        double* complete = _systems[0][Column.IsComplete];
        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            nint place = stage.Of[row];
            if (BitConverter.DoubleToInt64Bits(marks[row]) != 0 && complete[place] == 0)
            {
                complete[place] = 1;
                _from[kept] = row;
                _to[kept++] = place;
            }
        }

        foreach ((int first, int columns) in stage.Kept)
        {
            for (int column = first; column < first + columns; column++)
            {
                Put(stage.Tile[column], _systems[0][column], kept);
            }
        }

        for (int note = 0; note < stage.Tile.NoteCount; note++)
        {
            Put(stage.Tile.Note(note), _systems[0].Note(_systemNotes + note), kept);
        }
    }

    private void Put(double* from, double* to, int count)
    {
        fixed (nint* source = _from, target = _to)
        {
            for (int i = 0; i < count; i++)
            {
                to[target[i]] = from[source[i]];
            }
        }
    }

    // The taus of a resonance have to be in reach, and a jet that is taken for a tau has to be one that may be.
    private bool IsPossible(nint place)
    {
        EventTile<T> tile = _systems[0];
        double energy = tile[Column.TakenJet][place], x = tile[Column.TakenJet + 1][place], y = tile[Column.TakenJet + 2][place], z = tile[Column.TakenJet + 3][place];
        double pt2 = (x * x) + (y * y);
        return tile[Column.LeastSine][place] <= 1 && (energy == 0 || (pt2 > HardPass.LeastTauPt * HardPass.LeastTauPt && z * z < HardPass.TauReach * pt2));
    }

    // Complete systems from the end move to the places of those that were given up, so that the detector works on full registers.
    private void Close(int systems)
    {
        double* complete = _systems[0][Column.IsComplete];
        int low = 0, high = systems - 1, moved = 0;
        while (true)
        {
            while (low <= high && complete[_places[low]] != 0)
            {
                low++;
            }

            while (low < high && complete[_places[high]] == 0)
            {
                high--;
            }

            if (low >= high)
            {
                break;
            }

            _from[moved] = _places[high--];
            _to[moved++] = _places[low++];
        }

        int count = low;
        Move(Column.Component, Column.Given + Column.GivenCount, moved);
        Move(Column.IsComplete, 1, moved);
        Move(Column.RecoilJet, 4 * TableLayout.RecoilJets, moved);
        foreach ((int first, int columns) in _stages[^1].Kept)
        {
            Move(first, columns, moved);
        }

        for (int note = 0; _isNoting && note < _systems[0].NoteCount; note++)
        {
            Put(_systems[0].Note(note), _systems[0].Note(note), moved);
        }

        for (int i = 0; i < moved; i++)
        {
            complete[_from[i]] = 0;
        }

        for (int tile = 0; tile < Tiles; tile++)
        {
            _systems[tile].Active = EventTile<T>.Whole(Math.Clamp(count - (tile * Rows), 0, Rows));
        }
    }

    private void Move(int first, int columns, int count)
    {
        for (int column = first; column < first + columns; column++)
        {
            Put(_systems[0][column], _systems[0][column], count);
        }
    }

    private void Measure(EventTile<T> tile)
    {
        if (_process is Process.ZTauTau or Process.HTauTau)
        {
            ResonancePass.Complete(tile);
        }
        else
        {
            PairPass.Complete(tile, _process == Process.TopPair);
        }

        Watch?.Invoke((column, row) => tile[column][row], tile.Active);
        DetectorPass.Run(tile);
        Collect(tile);
    }

    private void Collect(EventTile<T> tile)
    {
        if (_isNoting && Notes.Length != tile.NoteCount)
        {
            Notes = [.. Enumerable.Range(0, tile.NoteCount).Select(static _ => new int[BlockEvents])];
        }

        double* passes = tile[DetectorPass.Passes];
        int* rows = stackalloc int[Rows];
        int count = 0;
        for (int row = 0; row < tile.Active && _done + count < BlockEvents; row++)
        {
            rows[count] = row;
            count += IsSet(passes[row]);
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

    /// <summary>A part of the decays, with the rows that wait for it.</summary>
    private sealed class Stage(EventTile<T> tile, (int First, int Count)[] brought, (int First, int Count)[] given, int passes, Action<EventTile<T>> pass)
    {
        public EventTile<T> Tile => tile;

        /// <summary>Columns that the stage before has filled.</summary>
        public (int First, int Count)[] Brought => brought;

        /// <summary>Columns of the systems that the stage begins with.</summary>
        public (int First, int Count)[] Given => given;

        /// <summary>Columns that go to the systems, of the last stage.</summary>
        public (int First, int Count)[] Kept { get; init; } = [];

        /// <summary>The column that says which rows go on.</summary>
        public int Passes => passes;

        public Action<EventTile<T>> Pass => pass;

        /// <summary>The place of each row's system.</summary>
        public nint[] Of { get; } = new nint[EventTile<T>.Capacity + LaneRandom<T>.Lanes];

        public int Count { get; set; }

        /// <summary>The notes that rows bring from the stages before.</summary>
        public int NotesBefore { get; set; }
    }
}

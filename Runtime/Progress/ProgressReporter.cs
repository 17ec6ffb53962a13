using System.Globalization;

namespace Mandelstam.Progress;

/// <summary>What all reporters share: counting, timing, and the words at a stage's end.</summary>
public abstract class ProgressReporter : IProgressReporter
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly List<StageTiming> _timings = [];

    /// <summary>Creates the reporter.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    protected ProgressReporter(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StageTiming> Timings
    {
        get
        {
            lock (_lock)
            {
                return [.. _timings];
            }
        }
    }

    /// <inheritdoc/>
    public IStage Begin(string name, long totalSteps = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(totalSteps);
        Stage stage = new(this, name, totalSteps, _time.GetTimestamp());
        lock (_lock)
        {
            OnBegin(stage);
        }

        return stage;
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public void Say(string line)
    {
        lock (_lock)
        {
            OnSay(line);
        }
    }

    /// <summary>A stage has begun. Called under the reporter's lock, as are the others.</summary>
    private protected abstract void OnBegin(Stage stage);

    /// <summary>Steps were done, or the note changed.</summary>
    private protected abstract void OnAdvance(Stage stage);

    /// <summary>A stage has ended.</summary>
    private protected abstract void OnEnd(Stage stage, TimeSpan elapsed);

    /// <summary>A line is to be shown.</summary>
    private protected abstract void OnSay(string line);

    /// <summary>The words at a stage's end, without its name.</summary>
    private protected static string Outcome(Stage stage, TimeSpan elapsed)
    {
        string note = stage.Note.Length > 0 ? $" ({stage.Note})" : "";
        string duration = Reports.ReportNumber.Duration(elapsed);
        return stage.WasCutShort
            ? string.Create(CultureInfo.InvariantCulture, $"stopped after {stage.Done} of {stage.Total} steps, {duration}{note}")
            : $"done in {duration}{note}";
    }

    /// <summary>A running stage.</summary>
    private protected sealed class Stage(ProgressReporter owner, string name, long total, long began) : IStage
    {
        private bool _ended;

        public string Name { get; } = name;

        public long Total { get; } = total;

        public long Done { get; private set; }

        public long Skipped { get; private set; }

        public string Note { get; private set; } = "";

        public bool WasCutShort => Total > 0 && Done < Total;

        /// <summary>What a reporter keeps for the stage.</summary>
        public object? Tag { get; set; }

        public TimeSpan Elapsed => owner._time.GetElapsedTime(began);

        /// <summary>From the pace so far; null while nothing is done, or without a total.</summary>
        public TimeSpan? Remaining
        {
            get
            {
                long worked = Done - Skipped;
                return Total > 0 && worked > 0 ? Elapsed * (Math.Max(0, Total - Done) / (double)worked) : null;
            }
        }

        public void Advance(long steps = 1, string? note = null) => Move(steps, 0, note);

        public void Skip(long steps) => Move(steps, steps, null);

        public void Dispose()
        {
            lock (owner._lock)
            {
                if (_ended)
                {
                    return;
                }

                _ended = true;
                TimeSpan elapsed = Elapsed;
                owner._timings.Add(new StageTiming(Name, elapsed));
                owner.OnEnd(this, elapsed);
            }
        }

        private void Move(long steps, long skipped, string? note)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
            lock (owner._lock)
            {
                Done += steps;
                Skipped += skipped;
                Note = note ?? Note;
                if (!_ended)
                {
                    owner.OnAdvance(this);
                }
            }
        }
    }
}

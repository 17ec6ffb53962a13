using Mandelstam.Reports;

namespace Mandelstam.Progress;

/// <summary>One plain line when a stage begins and one when it ends: for logs and pipes, where a moving bar is noise.</summary>
public sealed class PlainProgress : ProgressReporter
{
    private readonly TextWriter _writer;
    private readonly TimeSpan? _every;

    /// <summary>Creates the reporter.</summary>
    /// <param name="writer">Where the lines go; flushed after each.</param>
    /// <param name="every">Also a line with the fraction done and the estimated time left at most this often; null for none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public PlainProgress(TextWriter writer, TimeSpan? every = null, TimeProvider? time = null)
        : base(time)
    {
        _writer = writer;
        _every = every;
    }

    private protected override void OnBegin(Stage stage)
    {
        stage.Tag = TimeSpan.Zero;
        Write($"{stage.Name}: started");
    }

    private protected override void OnAdvance(Stage stage)
    {
        if (_every is not TimeSpan every || stage.Remaining is not TimeSpan remaining || stage.Done >= stage.Total || stage.Elapsed - (TimeSpan)stage.Tag! < every)
        {
            return;
        }

        stage.Tag = stage.Elapsed;
        string note = stage.Note.Length > 0 ? $" ({stage.Note})" : "";
        Write($"{stage.Name}: {ReportNumber.Percent(stage.Done / (double)stage.Total, 0)}, about {ReportNumber.Duration(remaining)} left{note}");
    }

    private protected override void OnEnd(Stage stage, TimeSpan elapsed) => Write($"{stage.Name}: {Outcome(stage, elapsed)}");

    private protected override void OnSay(string line) => Write(line);

    private void Write(string line)
    {
        _writer.Write(line + "\n");
        _writer.Flush();
    }
}

using System.Collections.Concurrent;
using Mandelstam.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mandelstam.Progress;

/// <summary>A bar with the time left for every running stage of a terminal; ended stages leave one line each.</summary>
/// <remarks>Dispose it at the end, and on Ctrl-C: the terminal's cursor is hidden while a bar is shown.</remarks>
public sealed class ConsoleProgress : ProgressReporter
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console;
    private readonly ConcurrentDictionary<int, Stage> _stages = new();
    private TaskCompletionSource? _finish;
    private Task? _live;
    private ProgressContext? _context;
    private int _running;

    /// <summary>Creates the reporter for a console that can redraw lines.</summary>
    /// <param name="console">The console.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ConsoleProgress(IAnsiConsole console, TimeProvider? time = null)
        : base(time)
    {
        _console = console;
    }

    /// <summary>The reporter that suits standard error: bars on a terminal, else plain lines with an estimate every half minute.</summary>
    /// <returns>The reporter.</returns>
    /// <remarks>Progress goes to standard error, so that standard output holds results alone.</remarks>
    public static IProgressReporter ForStandardError()
    {
        if (Console.IsErrorRedirected)
        {
            return new PlainProgress(Console.Error, TimeSpan.FromSeconds(30));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities.Ansi && console.Profile.Capabilities.Interactive
            ? new ConsoleProgress(console)
            : new PlainProgress(Console.Error, TimeSpan.FromSeconds(30));
    }

    /// <summary>Takes the bars away and shows the cursor again.</summary>
    public override void Dispose()
    {
        StopLive();
        base.Dispose();
    }

    private protected override void OnBegin(Stage stage)
    {
        _running++;
        if (_context is null)
        {
            StartLive();
        }

        ProgressTask task = _context!.AddTask(Markup.Escape(stage.Name), autoStart: true, maxValue: stage.Total > 0 ? stage.Total : 1);
        task.IsIndeterminate = stage.Total == 0;
        _stages[task.Id] = stage;
        stage.Tag = task;
    }

    private protected override void OnAdvance(Stage stage)
    {
        if (stage.Tag is ProgressTask task && stage.Total > 0)
        {
            task.Value = Math.Min(stage.Done, stage.Total);
        }
    }

    private protected override void OnEnd(Stage stage, TimeSpan elapsed)
    {
        _running--;
        if (stage.Tag is ProgressTask task)
        {
            task.StopTask();
            _stages.TryRemove(task.Id, out _);
        }

        if (_running == 0)
        {
            StopLive();
        }

        string mark = stage.WasCutShort ? "[yellow]![/]" : "[green]✓[/]";
        _console.MarkupLine($"{mark} {Markup.Escape(stage.Name)}: {Markup.Escape(Outcome(stage, elapsed))}");
    }

    private protected override void OnSay(string line) => _console.WriteLine(line);

    private void StartLive()
    {
        TaskCompletionSource<ProgressContext> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Spectre.Console.Progress progress = _console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new StageColumn(_stages));
        progress.RefreshRate = Redraw;
        _live = Task.Run(() => progress.StartAsync(async context =>
        {
            ready.SetResult(context);
            await finish.Task.ConfigureAwait(false);
        }));
        // Where the bars cannot be started (another live display holds the console), the waiting must end with that error, not never.
        Task.WhenAny(ready.Task, _live).GetAwaiter().GetResult();
        if (!ready.Task.IsCompleted)
        {
            _live.GetAwaiter().GetResult();
        }

        _context = ready.Task.GetAwaiter().GetResult();
        _finish = finish;
    }

    private void StopLive()
    {
        _finish?.TrySetResult();
        _live?.GetAwaiter().GetResult();
        _finish = null;
        _live = null;
        _context = null;
    }

    /// <summary>The fraction done, the time left (while that is unknown, the time gone by), and the stage's note.</summary>
    private sealed class StageColumn(ConcurrentDictionary<int, Stage> stages) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            stages.TryGetValue(task.Id, out Stage? stage);
            if (stage is null)
            {
                return new Text("");
            }

            List<string> parts = [];
            if (stage.Total > 0)
            {
                parts.Add(ReportNumber.Percent(Math.Min(1, stage.Done / (double)stage.Total), 0));
            }

            parts.Add(stage.Remaining is TimeSpan remaining ? $"{ReportNumber.Duration(remaining)} left" : ReportNumber.Duration(stage.Elapsed));
            if (stage.Note.Length > 0)
            {
                parts.Add(stage.Note);
            }

            return new Text(string.Join(" · ", parts));
        }
    }
}

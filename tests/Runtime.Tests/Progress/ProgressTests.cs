using System.Globalization;
using Mandelstam.Progress;
using Spectre.Console;
using Xunit;

namespace Mandelstam.Runtime.Tests.Progress;

public sealed class ProgressTests
{
    [Fact]
    public void Without_a_terminal_each_stage_is_two_plain_lines()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        ManualTime time = new();
        StringWriter written = new();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fi-FI");
            PlainProgress progress = new(written, time: time);
            using (IStage outer = progress.Begin("Train [c=2]", 2))
            {
                using (IStage inner = progress.Begin("Flow"))
                {
                    time.Pass(12.34);
                    inner.Advance(1, "loss −1.23");
                }

                progress.Say("checkpoint written");
                time.Pass(60);
                outer.Advance(2);
            }

            using (IStage stopped = progress.Begin("Belt", 10))
            {
                stopped.Skip(3);
                stopped.Advance();
                time.Pass(1);
            }

            Assert.Equal(
                "Train [c=2]: started\nFlow: started\nFlow: done in 12.3 s (loss −1.23)\ncheckpoint written\nTrain [c=2]: done in 1 min 12 s\nBelt: started\nBelt: stopped after 4 of 10 steps, 1.0 s\n",
                written.ToString());
            Assert.Equal(
                [new StageTiming("Flow", TimeSpan.FromSeconds(12.34)), new StageTiming("Train [c=2]", TimeSpan.FromSeconds(72.34)), new StageTiming("Belt", TimeSpan.FromSeconds(1))],
                progress.Timings);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_estimate_counts_only_the_work_of_this_run()
    {
        ManualTime time = new();
        StringWriter written = new();
        PlainProgress progress = new(written, TimeSpan.FromSeconds(30), time);
        IStage stage = progress.Begin("Train", 100);
        stage.Skip(40);
        for (int k = 0; k < 40; k++)
        {
            time.Pass(2);
            stage.Advance();
        }

        // 15 steps are done after 30 s and 30 after 60 s, at 2 s each: 45 steps, then 30, are left.
        Assert.Equal("Train: started\nTrain: 55 %, about 1 min 30 s left\nTrain: 70 %, about 1 min 00 s left\n", written.ToString());
    }

    [Fact]
    public void Disposing_twice_ends_a_stage_once()
    {
        SilentProgress progress = new(new ManualTime());
        IStage stage = progress.Begin("a");
        stage.Dispose();
        stage.Dispose();
        stage.Advance();
        Assert.Single(progress.Timings);
        Assert.Throws<ArgumentOutOfRangeException>(() => progress.Begin("b", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stage.Advance(-1));
    }

    [Fact]
    public void Stages_of_one_name_add_up()
    {
        ManualTime time = new();
        SilentProgress progress = new(time);
        foreach (string name in new[] { "fit", "belt", "fit" })
        {
            using IStage stage = progress.Begin(name);
            time.Pass(1.5);
        }

        Assert.Equal([new("fit", 3), new("belt", 1.5)], progress.SecondsByStage());
    }

    [Fact]
    public void Steps_from_several_threads_are_all_counted()
    {
        ManualTime time = new();
        StringWriter written = new();
        PlainProgress progress = new(written, time: time);
        using (IStage stage = progress.Begin("a", 40_001))
        {
            Parallel.For(0, 4, _ =>
            {
                for (int k = 0; k < 10_000; k++)
                {
                    stage.Advance();
                }
            });
        }

        Assert.Contains("stopped after 40000 of 40001 steps", written.ToString());
    }

    [Fact]
    public void On_a_terminal_ended_stages_leave_their_line_and_the_cursor_comes_back()
    {
        StringWriter written = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(written),
        });
        using (ConsoleProgress progress = new(console, new ManualTime()))
        {
            using (IStage outer = progress.Begin("Train [both]", 2))
            {
                using (IStage inner = progress.Begin("Flow [c=2]", 10))
                {
                    inner.Advance(10, "loss [−1]");
                }

                progress.Say("a [line]");
                outer.Advance(1);
            }

            using (progress.Begin("Unknown length"))
            {
            }

            Assert.Equal(3, progress.Timings.Count);
        }

        string text = written.ToString();
        Assert.Contains("✓ Flow [c=2]: done in 0.0 s (loss [−1])", text);
        Assert.Contains("a [line]", text);
        Assert.Contains("! Train [both]: stopped after 1 of 2 steps, 0.0 s", text);
        Assert.Contains("✓ Unknown length: done in 0.0 s", text);
        Assert.True(text.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > text.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
    }
}

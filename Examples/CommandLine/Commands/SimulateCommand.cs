using System.CommandLine;
using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsSimulation.Fitting;
using Mandelstam.Examples.HiggsSimulation.Validation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Progress;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam simulate higgs</c>: simulated events of the challenge, to a file; how good they are; the fit of the simulation's numbers.</summary>
internal static class SimulateCommand
{
    private const int ChunkEvents = 1 << 17;

    /// <summary>Makes the command.</summary>
    public static Command Create(ExampleRegistry examples) => examples.CreatePerExample(
        "simulate", "Simulate the events of an example; compare them with a sample; fit the simulation to one.", static example => example is HiggsExample ? CreateHiggs(example) : null);

    private static Command CreateHiggs(IExample example)
    {
        Option<long> count = new("--n") { Description = "How many events.", HelpName = "N" };
        Option<string?> output = new("--out") { Description = "The file: .parquet, .csv or .tsv (text also with .gz).", HelpName = "FILE" };
        Option<string?> process = new("--process") { Description = "One process instead of the mixture of all.", HelpName = "NAME" };
        Option<string?> report = new("--report") { Description = "Compare with a sample, process by process, and write report.html and results.json there.", HelpName = "DIR" };
        Option<string?> sample = new("--sample") { Description = "The sample to compare with; the one that ships unless given.", HelpName = "FILE" };
        Option<ulong> seed = new("--seed") { Description = "Seed; the same one gives the same events.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { Description = "The most threads to use; the events do not depend on it.", HelpName = "T", DefaultValueFactory = _ => Environment.ProcessorCount };
        process.AcceptOnlyFromAmong([.. Enum.GetValues<Process>().Select(SimulatedEvents.NameOf)]);
        RequirePositive(count);
        RequirePositive(threads);
        Command command = new(example.Name, "H → ττ and its backgrounds at 13 TeV, in the challenge's schema.") { count, output, process, report, sample, seed, threads, CreateFit(example) };
        command.Validators.Add(parsed =>
        {
            bool writes = parsed.GetResult(output) is not null, compares = parsed.GetResult(report) is not null;
            if (!writes && parsed.GetResult(count) is not null)
            {
                parsed.AddError("--n needs --out, the file to write. A report takes as many events as the sample has.");
            }
            else if (!writes && !compares)
            {
                parsed.AddError("Say what to do: --n N --out FILE writes events, --report DIR compares them with a sample.");
            }
            else if (writes && parsed.GetResult(count) is null)
            {
                parsed.AddError("--out needs --n, the number of events.");
            }
            else if (!compares && parsed.GetResult(sample) is not null)
            {
                parsed.AddError("--sample is for --report.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            TextWriter text = parsed.InvocationConfiguration.Output;
            Process? one = parsed.GetValue(process) is { } name ? Named(name) : null;
            ulong run = parsed.GetValue(seed);
            if (parsed.GetValue(output) is { } file)
            {
                Write(new(run, one), parsed.GetValue(count), file, parsed.GetValue(threads), text, cancellation);
            }

            if (parsed.GetValue(report) is { } folder)
            {
                Compare(parsed.GetValue(sample) ?? example.ShippedData!, parsed.GetValue(sample) is null, one, run, folder, parsed.GetValue(threads), text, cancellation);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static Command CreateFit(IExample example)
    {
        Option<string?> sample = new("--sample") { Description = "The sample; of each process every second event is used. The one that ships unless given.", HelpName = "FILE" };
        Option<string> folder = new("--out") { Description = "Takes a file of numbers for each process.", HelpName = "DIR", Required = true };
        Option<string?> process = new("--process") { Description = "One process instead of all.", HelpName = "NAME" };
        Option<int> iterations = new("--iterations") { Description = "Steps of the fit.", HelpName = "N", DefaultValueFactory = _ => 30 };
        Option<bool> anew = new("--anew") { Description = "Begin with guessed shapes, not with the numbers that ship." };
        Option<ulong> seed = new("--seed") { Description = "Seed of the simulated events.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { Description = "The most threads to use; the numbers do not depend on it.", HelpName = "T", DefaultValueFactory = _ => Environment.ProcessorCount };
        process.AcceptOnlyFromAmong([.. Enum.GetValues<Process>().Select(SimulatedEvents.NameOf)]);
        RequirePositive(iterations);
        RequirePositive(threads);
        Command command = new("fit", "Fit the simulation's numbers to a sample.") { sample, folder, process, iterations, anew, seed, threads };
        command.SetAction((parsed, cancellation) =>
        {
            string file = parsed.GetValue(sample) ?? example.ShippedData!;
            Process[] processes = parsed.GetValue(process) is { } name ? [Named(name)] : Enum.GetValues<Process>();
            TextWriter text = parsed.InvocationConfiguration.Output;
            using IProgressReporter progress = ConsoleProgress.ForStandardError();
            SimulationNumbers.Fit(
                file, parsed.GetRequiredValue(folder), processes, parsed.GetValue(iterations), parsed.GetValue(anew), parsed.GetValue(seed), parsed.GetValue(threads), progress,
                (one, step, area) => text.WriteLine(FormattableString.Invariant($"  {SimulatedEvents.NameOf(one),-9} step {step + 1,3}  AUC before it {area:F4}")), cancellation);
            text.WriteLine($"Numbers written to '{parsed.GetValue(folder)}'.");
            return Task.FromResult(0);
        });
        return command;
    }

    private static Process Named(string name) => Enum.GetValues<Process>().First(process => SimulatedEvents.NameOf(process) == name);

    private static void RequirePositive(Option option) => option.Validators.Add(result =>
    {
        // What is not a number at all has been reported by the parser already.
        if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value < 1)
        {
            result.AddError($"{option.Name} has to be 1 or more.");
        }
    });

    private static void Compare(string file, bool isShipped, Process? process, ulong seed, string folder, int threads, TextWriter text, CancellationToken cancellation)
    {
        IReadOnlyList<ProcessAgreement> results;
        using (IProgressReporter progress = ConsoleProgress.ForStandardError())
        {
            results = SimulationComparison.Run(file, isShipped, seed, threads, process is { } one ? [one] : [], progress, cancellation);
        }

        new SimulationReport(results, file, isShipped, seed).Write(folder);
        foreach (ProcessAgreement result in results)
        {
            FeatureAgreement worst = result.Features.MaxBy(static f => f.Distance)!;
            text.WriteLine(FormattableString.Invariant(
                $"  {SimulatedEvents.NameOf(result.Process),-9} AUC {result.Area:F4} ± {result.AreaError:F4}  furthest apart: {worst.Feature} (distance {worst.Distance:F4})"));
        }

        text.WriteLine($"Results are in '{folder}'; begin with report.html.");
    }

    private static void Write(SimulatedEvents events, long count, string file, int threads, TextWriter text, CancellationToken cancellation)
    {
        using (events)
        using (IProgressReporter progress = ConsoleProgress.ForStandardError())
        using (IStage stage = progress.Begin("Simulated events", count))
        using (SimulatedEventWriter writer = new(file))
        {
            foreach (EventBatch batch in events.Stream(count, threads, ChunkEvents, cancellation))
            {
                writer.Append(batch);
                stage.Advance(batch.Rows);
            }

            writer.Complete();
        }

        foreach (Process process in events.Processes)
        {
            long own = events.CountOf(process, count);
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {SimulatedEvents.NameOf(process),-9} {own,12} events, sum of weights {(own == 0 ? 0 : SimulatedEvents.Expected(process)):F1} (10 fb⁻¹)"));
        }

        text.WriteLine($"{count} events written to {file}");
    }
}

using System.CommandLine;
using System.Globalization;
using Mandelstam.PhaseSpace;
using Mandelstam.PhaseSpace.Files;
using Mandelstam.Processes;
using Mandelstam.Progress;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam sample PROCESS</c>: events of a decay or a scattering, to a file.</summary>
internal static class SampleCommand
{
    private const long EstimateEvents = 1 << 18;

    /// <summary>Makes the command.</summary>
    /// <param name="processes">The processes that it knows by name.</param>
    public static Command Create(ProcessRegistry processes)
    {
        Argument<string> process = new("process") { Description = "The name of a declared process, or a reaction: \"mu- -> e- anti-nu_e nu_mu\"." };
        Option<long> count = new("--n") { Description = "How many events.", HelpName = "N", Required = true };
        Option<string> output = new("--out") { Description = "The file: .lhe, .parquet, .csv or .tsv (text also with .gz).", HelpName = "FILE", Required = true };
        Option<bool> flat = new("--flat") { Description = "Flat phase space, with weights whose mean is its volume; else unweighted by the declared |M|², or a constant one." };
        Option<double> sqrtS = new("--sqrts") { Description = "The energy of a scattering in its centre of mass, in GeV.", HelpName = "E", DefaultValueFactory = _ => double.NaN };
        Option<bool> offShell = new("--off-shell") { Description = "Unstable particles have a line shape." };
        Option<ulong> seed = new("--seed") { Description = "Seed; the same one gives the same file.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> threads = new("--threads") { Description = "The most threads to use; the file does not depend on it.", HelpName = "T", DefaultValueFactory = _ => Environment.ProcessorCount };
        RequirePositive(count);
        RequirePositive(threads);
        Command command = new("sample", "Draw events of a decay or a scattering; write momenta and weights.") { process, count, output, flat, sqrtS, offShell, seed, threads };
        command.SetAction((parsed, cancellation) =>
        {
            ProcessOptions options = new() { SqrtS = parsed.GetValue(sqrtS), OffShell = parsed.GetValue(offShell) };
            ProcessDefinition found = processes.Find(parsed.GetRequiredValue(process), options);
            bool isFlat = parsed.GetValue(flat);

            // Flat phase space is all of it, whatever is declared on top.
            Job job = new(
                isFlat ? found with { SquaredAmplitude = null, Selection = null } : found,
                parsed.GetValue(count), parsed.GetRequiredValue(output), isFlat, parsed.GetValue(seed), parsed.GetValue(threads));
            Run(job, parsed.InvocationConfiguration.Output, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void RequirePositive(Option option) => option.Validators.Add(result =>
    {
        // What is not a number at all has been reported by the parser already.
        if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value < 1)
        {
            result.AddError($"{option.Name} has to be 1 or more.");
        }
    });

    private static void Run(Job job, TextWriter output, CancellationToken cancellation)
    {
        PhaseSpaceSampler? flat = job.IsFlat ? FlatSampler.Of(job.Process) : null;
        ProcessEstimate estimate = ProcessEstimate.Of(job.Process, flat, EstimateEvents, job.Seed, job.Threads, cancellation);
        Describe(job, estimate, output);
        UnweightedStream? unweighted = flat is null ? new(estimate) : null;
        EventStream stream = flat is null ? unweighted! : new FlatStream(flat);
        using IProgressReporter progress = ConsoleProgress.ForStandardError();
        using (IStage stage = progress.Begin($"Events of {job.Process.Name}", job.Count))
        using (EventSink sink = EventSink.Create(job.Output, new(job.Process, estimate, !job.IsFlat, job.Seed)))
        {
            foreach (PhaseSpacePoints points in stream.Draw(job.Count, job.Seed, job.Threads, cancellation))
            {
                sink.Append(points);
                stage.Advance(points.Count);
            }

            sink.Complete();
        }

        if (unweighted is not null)
        {
            if (estimate.Sampler is ChannelSampler channels)
            {
                output.WriteLine(FormattableString.Invariant($"  sampler     {channels.Channels} channels, adapted to |M|²"));
            }

            output.WriteLine(FormattableString.Invariant($"  kept        {100 * unweighted.Efficiency:F1} % of {unweighted.Trials} trial events"));
            output.WriteLine(unweighted.Overweight == 0
                ? "  overweight  none: no event was heavier than the maximum"
                : FormattableString.Invariant($"  overweight  {unweighted.Overweight} events were heavier than the maximum, up to {unweighted.LargestWeight:G4} times; they have that weight"));
        }

        output.WriteLine(FormattableString.Invariant($"{job.Count} events written to {job.Output}"));
    }

    private static void Describe(Job job, ProcessEstimate estimate, TextWriter output)
    {
        ProcessDefinition process = job.Process;
        int dimension = (2 * process.Particles) - 4;
        string unit = dimension == 0 ? "" : $" GeV^{dimension.ToString(CultureInfo.InvariantCulture)}";
        output.WriteLine(FormattableString.Invariant($"{process}: {process.Particles} particles in the final state"));
        output.WriteLine(estimate.VolumeError == 0
            ? FormattableString.Invariant($"  volume      {estimate.Volume:G10}{unit} (exact)")
            : FormattableString.Invariant($"  volume      {estimate.Volume:G6} ± {estimate.VolumeError:G2}{unit}"));
        if (process.IdenticalFactor < 1)
        {
            output.WriteLine(FormattableString.Invariant($"  identical   the volume counts every state {1 / process.IdenticalFactor:F0} times; its 1/n! is left to rates"));
        }

        if (estimate.Rate is { } rate)
        {
            output.WriteLine(process.IsDecay
                ? FormattableString.Invariant($"  width       {rate.Value:G6} ± {rate.Error:G2} GeV")
                : FormattableString.Invariant($"  cross-section {rate.Value * ProcessEstimate.PicobarnGeV2:G6} ± {rate.Error * ProcessEstimate.PicobarnGeV2:G2} pb"));
        }

        bool isChain = process.Tree.All.Skip(1).Any(static p => !p.IsFinal);
        output.WriteLine(
            job.IsFlat ? $"  events      flat in phase space; the mean of their weights is the volume{(isChain ? "; unstable particles have whatever mass their products have" : "")}"
            : process.SquaredAmplitude is null && isChain ? "  events      unweighted by a constant |M|² at every vertex: the process declares none"
            : process.SquaredAmplitude is null ? "  events      unweighted by a constant |M|²: the process declares none"
            : "  events      unweighted by the declared |M|²");
    }

    private sealed record Job(ProcessDefinition Process, long Count, string Output, bool IsFlat, ulong Seed, int Threads);
}

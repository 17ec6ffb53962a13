using System.CommandLine;
using Mandelstam.Measurement;
using Mandelstam.Progress;
using TorchSharp;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam run EXAMPLE</c>: trains, calibrates, measures and reports; or <see cref="GenerativeRunCommand"/>, <see cref="ContrastiveToysRunCommand"/>.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="examples">The analyses it knows.</param>
    public static Command Create(ExampleRegistry examples) =>
        examples.CreatePerExample("run", "Train, calibrate and measure, or train generative models or flows with known answers; ends in results.json and report.html.", static example => example switch
        {
            { Measurement: { } definition } => CreateFor(example, definition),
            ContrastiveToysExample toys => ContrastiveToysRunCommand.Create(toys),
            PhaseSpaceExample phaseSpace => GenerativeRunCommand.Create(phaseSpace),
            _ => null,
        });

    private static Command CreateFor(IExample example, MeasurementDefinition definition)
    {
        Option<string> data = new("--data") { Description = "Simulated events with weights and labels.", HelpName = "FILE", Required = example.ShippedData is null };
        if (example.ShippedData is { } shipped)
        {
            data.DefaultValueFactory = _ => shipped;
        }

        Option<string?> test = new("--test") { Description = "An independent sample that the pseudo-experiments are made from.", HelpName = "FILE" };
        Option<bool> simulate = new("--simulate") { Description = "Simulate the events of training, templates, belt and test, each with a seed of its own, in place of reading them." };
        Option<long?> templateEvents = new("--template-events") { Description = "With --simulate: events that the templates are made of.", HelpName = "N" };
        RunSettings settings = new(example.Name, "Dsl/docs/method.md");
        Command command = new(example.Name, example.Description) { data, test };
        if (example.Simulation is not null)
        {
            command.Add(simulate);
            command.Add(templateEvents);
        }

        settings.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            torch.set_num_threads(Environment.ProcessorCount);
            IEventSimulation? simulation = example.Simulation is not null && parsed.GetValue(simulate) ? example.Simulation : null;
            MeasurementOptions options = parsed.GetValue(settings.Quick) ? MeasurementOptions.Quick : MeasurementOptions.Standard(isSimulated: simulation is not null);
            if (parsed.GetValue(settings.Config) is { } file)
            {
                options = MeasurementOptions.Read(file, options);
            }

            long? events = example.Simulation is null ? null : parsed.GetValue(templateEvents);
            if (simulation is not null && (parsed.GetResult(data) is { Implicit: false } || parsed.GetValue(test) is not null))
            {
                throw new MandelstamException("--simulate makes its own events: leave --data and --test out, or leave --simulate out.");
            }

            if (simulation is null && events is not null)
            {
                throw new MandelstamException("--template-events is for simulated events: give --simulate too.");
            }

            options = events is long count ? options with { TemplateEvents = count } : options;
            MeasurementRequest request = new(
                simulation?.Identity ?? parsed.GetRequiredValue(data), parsed.GetValue(test), parsed.GetRequiredValue(settings.Folder), parsed.GetValue(settings.Seed), parsed.GetRequiredValue(settings.Device), options,
                simulation);
            using IProgressReporter progress = ConsoleProgress.ForStandardError();
            MeasurementResult result = new MeasurementRun(definition, request, progress).Run(cancellation);

            // The report first: results.json, the last file, says that the folder is whole.
            MeasurementReport.Write(definition, result);
            ResultFiles.Write(result);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (MethodResult method in result.Methods)
            {
                output.WriteLine(FormattableString.Invariant(
                    $"{method.Name,-10} interval {method.Coverage.Pooled.Interval:F3}  coverage {method.Coverage.Pooled.Coverage:F3}  rmse {method.Coverage.Pooled.Rmse:F3}  score {method.Score:F3}"));
            }

            output.WriteLine($"Results are in '{request.Folder}'; begin with report.html.");
            return Task.FromResult(0);
        });
        return command;
    }
}

using System.CommandLine;
using Mandelstam.Generative;
using Mandelstam.Progress;
using Mandelstam.Reports;
using TorchSharp;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam run EXAMPLE</c> of a distribution on phase space: trains generative models, samples, judges and reports.</summary>
internal static class GenerativeRunCommand
{
    /// <summary>Makes the command of one example.</summary>
    /// <param name="example">The example.</param>
    public static Command Create(PhaseSpaceExample example)
    {
        RunSettings settings = new(example.Name, "Dsl/docs/generative.md");
        Option<int> particles = new("--particles") { Description = "Number of particles, 3 to 12.", DefaultValueFactory = _ => example.DefaultParticles ?? 0, HelpName = "N" };
        particles.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<int>() is < 3 or > 12)
            {
                parsed.AddError("--particles takes a number from 3 to 12.");
            }
        });
        Command command = new(example.Name, example.Description);
        settings.AddTo(command);
        if (example.DefaultParticles is not null)
        {
            command.Add(particles);
        }

        command.SetAction((parsed, cancellation) =>
        {
            torch.set_num_threads(Environment.ProcessorCount);
            GenerativeDefinition definition = example.Define(example.DefaultParticles is null ? 0 : parsed.GetValue(particles));
            bool quick = parsed.GetValue(settings.Quick);
            GenerativeOptions options = definition.Options(quick);
            if (parsed.GetValue(settings.Config) is { } file)
            {
                options = GenerativeOptions.Read(file, options);
            }

            GenerativeRequest request = new(parsed.GetRequiredValue(settings.Folder), parsed.GetValue(settings.Seed), parsed.GetRequiredValue(settings.Device), options, quick);
            using IProgressReporter progress = ConsoleProgress.ForStandardError();
            GenerativeResult result = new GenerativeRun(definition, request, progress).Run(cancellation);

            // The report first: results.json, the last file, says that the folder is whole.
            GenerativeReport.Write(result);
            GenerativeFiles.Write(result);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (GeneratedSample sample in (IEnumerable<GeneratedSample>)[result.Truth, result.Uniform, .. result.Models])
            {
                output.WriteLine(FormattableString.Invariant(
                    $"{sample.Title,-20} AUC {sample.Area:F4} ± {sample.AreaError:F4}  largest |Σp|/√s {sample.Conservation.Momentum:E1}"));
            }

            output.WriteLine($"Results are in '{request.Folder}'; begin with report.html.");
            return Task.FromResult(0);
        });
        return command;
    }
}

using System.CommandLine;
using Mandelstam.Examples.ContrastiveToys;
using Mandelstam.Progress;
using TorchSharp;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam run cnf-toys</c>: trains flows and classifiers on Gaussians, compares and reports.</summary>
internal static class ContrastiveToysRunCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="example">The example.</param>
    public static Command Create(ContrastiveToysExample example)
    {
        RunSettings settings = new(example.Name, "Dsl/docs/flows.md");
        Command command = new(example.Name, example.Description);
        settings.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            torch.set_num_threads(Environment.ProcessorCount);
            bool quick = parsed.GetValue(settings.Quick);
            ToyOptions options = quick ? ToyOptions.Quick : ToyOptions.Default;
            if (parsed.GetValue(settings.Config) is { } file)
            {
                options = ToyOptions.Read(file, options);
            }

            ToyRequest request = new(parsed.GetRequiredValue(settings.Folder), parsed.GetValue(settings.Seed), parsed.GetRequiredValue(settings.Device), options, quick);
            using IProgressReporter progress = ConsoleProgress.ForStandardError();
            ToyResult result = new ToyRun(request, progress).Run(cancellation);

            // The report first: results.json, the last file, says that the folder is whole.
            ToyReport.Write(result);
            ToyFiles.Write(result);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (PlaneFit fit in result.Plane.Fits)
            {
                output.WriteLine(FormattableString.Invariant($"c = {fit.Exact.Contrast,-5} largest deviation {fit.MaximumDeviation:P1} of the peak  total variation {fit.TotalVariation:P1}"));
            }

            foreach (DeformationResult deformation in result.Deformations)
            {
                string curves = string.Join("  ", deformation.Networks.Select(static c => FormattableString.Invariant($"{c.Name} {c.Values.Min():F3}")));
                output.WriteLine($"{deformation.Deformation.Title,-22} worst accuracy: {curves}");
            }

            output.WriteLine($"Results are in '{request.Folder}'; begin with report.html.");
            return Task.FromResult(0);
        });
        return command;
    }
}

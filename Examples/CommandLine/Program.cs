using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.InteropServices;
using Mandelstam.CommandLine.Commands;

namespace Mandelstam.CommandLine;

/// <summary>The <c>mandelstam</c> tool: parses, runs one command, and turns what went wrong into one clear message and an exit code.</summary>
/// <remarks>
/// Exit codes: 0 done; 1 the input was at fault (<see cref="MandelstamException"/>); 2 the command line was; 70 the program was;
/// 130 interrupted.
/// </remarks>
public static class Program
{
    private const int InputAtFault = 1;
    private const int UsageAtFault = 2;
    private const int ProgramAtFault = 70;
    private const int Interrupted = 130;

    private static readonly Option<bool> Trace = new("--trace") { Description = "On an internal error, print where it happened.", Recursive = true };

    /// <summary>Runs the tool; the first Ctrl-C or SIGTERM asks the command to stop in good order, the second ends the process.</summary>
    /// <param name="args">The command line, the verb first.</param>
    /// <returns>The exit code.</returns>
    public static int Main(string[] args)
    {
        using CancellationTokenSource cancellation = new();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Run(args, Console.Out, Console.Error, cancellation.Token);
    }

    /// <summary>Runs the tool inside another program.</summary>
    /// <param name="args">The command line, the verb first.</param>
    /// <param name="output">Takes the result.</param>
    /// <param name="error">Takes messages and progress.</param>
    /// <param name="cancellation">Asks the command to stop.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default) =>
        Run(args, output, error, ExampleRegistry.BuiltIn, cancellation);

    internal static int Run(string[] args, TextWriter output, TextWriter error, ExampleRegistry examples, CancellationToken cancellation)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        ParseResult command = CreateRoot(examples).Parse(args);
        if (command.Errors.Count > 0)
        {
            return ReportUsage(command, error);
        }

        try
        {
            // Signals are Main's: the library's own handler would end a run that is still writing its checkpoint.
            InvocationConfiguration configuration = new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return command.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
        }
        catch (MandelstamException exception)
        {
            error.WriteLine($"mandelstam: {exception.Message}");
            return InputAtFault;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("mandelstam: interrupted.");
            return Interrupted;
        }
        catch (Exception exception)
        {
            bool trace = command.GetValue(Trace);
            error.WriteLine($"mandelstam: internal error: {exception.GetType().Name}: {FirstLine(exception.Message)}");
            error.WriteLine(trace ? exception.ToString() : "Run the same command with --trace to see where it happened.");
            return ProgramAtFault;
        }
    }

    private static RootCommand CreateRoot(ExampleRegistry examples) =>
        new("Measurements from declared collider events.")
        {
            Trace,
            RunCommand.Create(examples),
            MeasureCommand.Create(examples),
            ExportCommand.Create(examples),
            PerturbCommand.Create(examples),
            ScoreCommand.Create(),
            ExplainCommand.Create(examples),
            SampleCommand.Create(ProcessRegistry.BuiltIn),
            SimulateCommand.Create(examples),
        };

    private static int ReportUsage(ParseResult command, TextWriter error)
    {
        foreach (ParseError problem in command.Errors)
        {
            error.WriteLine($"mandelstam: {problem.Message}");
        }

        error.WriteLine($"'mandelstam {string.Join(' ', Path(command.CommandResult))} --help' lists the options.".Replace("  ", " ", StringComparison.Ordinal));
        return UsageAtFault;
    }

    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent).Append(result.Command.Name) : [];

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>How long the generators take: the first run, a run without a change of its own, and a run after one keystroke.</summary>
internal static class GeneratorBenchmark
{
    private const int Edits = 21;
    private const string Events = "events", Processes = "processes";

    private static readonly int[] _sizes = [1, 50, 500];
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Measures each size in a process of its own, since only the first run in a process is cold; prints all.</summary>
    /// <param name="json">Print JSON.</param>
    /// <param name="declarations">Measure this size alone; 0 for all.</param>
    public static void Run(bool json, int declarations)
    {
        int[] sizes = declarations > 0 ? [declarations] : _sizes;
        GeneratorPoint[] points = [.. sizes.Select(static size => MeasureApart(Events, size))], processes = [.. sizes.Select(static size => MeasureApart(Processes, size))];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { points, processes }, _json));
            return;
        }

        Console.WriteLine("milliseconds, in the SDK's compiler; a keystroke is the median of 21, as an editor runs the generator (without kernels)");
        Console.WriteLine("declarations       cold    cached   keystroke: body   attribute   comment   body, with kernels");
        Print("events", points);
        Print("processes", processes);
    }

    /// <summary>Measures in this process, and prints what <see cref="Run"/> reads.</summary>
    /// <param name="kind">Events or processes.</param>
    /// <param name="declarations">How many.</param>
    public static void RunHere(string kind, int declarations) => Console.WriteLine(CompilerHost.Call(typeof(GeneratorBenchmark), nameof(Measure), $"{kind} {declarations}"));

    /// <summary>Measures one size.</summary>
    /// <param name="what">Events or processes, and how many.</param>
    /// <returns>A point as JSON.</returns>
    public static string Measure(string what)
    {
        string[] words = what.Split(' ');
        DeclarationKind kind = words[0] == Processes ? DeclarationKind.Process : DeclarationKind.Event;
        int declarations = int.Parse(words[1], CultureInfo.InvariantCulture);

        // The compiler itself is warm in an editor and in a build server: only the generator's own first run is measured.
        using (MemoryStream assembly = new())
        {
            new DeclarationProject(kind, 1).Compilation.Emit(assembly);
        }

        DeclarationProject project = new(kind, declarations);
        (GeneratorDriver driver, double cold) = Time(project.CreateDriver(kernels: true), project.Compilation);
        GeneratorDriver typing = project.CreateDriver(kernels: false).RunGenerators(project.Compilation);
        GeneratorPoint point = new(
            declarations,
            cold,
            Median(typing, project.WithOtherBodyEdited),
            Median(typing, project.WithBodyEdited),
            Median(typing, project.WithSignatureEdited),
            Median(typing, project.WithCommentEdited),
            Median(driver, project.WithBodyEdited));
        return JsonSerializer.Serialize(point, _json);
    }

    private static void Print(string kind, GeneratorPoint[] points)
    {
        foreach (GeneratorPoint p in points)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Declarations,4} {kind,-9}{p.ColdMs,9:F0}{p.CachedMs,10:F1}{p.KeystrokeMs,18:F1}{p.SignatureMs,12:F1}{p.CommentMs,10:F1}{p.KernelsMs,21:F1}"));
        }
    }

    private static GeneratorPoint MeasureApart(string kind, int declarations)
    {
        ProcessStartInfo start = new("dotnet", [Assembly.GetExecutingAssembly().Location, "generator", "--here", kind, "--declarations", declarations.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in CompilerHost.Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<GeneratorPoint>(output, _json)!
            : throw new InvalidOperationException("The measurement failed; what it said stands above.");
    }

    private static double Median(GeneratorDriver driver, Func<int, CSharpCompilation> edit)
    {
        List<double> times = [];
        for (int i = 0; i < Edits; i++)
        {
            (driver, double time) = Time(driver, edit(i));
            times.Add(time);
        }

        times.Sort();
        return times[Edits / 2];
    }

    private static (GeneratorDriver Driver, double Milliseconds) Time(GeneratorDriver driver, CSharpCompilation compilation)
    {
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        return (driver, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>How long the generator takes: the first run, a run without a change of its own, and a run after one keystroke.</summary>
internal static class GeneratorBenchmark
{
    private const int Edits = 21;

    private static readonly int[] _sizes = [1, 50, 500];
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Measures each size in a process of its own, since only the first run in a process is cold; prints all.</summary>
    /// <param name="json">Print JSON.</param>
    /// <param name="declarations">Measure this size alone, here; 0 for all.</param>
    public static void Run(bool json, int declarations)
    {
        GeneratorPoint[] points = declarations > 0 ? [Measure(declarations)] : [.. _sizes.Select(MeasureApart)];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { points }, _json));
            return;
        }

        Console.WriteLine("milliseconds; a keystroke is the median of 21, as an editor runs the generator (without kernels)");
        Console.WriteLine("declarations      cold    cached   keystroke: body   attribute   comment   body, with kernels");
        foreach (GeneratorPoint p in points)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Declarations,12}{p.ColdMs,10:F0}{p.CachedMs,10:F1}{p.KeystrokeMs,18:F1}{p.SignatureMs,12:F1}{p.CommentMs,10:F1}{p.KernelsMs,21:F1}"));
        }
    }

    private static GeneratorPoint MeasureApart(int declarations)
    {
        ProcessStartInfo start = new("dotnet", [Assembly.GetExecutingAssembly().Location, "generator", "--json", "--declarations", declarations.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using JsonDocument document = process.ExitCode == 0 ? JsonDocument.Parse(output) : throw new InvalidOperationException("The measurement failed; what it said stands above.");
        return document.RootElement.GetProperty("points")[0].Deserialize<GeneratorPoint>(_json)!;
    }

    private static GeneratorPoint Measure(int declarations)
    {
        // The compiler itself is warm in an editor and in a build server: only the generator's own first run is measured.
        using (MemoryStream assembly = new())
        {
            new DeclarationProject(1).Compilation.Emit(assembly);
        }

        DeclarationProject project = new(declarations);
        (GeneratorDriver driver, double cold) = Time(DeclarationProject.CreateDriver(kernels: true), project.Compilation);
        GeneratorDriver typing = DeclarationProject.CreateDriver(kernels: false).RunGenerators(project.Compilation);
        return new(
            declarations,
            cold,
            Median(typing, project.WithOtherBodyEdited),
            Median(typing, project.WithBodyEdited),
            Median(typing, project.WithSignatureEdited),
            Median(typing, project.WithCommentEdited),
            Median(driver, project.WithBodyEdited));
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

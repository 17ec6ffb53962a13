using System.Globalization;
using Mandelstam.Analyzers;
using Mandelstam.Compiler.Checks;
using Mandelstam.Events;
using Mandelstam.Generators;
using Mandelstam.TestKit;
using Mandelstam.TestKit.Fuzzing;
using Microsoft.CodeAnalysis.Diagnostics;
using TorchSharp;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>Broken declarations by the thousand through the generator and every analyzer, until one of them fails or all are survived.</summary>
internal static class FuzzRun
{
    /// <summary>Runs, prints what failed, and gives 1 if anything did.</summary>
    /// <param name="cases">How many broken texts.</param>
    /// <param name="seed">Fixes them; printed, so that a run can be repeated.</param>
    public static async Task<int> RunAsync(int cases, int seed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, --seed {seed}"));
        IEnumerable<DiagnosticAnalyzer> analyzers = typeof(DeclarationAnalyzer).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!);
        GeneratorHarness harness = new(
            static () => new EventGenerator(),
            analyzers,
            [typeof(EventAttribute).Assembly, typeof(TensorEvents).Assembly, typeof(torch).Assembly],
            "System", "System.Collections.Generic", "System.Linq", "Mandelstam");
        string root = ReferenceData.RepositoryRoot;
        string[] seeds =
        [
            File.ReadAllText(Path.Combine(root, "Examples", "HiggsUncertainty", "HiggsTauTau.cs")),
            .. Directory.EnumerateFiles(Path.Combine(root, "tests", "Generators.Tests", "Declarations"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText),
        ];
        CompilerFuzzer fuzzer = new(harness, seeds, Rules.InternalErrorId);
        IReadOnlyList<string> failures = await fuzzer.RunAsync(cases, seed, static done =>
        {
            if (done % 1000 == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done} survived or noted"));
            }
        }).ConfigureAwait(false);
        foreach (string failure in failures)
        {
            Console.WriteLine(failure);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{failures.Count} of {cases} cases made the compiler fail"));
        return failures.Count > 0 ? 1 : 0;
    }
}

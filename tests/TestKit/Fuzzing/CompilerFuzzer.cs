using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mandelstam.TestKit.Fuzzing;

/// <summary>Holds a generator and its analyzers against broken code: whatever the parser accepts, none of them may fail.</summary>
/// <param name="harness">The generator and the analyzers.</param>
/// <param name="seeds">Good texts, in namespaces of their own.</param>
/// <param name="internalError">The id by which the compiler reports a failure of its own.</param>
public sealed partial class CompilerFuzzer(GeneratorHarness harness, IReadOnlyList<string> seeds, string internalError)
{
    // Several texts in one compilation share what it costs to start.
    private const int Together = 8;

    /// <summary>Runs a number of cases.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="seed">Fixes them.</param>
    /// <param name="progress">Hears how many have run.</param>
    /// <returns>What failed, each with its text.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int cases, int seed, Action<int>? progress = null)
    {
        SyntaxMutator mutator = new(seeds, seed);
        List<string> failures = [];
        for (int done = 0; done < cases; done += Together)
        {
            string[] texts = [.. Enumerable.Range(0, Math.Min(Together, cases - done)).Select(i => Apart(mutator.Next(), i))];
            if (await FailureAsync(texts) is { } together)
            {
                int before = failures.Count;
                foreach (string text in texts)
                {
                    if (await FailureAsync([text]) is { } failure)
                    {
                        failures.Add($"{failure}\n{text}");
                    }
                }

                if (failures.Count == before)
                {
                    failures.Add($"{together}\n{string.Join("\n// ---- next file ----\n", texts)}");
                }
            }

            progress?.Invoke(done + texts.Length);
        }

        return failures;
    }

    private static string Apart(string text, int number) => Space().Replace(text, "$0" + number.ToString(CultureInfo.InvariantCulture), 1);

    private async Task<string?> FailureAsync(string[] texts)
    {
        try
        {
            CSharpCompilation compilation = harness.Compile(texts[0], texts[1..]);
            GeneratorRunResult run = harness.Generate(compilation).Run;
            IEnumerable<Diagnostic> said = run.Diagnostics.Concat(await harness.AnalyzeAsync(compilation));
            string[] own = [.. said.Where(d => d.Id == internalError || d.Id == "AD0001").Select(static d => d.ToString())];
            return run.Exception is not null || own.Length > 0 ? $"{run.Exception} {string.Join("; ", own)}" : null;
        }
        catch (Exception e) when (e is InsufficientExecutionStackException || DoesCompilerFail(texts))
        {
            return null; // the C# compiler gave up by itself
        }
    }

    // Some broken extension blocks, for one, are a null reference in the compiler's own checks, with no generator or analyzer near.
    private bool DoesCompilerFail(string[] texts)
    {
        try
        {
            harness.Compile(texts[0], texts[1..]).GetDiagnostics();
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"\bnamespace [\w.]+")]
    private static partial Regex Space();
}

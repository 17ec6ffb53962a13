using Mandelstam.Analyzers;
using Mandelstam.CodeFixes;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis.Diagnostics;
using TorchSharp;

namespace Mandelstam.Generators.Tests;

/// <summary>A user's project: the language, the runtime, the generator and its analyzers.</summary>
internal static class Project
{
    private static readonly string[] _usings = ["System", "System.Collections.Generic", "System.Linq", "Mandelstam"];

    private static readonly DiagnosticAnalyzer[] _analyzers = [.. typeof(DeclarationAnalyzer).Assembly.GetTypes()
        .Where(static t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false)).Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    /// <summary>Every analyzer that a user's project has.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers => _analyzers;

    /// <summary>With the runtime, so that tensor code is generated too.</summary>
    public static GeneratorHarness WithTorch { get; } = new(
        static () => new EventGenerator(),
        _analyzers,
        [typeof(EventAttribute).Assembly, typeof(TensorEvents).Assembly, typeof(torch).Assembly, typeof(DeclarationProbe).Assembly],
        _usings);

    /// <summary>The language alone: scalar kernels.</summary>
    public static GeneratorHarness Plain { get; } =
        new(static () => new EventGenerator(), _analyzers, [typeof(EventAttribute).Assembly], _usings);

    /// <summary>The same, with the repairs that editors offer.</summary>
    public static FixHarness Fixes { get; } = new(Plain, new ExpressionFixProvider());

    /// <summary>The text of a file of the repository.</summary>
    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([ReferenceData.RepositoryRoot, .. path]));

    /// <summary>One of the tests' own declarations.</summary>
    public static string Declaration(string name) => Text("tests", "Generators.Tests", "Declarations", name + ".cs");

    /// <summary>The declaration of the challenge, with the types beside it, in one text.</summary>
    public static string Higgs { get; } = string.Join(
        "\n",
        new[] { "HiggsTauTau", "JetBin", "Process" }.Select((name, i) =>
        {
            string text = Text("Examples", "HiggsUncertainty", name + ".cs");
            return i == 0 ? text : text.Replace("namespace Mandelstam.Examples.HiggsUncertainty;", "", StringComparison.Ordinal);
        }));
}

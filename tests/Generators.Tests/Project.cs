using System.Reflection;
using Mandelstam.Analyzers;
using Mandelstam.CodeFixes;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.TestKit;
using Mandelstam.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using TorchSharp;
using Xunit;

namespace Mandelstam.Generators.Tests;

/// <summary>A user's project: the language, the runtime, the generator and its analyzers.</summary>
internal static class Project
{
    private static readonly string[] _usings = ["System", "System.Collections.Generic", "System.Linq", "Mandelstam"];

    private static readonly DiagnosticAnalyzer[] _analyzers = [.. typeof(DeclarationAnalyzer).Assembly.GetTypes()
        .Where(static t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false)).Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    private static readonly Assembly[] _tests = [typeof(EventAttribute).Assembly, typeof(PhysicsPropertiesAttribute).Assembly, typeof(FactAttribute).Assembly];
    private static readonly Assembly[] _testsWithTorch = [.. _tests, typeof(TensorEvents).Assembly, typeof(torch).Assembly];

    /// <summary>Every analyzer that a user's project has.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers => _analyzers;

    /// <summary>With the runtime, so that tensor code is generated too.</summary>
    public static GeneratorHarness WithTorch { get; } = new(
        static () => new EventGenerator(),
        _analyzers,
        [typeof(EventAttribute).Assembly, typeof(PhysicsPropertiesAttribute).Assembly, typeof(TensorEvents).Assembly, typeof(torch).Assembly, typeof(DeclarationProbe).Assembly],
        _usings)
    {
        Beside = [static () => new ProcessGenerator()],
    };

    /// <summary>The language alone: scalar kernels.</summary>
    public static GeneratorHarness Plain { get; } =
        new(static () => new EventGenerator(), _analyzers, [typeof(EventAttribute).Assembly, typeof(PhysicsPropertiesAttribute).Assembly], _usings)
        {
            Beside = [static () => new ProcessGenerator()],
        };

    /// <summary>The language alone, as the generator of processes sees it.</summary>
    public static GeneratorHarness Processes { get; } = new(static () => new ProcessGenerator(), _analyzers, [typeof(EventAttribute).Assembly], _usings);

    /// <summary>The same with the runtime, so that tensor code is generated too.</summary>
    public static GeneratorHarness ProcessesWithTorch { get; } =
        new(static () => new ProcessGenerator(), [], [typeof(EventAttribute).Assembly, typeof(TensorEvents).Assembly, typeof(torch).Assembly], _usings);

    /// <summary>The same, with the repairs that editors offer.</summary>
    public static FixHarness Fixes { get; } = new(Plain, new ExpressionFixProvider());

    /// <summary>The same in a project without global usings.</summary>
    public static FixHarness FixesWithoutUsings { get; } = new(
        new(static () => new EventGenerator(), _analyzers, [typeof(EventAttribute).Assembly]) { Beside = [static () => new ProcessGenerator()] }, new ExpressionFixProvider());

    /// <summary>A project with property tests, whose generator runs.</summary>
    public static GeneratorHarness Properties { get; } = new(static () => new PropertiesGenerator(), [new PropertiesAnalyzer()], _tests, _usings);

    /// <summary>The same project as the generator of events sees it: the property tests are text.</summary>
    public static GeneratorHarness Tested { get; } = new(static () => new EventGenerator(), [], _tests, _usings);

    /// <summary>A project with property tests and with the runtime.</summary>
    public static GeneratorHarness PropertiesWithTorch { get; } = new(static () => new PropertiesGenerator(), [], _testsWithTorch, _usings);

    /// <summary>The same as the generator of events sees it.</summary>
    public static GeneratorHarness TestedWithTorch { get; } = new(static () => new EventGenerator(), [], _testsWithTorch, _usings);

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

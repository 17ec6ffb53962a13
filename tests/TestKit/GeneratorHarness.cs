using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace Mandelstam.TestKit;

/// <summary>Runs a generator and analyzers over source text, in process, with step tracking on.</summary>
/// <param name="createGenerator">Makes the generator; each run has a new one.</param>
/// <param name="analyzers">What else reports.</param>
/// <param name="assemblies">What the source may use beside the framework.</param>
/// <param name="usings">Global usings, as the project of the source would have them.</param>
public sealed class GeneratorHarness(
    Func<IIncrementalGenerator> createGenerator, IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<Assembly> assemblies, params string[] usings)
{
    private const string InputPath = "Input.cs";

    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.CSharp14);
    private static readonly MetadataReference[] _framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [.. analyzers];

    // Compilations made from one share the symbols of its references, which cost more than most sources.
    private readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Input",
        null,
        [.. _framework, .. assemblies.Select(static assembly => MetadataReference.CreateFromFile(assembly.Location))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Further generators that a user's project has: what they write is compiled too, their runs are not looked at.</summary>
    public IReadOnlyList<Func<IIncrementalGenerator>> Beside { get; init; } = [];

    /// <summary>The compilation of a source, before any generator ran.</summary>
    /// <param name="source">The text that is tested.</param>
    /// <param name="others">Further files of the project.</param>
    public CSharpCompilation Compile(string source, params string[] others) => _empty.AddSyntaxTrees(
    [
        Parse(source),
        CSharpSyntaxTree.ParseText(string.Concat(usings.Select(static name => $"global using {name};\n")), _parsing, "Usings.cs"),
        .. others.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, _parsing, $"Other{i}.cs")),
    ]);

    /// <summary>Runs the generator.</summary>
    /// <param name="input">What it runs on.</param>
    /// <param name="kernels">Run the implementation outputs too, which an editor leaves out while one types.</param>
    /// <returns>The compilation with what was generated, and the run.</returns>
    public (Compilation Output, GeneratorRunResult Run) Generate(Compilation input, bool kernels = true)
    {
        GeneratorDriver driver = CreateDriver(kernels).RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        ImmutableArray<GeneratorRunResult> runs = driver.GetRunResult().Results;
        return runs.Skip(1).FirstOrDefault(static r => r.Exception is not null) is { Exception: { } failure }
            ? throw new InvalidOperationException("The generator threw.", failure)
            : (output, runs[0]);
    }

    /// <summary>Every diagnostic from information on of input, generator, output and analyzers; those that the source suppresses left out.</summary>
    /// <param name="source">The text, without marks.</param>
    /// <param name="editorConfig">The project's <c>.editorconfig</c>, if it has one.</param>
    /// <exception cref="Exception">The generator threw.</exception>
    public async Task<(Compilation Output, GeneratorRunResult Run, IReadOnlyList<Diagnostic> Diagnostics)> DiagnoseAsync(string source, string? editorConfig = null)
    {
        CSharpCompilation input = Compile(source);
        if (editorConfig is not null)
        {
            input = input.WithOptions(input.Options.WithSyntaxTreeOptionsProvider(new EditorConfig(editorConfig)));
        }

        (Compilation output, GeneratorRunResult run) = Generate(input);
        if (run.Exception is not null)
        {
            throw new InvalidOperationException("The generator threw.", run.Exception);
        }

        // Generated files switch their warnings off, for what users do to their names. Those of their own count here.
        Compilation strict = output.WithOptions(((CSharpCompilation)output).Options.WithReportSuppressedDiagnostics(true));
        bool IsSaid(Diagnostic d) => !d.IsSuppressed || (d.Location.SourceTree is { } tree && !input.ContainsSyntaxTree(tree));
        List<Diagnostic> all = [.. run.Diagnostics, .. strict.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning), .. await AnalyzeAsync(input)];
        return (output, run, [.. all.Where(IsSaid)]);
    }

    /// <summary>What the analyzers report of a compilation, their own failures included.</summary>
    /// <remarks>They see it as in an editor, without kernels: what is generated they leave alone, but the compiler binds it for them, at length.</remarks>
    /// <param name="input">The compilation, before any generator ran.</param>
    public async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation input) =>
        _analyzers.Length == 0 ? [] : await Generate(input, kernels: false).Output.WithAnalyzers(_analyzers).GetAnalyzerDiagnosticsAsync();

    /// <summary>The marks must be all the diagnostics there are: id, place and number.</summary>
    /// <param name="marked">The text with marks.</param>
    public async Task<(Compilation Output, GeneratorRunResult Run)> VerifyAsync(string marked)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        (Compilation output, GeneratorRunResult run, IReadOnlyList<Diagnostic> all) = await DiagnoseAsync(source.Text);
        string[] expected = [.. source.Expected.Select(static e => $"{e.Span} {e.Id}").Order(StringComparer.Ordinal)];
        string[] actual = [.. all.Select(static d => $"{d.Location.SourceSpan} {d.Id}").Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(actual), $"Expected:\n  {string.Join("\n  ", expected)}\nActual:\n  {string.Join("\n  ", all)}");
        return (output, run);
    }

    /// <summary>Runs on one text, then on another; what became of a step's outputs.</summary>
    /// <param name="before">The text first.</param>
    /// <param name="after">The text after the edit.</param>
    /// <param name="step">The tracking name.</param>
    public IReadOnlyList<IncrementalStepRunReason> ReasonsAfterEdit(string before, string after, string step)
    {
        CSharpCompilation first = Compile(before);
        return ReasonsAfterEdit(first, first.ReplaceSyntaxTree(first.SyntaxTrees[0], Parse(after)), step);
    }

    /// <summary>Runs on one compilation, then on another; what became of a step's outputs.</summary>
    /// <param name="before">The compilation first.</param>
    /// <param name="after">The compilation after the edit.</param>
    /// <param name="step">The tracking name; <c>Output</c> for the outputs themselves.</param>
    public IReadOnlyList<IncrementalStepRunReason> ReasonsAfterEdit(CSharpCompilation before, CSharpCompilation after, string step)
    {
        GeneratorRunResult run = CreateDriver().RunGenerators(before).RunGenerators(after).GetRunResult().Results[0];
        IEnumerable<IncrementalGeneratorRunStep> steps = step == "Output" ? run.TrackedOutputSteps.SelectMany(static s => s.Value) : run.TrackedSteps[step];
        return [.. steps.SelectMany(static s => s.Outputs).Select(static o => o.Reason)];
    }

    /// <summary>A compilation with one of its files exchanged for another text.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="file">The number of the file: 0 for the source, from 2 on the others.</param>
    /// <param name="text">The new text.</param>
    public static CSharpCompilation WithText(CSharpCompilation compilation, int file, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, _parsing, tree.FilePath));
    }

    /// <summary>Runs on compilations one after another, as an editor does; what was generated for each.</summary>
    /// <param name="compilations">The project after each edit.</param>
    /// <param name="kernels">Run the implementation outputs too, which an editor leaves out while one types.</param>
    public IEnumerable<GeneratorRunResult> GenerateInTurn(IEnumerable<CSharpCompilation> compilations, bool kernels = true)
    {
        GeneratorDriver driver = CreateDriver(kernels);
        foreach (CSharpCompilation compilation in compilations)
        {
            driver = driver.RunGenerators(compilation);
            yield return driver.GetRunResult().Results[0];
        }
    }

    /// <summary>No value that leaves a step may reach a symbol, a syntax node, a tree, a compilation or a location.</summary>
    /// <param name="source">The text.</param>
    /// <param name="step">The tracking name.</param>
    public void AssertModelsAreDetached(string source, string step)
    {
        (_, GeneratorRunResult run) = Generate(Compile(source));
        object?[] values = [.. run.TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => (object?)o.Value)];
        Assert.NotEmpty(values); // a check over nothing is not a check
        foreach (object? value in values)
        {
            Visit(value, step, new(ReferenceEqualityComparer.Instance));
        }
    }

    /// <summary>Compiles to an assembly and loads it, so that a test can call what was generated.</summary>
    /// <param name="output">The compilation with what was generated.</param>
    public static Assembly Load(Compilation output)
    {
        using MemoryStream stream = new();
        EmitResult result = output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, _parsing, InputPath);

    private static void Visit(object? node, string path, HashSet<object> seen)
    {
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !seen.Add(node))
        {
            return;
        }

        // 'is', not GetType() ==: ISymbol is an interface, SyntaxNode and Compilation are abstract.
        Assert.False(
            node is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData or IOperation,
            $"{path} holds a {node.GetType().Name}");
        if (node is IEnumerable items)
        {
            int index = 0;
            foreach (object? item in items)
            {
                Visit(item, $"{path}[{index++}]", seen);
            }

            return;
        }

        for (Type? type = node.GetType(); type is not null; type = type.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (FieldInfo field in type.GetFields(Own))
            {
                Visit(field.GetValue(node), $"{path}.{field.Name}", seen);
            }
        }
    }

    private GeneratorDriver CreateDriver(bool kernels = true) => CSharpGeneratorDriver.Create(
        [createGenerator().AsSourceGenerator(), .. Beside.Select(static create => create().AsSourceGenerator())],
        parseOptions: _parsing,
        driverOptions: new GeneratorDriverOptions(
            kernels ? IncrementalGeneratorOutputKind.None : IncrementalGeneratorOutputKind.Implementation, trackIncrementalGeneratorSteps: true));
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Declarations compiled in process, each once.</summary>
internal static class Compiled
{
    private static readonly ConcurrentDictionary<string, Lazy<(DeclarationProbe Probe, EventProgram Program)>> _compiled = [];

    /// <summary>The probe of a declaration; its compilation must be free of warnings.</summary>
    /// <param name="type">The type's full name.</param>
    /// <param name="file">The file it is in, below the folder of declarations and without its ending; by default called as the type is.</param>
    public static DeclarationProbe Probe(string type, string? file = null) => Of(type, file).Probe;

    /// <summary>The probe of a declaration whose roundings to decimals are made too fine to matter, so that its results are smooth.</summary>
    /// <param name="type">The type's full name.</param>
    /// <param name="file">The file it is in, as above.</param>
    public static DeclarationProbe SmoothProbe(string type, string? file = null) => _compiled.GetOrAdd(
        type + ", smooth", _ => new(() => Compile(type, file, static text => Regex.Replace(text, @"Rounded\(\d\)", "Rounded(15)")))).Value.Probe;

    /// <summary>The declaration in symbols, as the emitters got it.</summary>
    /// <param name="type">The type's full name.</param>
    /// <param name="file">The file it is in, as above.</param>
    public static EventProgram Program(string type, string? file = null) => Of(type, file).Program;

    private static (DeclarationProbe Probe, EventProgram Program) Of(string type, string? file) =>
        _compiled.GetOrAdd(type, t => new(() => Compile(t, file, static text => text))).Value;

    private static (DeclarationProbe, EventProgram) Compile(string type, string? file, Func<string, string> change)
    {
        string name = type[(type.LastIndexOf('.') + 1)..];
        string text = change(name == "HiggsTauTau" ? Project.Higgs : Project.Declaration(file ?? name));
        (Compilation output, GeneratorRunResult run) = Project.WithTorch.Generate(Project.WithTorch.Compile(text, DeclarationProbe.SourceFor(type)));
        Assert.Null(run.Exception);
        Assert.Empty(output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        EventSpec spec = (EventSpec)run.TrackedSteps[EventGenerator.KernelStep].Single().Outputs.Single().Value;
        return ((DeclarationProbe)Activator.CreateInstance(GeneratorHarness.Load(output).GetType("Probe")!)!, LowerEvent.Run(spec, out _)!);
    }
}

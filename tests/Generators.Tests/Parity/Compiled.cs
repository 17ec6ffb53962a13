using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Declarations compiled in process, each once.</summary>
internal static class Compiled
{
    private static readonly ConcurrentDictionary<string, Lazy<DeclarationProbe>> _probes = [];

    /// <summary>The probe of a declaration; its compilation must be free of warnings.</summary>
    /// <param name="type">The type's full name.</param>
    public static DeclarationProbe Probe(string type) => _probes.GetOrAdd(type, static t => new(() => Compile(t, static text => text))).Value;

    /// <summary>The probe of a declaration whose roundings to decimals are made too fine to matter, so that its results are smooth.</summary>
    /// <param name="type">The type's full name.</param>
    public static DeclarationProbe SmoothProbe(string type) => _probes.GetOrAdd(
        type + ", smooth", _ => new(() => Compile(type, static text => Regex.Replace(text, @"Rounded\(\d\)", "Rounded(15)")))).Value;

    private static DeclarationProbe Compile(string type, Func<string, string> change)
    {
        string name = type[(type.LastIndexOf('.') + 1)..];
        string text = change(name == "HiggsTauTau" ? Project.Higgs : Project.Declaration(name));
        (Compilation output, GeneratorRunResult run) = Project.WithTorch.Generate(Project.WithTorch.Compile(text, DeclarationProbe.SourceFor(type)));
        Assert.Null(run.Exception);
        Assert.Empty(output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        return (DeclarationProbe)Activator.CreateInstance(GeneratorHarness.Load(output).GetType("Probe")!)!;
    }
}

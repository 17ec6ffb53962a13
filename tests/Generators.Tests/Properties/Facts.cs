using System.Reflection;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Properties;

/// <summary>Generates property tests, and runs the facts of what was compiled.</summary>
internal static class Facts
{
    /// <summary>The request for the tests of a declaration, in its namespace.</summary>
    public static string Request(string declaration, string arguments = "") => $$"""
        namespace Declarations
        {
            [Mandelstam.Testing.PhysicsProperties(typeof({{declaration}}){{arguments}})] public partial class Properties;
        }
        """;

    /// <summary>The generated part of the class.</summary>
    public static string Generate(string source, string request)
    {
        (_, GeneratorRunResult run) = Project.Properties.Generate(Project.Properties.Compile(source, request));
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        return run.GeneratedSources.Single().SourceText.ToString();
    }

    /// <summary>Compiles declarations together with facts, which may be those of another declaration.</summary>
    public static Assembly Compile(params string[] texts)
    {
        (Compilation output, GeneratorRunResult run) = Project.Tested.Generate(Project.Tested.Compile("", texts));
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        return GeneratorHarness.Load(output);
    }

    /// <summary>Runs the facts of a class, or one of them.</summary>
    /// <returns>For each fact its name and the message of its failure, null where it passed.</returns>
    public static IReadOnlyDictionary<string, string?> Run(Assembly assembly, string type, string? only = null)
    {
        Type facts = assembly.GetType(type, throwOnError: true)!;
        MethodInfo[] methods = [.. facts.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null && (only is null || m.Name == only))];
        Assert.NotEmpty(methods);
        return methods.ToDictionary(static fact => fact.Name, fact => Outcome(fact, Activator.CreateInstance(facts)!));
    }

    private static string? Outcome(MethodInfo fact, object instance)
    {
        try
        {
            fact.Invoke(instance, []);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return $"{e.InnerException!.GetType().Name}: {e.InnerException.Message}";
        }
    }
}

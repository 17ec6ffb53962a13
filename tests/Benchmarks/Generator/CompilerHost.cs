using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>The compiler of this SDK as a build uses it, in this process: what a generator meets at work.</summary>
/// <remarks>
/// NuGet's packages of the compiler hold no machine code, the SDK's do; with the former most of a first run would be the time to translate the
/// compiler itself, which has run long before where anyone builds or types. The same holds for how memory is collected
/// (<see cref="Environment"/>).
/// </remarks>
internal sealed class CompilerHost : AssemblyLoadContext
{
    private static readonly string _folder = Path.Combine(Sdk(), "Roslyn", "bincore");

    private readonly string _own = AppContext.BaseDirectory;

    private CompilerHost()
        : base("compiler")
    {
    }

    /// <summary>What the SDK sets for its compiler and a process must be started with.</summary>
    public static IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            string path = Path.Combine(_folder, "csc.runtimeconfig.json");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement properties = document.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
            string Switch(string name, bool otherwise) => (properties.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : otherwise) ? "1" : "0";
            return new Dictionary<string, string>
            {
                ["DOTNET_gcServer"] = Switch("System.GC.Server", false),
                ["DOTNET_gcConcurrent"] = Switch("System.GC.Concurrent", true),
                ["DOTNET_TieredPGO"] = Switch("System.Runtime.TieredPGO", true),
            };
        }
    }

    /// <summary>Calls a static method of this program, with its compiler being the SDK's.</summary>
    /// <param name="type">The type that declares the method.</param>
    /// <param name="method">Its name.</param>
    /// <param name="argument">Its one argument.</param>
    public static object Call(Type type, string method, object argument)
    {
        Assembly again = new CompilerHost().LoadFromAssemblyPath(type.Assembly.Location);
        return again.GetType(type.FullName!, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [argument])!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = assemblyName.Name + ".dll";
        string[] places = assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) ? [Path.Combine(_folder, file)]
            : assemblyName.Name.StartsWith("Mandelstam", StringComparison.Ordinal) ? [Path.Combine(_own, file)]
            : [];
        return places.FirstOrDefault(File.Exists) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    // Beside the runtime that this process runs on: …/shared/Microsoft.NETCore.App/VERSION and …/sdk/VERSION.
    private static string Sdk()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return Directory.EnumerateDirectories(Path.Combine(root, "sdk"), $"{System.Environment.Version.Major}.*")
            .OrderBy(static folder => Version.TryParse(Path.GetFileName(folder).Split('-')[0], out Version? version) ? version : new Version())
            .LastOrDefault(static folder => File.Exists(Path.Combine(folder, "Roslyn", "bincore", "csc.runtimeconfig.json")))
            ?? throw new MandelstamException($"There is no SDK with a compiler beside the runtime in {root}.");
    }
}

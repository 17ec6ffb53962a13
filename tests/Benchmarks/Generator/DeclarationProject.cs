using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>A user's project of many declarations, each the example's in a namespace and a file of its own, and a file beside them.</summary>
internal sealed class DeclarationProject
{
    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.CSharp14);
    private readonly DeclarationKind _kind;
    private readonly SyntaxTree[] _declarations;
    private readonly SyntaxTree _beside = Parse("public static class Beside { public static int Twice(int x) => 2 * x; }", "Beside.cs");

    public DeclarationProject(DeclarationKind kind, int declarations)
    {
        _kind = kind;
        string space = $"namespace {kind.Namespace};";
        string text = string.Concat(kind.Files.Select((file, i) => i == 0 ? Text(file) : Text(file).Replace(space, "", StringComparison.Ordinal)));
        _declarations = [.. Enumerable.Range(0, declarations).Select(i => Parse(Copy(text, i), $"Declaration{i}.cs"))];
        IEnumerable<string> platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        string[] own = [typeof(EventAttribute).Assembly.Location, typeof(Events.TensorEvents).Assembly.Location, typeof(TorchSharp.torch).Assembly.Location];
        SyntaxTree usings = Parse("global using System; global using System.Collections.Generic; global using System.Linq; global using Mandelstam;", "Usings.cs");
        Compilation = CSharpCompilation.Create(
            "Bench",
            [.. _declarations, _beside, usings],
            [.. platform.Concat(own).Select(static path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The project before any edit.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A character typed in a body: a number of the first declaration takes another value.</summary>
    public CSharpCompilation WithBodyEdited(int edit) => Edited(_kind.InBody, edit);

    /// <summary>A character typed in an attribute of the first declaration.</summary>
    public CSharpCompilation WithSignatureEdited(int edit) => Edited(_kind.InSignature, edit);

    /// <summary>A character typed in a comment of the first declaration.</summary>
    public CSharpCompilation WithCommentEdited(int edit) => Edited(_kind.InComment, edit);

    /// <summary>A character typed in a method of another class.</summary>
    public CSharpCompilation WithOtherBodyEdited(int edit) => Replaced(_beside, _beside.GetText().ToString().Replace("2 * x", $"{Number(edit)} * x", StringComparison.Ordinal));

    /// <summary>A driver with the generator, that has not run.</summary>
    /// <param name="kernels">Make kernels too, as a build does; an editor does without.</param>
    public GeneratorDriver CreateDriver(bool kernels) => CSharpGeneratorDriver.Create(
        [_kind.Generator().AsSourceGenerator()],
        parseOptions: _parsing,
        driverOptions: new GeneratorDriverOptions(kernels ? IncrementalGeneratorOutputKind.None : IncrementalGeneratorOutputKind.Implementation));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Each has a number of its own, so that no two mean the same: what is known of one says nothing of another.
    private string Copy(string text, int declaration) => text
        .Replace($"namespace {_kind.Namespace};", $"namespace Declaration{Number(declaration)};", StringComparison.Ordinal)
        .Replace(_kind.Name, _kind.Name + Number(declaration), StringComparison.Ordinal)
        .Replace(_kind.Threshold + ".GeV", $"{Number(_kind.Threshold + declaration)}.GeV", StringComparison.Ordinal);

    private static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text), _parsing, path);

    private CSharpCompilation Edited((string Before, string After) place, int edit)
    {
        string text = _declarations[0].GetText().ToString();
        int at = text.IndexOf(place.Before, StringComparison.Ordinal);
        string after = string.Format(CultureInfo.InvariantCulture, place.After, edit + 1);
        return at >= 0
            ? Replaced(_declarations[0], text.Remove(at, place.Before.Length).Insert(at, after))
            : throw new InvalidOperationException($"The example no longer contains '{place.Before}'.");
    }

    private CSharpCompilation Replaced(SyntaxTree tree, string text) => Compilation.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));
}

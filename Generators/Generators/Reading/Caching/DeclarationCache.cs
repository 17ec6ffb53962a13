using System.Collections.Concurrent;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>Keeps what was read of each declaration, and reads again only what an edit may have given another meaning.</summary>
/// <remarks>
/// Roslyn asks for every declaration after every keystroke, and a semantic model forgets all that it knew: binding the bodies of one declaration
/// takes milliseconds. What was read holds for as long as nothing that it can come upon has changed: the surfaces of the types that it names, and of
/// those that they name in turn; the references; and the texts of the bodies that it consists of. Of these a changed one is read again by itself.
/// Nothing here refers to a compilation or a tree.
/// </remarks>
internal sealed class DeclarationCache
{
    // Declarations that were renamed or removed stay behind; when there are this many, all are read anew once.
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What stands at a syntax node; null where that is no event.</summary>
    public ReadResult? Read(TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return Current(syntax, compilation, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(null, default, false, false, new(syntax.Identifier.ValueText, $"{e.GetType().Name}: {e.Message}"));
        }
    }

    private ReadResult? Current(TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        SourceMap map = SourceMap.Of(compilation, cancellation);
        SourceFile file = SourceFile.Of(syntax.SyntaxTree, cancellation);
        string key = KeyOf(syntax);
        if (!_entries.TryGetValue(key, out Entry before) || Renewed(before, syntax, compilation, map, file, cancellation) is not { } entry)
        {
            entry = Fresh(syntax, compilation, map, file, cancellation);
        }

        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }

        _entries[key] = entry;
        return entry.Result;
    }

    private static string KeyOf(TypeDeclarationSyntax syntax)
    {
        IEnumerable<string> names = syntax.Ancestors().Select(static a => a switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax type => type.Identifier.ValueText,
            _ => "",
        });
        return $"{syntax.SyntaxTree.FilePath}|{syntax.Identifier.ValueText}<{string.Join("<", names)}";
    }

    private static Entry Fresh(TypeDeclarationSyntax syntax, Compilation compilation, SourceMap map, SourceFile file, CancellationToken cancellation)
    {
        SourceUnit? unit = UnitOf(syntax, file);
        HashSet<string> reach = unit is null ? [] : map.Reach(unit);
        bool isEvent = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation) is { } type
            && EventReader.Find(type, KnownNames.Event)?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent == syntax;
        DeclarationRead? read = isEvent ? ReadAll(syntax, compilation, cancellation) : null;
        return new(map, unit, reach, read, read?.ToResult());
    }

    private static DeclarationRead ReadAll(TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) => EventReader.ReadParts(
        compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation)!, syntax, compilation, places: false, cancellation);

    // The entry for the compilation as it is now, or null where the declaration must be read as a whole.
    private static Entry? Renewed(Entry before, TypeDeclarationSyntax syntax, Compilation compilation, SourceMap map, SourceFile file, CancellationToken cancellation)
    {
        if (before.Map == map)
        {
            return before.Unit is not null && before.Unit == UnitOf(syntax, file) ? before : null;
        }

        SourceChanges changes = map.Since(before.Map);
        if (before.Unit is null || changes.Concern(before.Reach) || changes.SuccessorOf(before.Unit) is not { } unit || unit != UnitOf(syntax, file))
        {
            return null;
        }

        if (before.Read is null)
        {
            return before with { Map = map, Unit = unit };
        }

        Dictionary<string, BodyRead> kept = new(StringComparer.Ordinal);
        List<BodyPlace> edited = [];
        foreach (BodyRead body in before.Read.Bodies.Values)
        {
            if (body.Place is null)
            {
                kept.Add(body.Key, body);
                continue;
            }

            if (changes.SuccessorOf(body.Place.Unit) is not { } successor)
            {
                return null;
            }

            BodyPlace now = body.Place with { Unit = successor };
            if (now.Text == body.Place.Text)
            {
                kept.Add(body.Key, body with { Place = now });
            }
            else
            {
                edited.Add(now);
            }
        }

        if (edited.Count == 0)
        {
            return before with { Map = map, Unit = unit, Read = before.Read with { Bodies = kept } };
        }

        DeclarationRead read = before.Read with { Bodies = Reread(syntax, compilation, map, kept, edited, cancellation) };
        read = read with { Bodies = read.Needed().ToDictionary(static b => b.Key, StringComparer.Ordinal) };
        return new(map, unit, map.Reach(unit), read, read.ToResult());
    }

    private static IReadOnlyDictionary<string, BodyRead> Reread(
        TypeDeclarationSyntax syntax, Compilation compilation, SourceMap map, Dictionary<string, BodyRead> kept, List<BodyPlace> edited, CancellationToken cancellation)
    {
        INamedTypeSymbol type = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation)!;
        BodyReader reader = new(type, syntax, compilation, places: false, kept, cancellation);
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        foreach (BodyPlace place in edited)
        {
            SyntaxTree tree = trees[Array.FindIndex([.. map.Files], f => f.Units.Contains(place.Unit))];
            SyntaxNode body = tree.GetRoot(cancellation).FindToken(place.Unit.Places[place.Index]).Parent!;
            MemberDeclarationSyntax member = body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
            reader.Read(compilation.GetSemanticModel(tree).GetDeclaredSymbol(member, cancellation)!);
        }

        return reader.Bodies;
    }

    private static SourceUnit? UnitOf(TypeDeclarationSyntax syntax, SourceFile file)
    {
        int at = syntax.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault()?.SpanStart ?? syntax.SpanStart;
        return file.Units.FirstOrDefault(u => u.Start == at);
    }

    /// <summary>What is known of one declaration.</summary>
    /// <param name="Map">The project that it was read in.</param>
    /// <param name="Unit">The type that it is, or that is around it; null where that could not be told: then nothing is kept.</param>
    /// <param name="Reach">Every name that it can come upon.</param>
    /// <param name="Read">What was read, body by body; null where it is no event.</param>
    /// <param name="Result">The same as a whole: the very same object for as long as nothing has changed.</param>
    private sealed record Entry(SourceMap Map, SourceUnit? Unit, HashSet<string> Reach, DeclarationRead? Read, ReadResult? Result);
}

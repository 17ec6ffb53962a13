using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>Keeps what was read of each declaration, and reads again only what an edit may have given another meaning.</summary>
/// <remarks>
/// Roslyn asks for every declaration after every keystroke, and a semantic model forgets all that it knew: binding the bodies of one declaration
/// takes milliseconds. What was read holds for as long as nothing that it can come upon has changed: the surfaces of the types that it names, and of
/// those that they name in turn; the references; and the texts of the bodies that it consists of. Of these a changed one is read again by itself,
/// and only when somebody asks for the declaration as a whole. Nothing here refers to a compilation or a tree.
/// </remarks>
/// <param name="family">The kind of declaration.</param>
/// <param name="prepare">Called for each declaration that was read with others, on several threads; null for nothing.</param>
/// <typeparam name="TSpec">What is known of a declaration of this kind.</typeparam>
internal sealed class DeclarationCache<TSpec>(DeclarationFamily<TSpec> family, Action<TSpec>? prepare = null)
    where TSpec : class
{
    // Declarations that were renamed or removed stay behind, until there are this many of all.
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<(string Path, string Name), Entry> _entries = new();
    private SourceMap? _latest, _previous, _ahead;
    private int _isStarted;

    /// <summary>The shape of what stands at a syntax node; null where that is no declaration of this kind.</summary>
    public ShapeResult<TSpec>? ReadShape(TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        (string Path, string Name) key = KeyOf(syntax);
        try
        {
            SourceMap map = SourceMap.Of(compilation, cancellation);
            SourceFile file = SourceFile.Of(syntax.SyntaxTree, cancellation);
            if (Interlocked.Exchange(ref _isStarted, 1) == 0)
            {
                ReadAllShapes(compilation, map, cancellation);
            }

            if (!_entries.TryGetValue(key, out Entry before) || Renewed(before, syntax, map, file) is not { } entry)
            {
                entry = Fresh(key, syntax, compilation, map, file, cancellation);
            }

            Keep(key, entry);
            return entry.Shape;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(key.Path, key.Name, null, false, Failure(syntax.Identifier.ValueText, e));
        }
    }

    /// <summary>A declaration with its bodies. What else an edit has left unread is read with it, on several threads: somebody will ask for all.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="compilation">The compilation that it was read in.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public ReadResult<TSpec> ReadWhole(ShapeResult<TSpec> shape, Compilation compilation, CancellationToken cancellation)
    {
        SourceMap map = SourceMap.Of(compilation, cancellation);
        if (Interlocked.Exchange(ref _ahead, map) != map)
        {
            ShapeResult<TSpec>[] unread = [.. _entries.Values.Where(e => e.Map == map && e is { Shape.Failure: null, Whole: null }).Select(static e => e.Shape!)];
            if (unread.Length > 1)
            {
                Parallel.ForEach(unread, new ParallelOptions { CancellationToken = cancellation }, one =>
                {
                    if (Whole(one, compilation, map, cancellation) is { IsComplete: true, Spec: { } spec })
                    {
                        prepare?.Invoke(spec);
                    }
                });
            }
        }

        return Whole(shape, compilation, map, cancellation);
    }

    // The first time nothing is known of any: the compiler will ask for one after the other, and they are read on several threads.
    private void ReadAllShapes(Compilation compilation, SourceMap map, CancellationToken cancellation)
    {
        TypeDeclarationSyntax[] types = [.. compilation.SyntaxTrees.SelectMany(tree => Declarations(tree, cancellation)).Where(static t => t.AttributeLists.Count > 0)];
        if (types.Length > 1)
        {
            Parallel.ForEach(types, new ParallelOptions { CancellationToken = cancellation }, syntax =>
            {
                (string Path, string Name) key = KeyOf(syntax);
                try
                {
                    _entries[key] = Fresh(key, syntax, compilation, map, SourceFile.Of(syntax.SyntaxTree, cancellation), cancellation);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // It fails again, and is reported, when it is asked for.
                }
            });
        }
    }

    private static IEnumerable<TypeDeclarationSyntax> Declarations(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation)
        .DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<TypeDeclarationSyntax>();

    private static ReadFailure Failure(string name, Exception e) => new(name, $"{e.GetType().Name}: {e.Message}");

    private static (string Path, string Name) KeyOf(TypeDeclarationSyntax syntax)
    {
        string name = Head(syntax);
        for (SyntaxNode? around = syntax.Parent; around is not null; around = around.Parent)
        {
            name = around switch
            {
                BaseNamespaceDeclarationSyntax space => $"{name}<{space.Name}",
                TypeDeclarationSyntax type => $"{name}<{Head(type)}",
                _ => name,
            };
        }

        return (syntax.SyntaxTree.FilePath, name);
    }

    // In broken code a record and a record struct can have one name, and so can a namespace and a class.
    private static string Head(TypeDeclarationSyntax type) => $"{type.Keyword.ValueText} {(type as RecordDeclarationSyntax)?.ClassOrStructKeyword.ValueText} {type.Identifier.ValueText}";

    private void Keep((string Path, string Name) key, Entry entry)
    {
        if (_latest != entry.Map)
        {
            (_previous, _latest) = (_latest, entry.Map);
            if (_entries.Count >= Capacity)
            {
                foreach (KeyValuePair<(string Path, string Name), Entry> old in _entries.Where(e => e.Value.Map != _previous))
                {
                    _entries.TryRemove(old.Key, out _);
                }
            }
        }

        _entries[key] = entry;
    }

    private Entry Fresh(
        (string Path, string Name) key, TypeDeclarationSyntax syntax, Compilation compilation, SourceMap map, SourceFile file, CancellationToken cancellation)
    {
        SourceUnit? unit = UnitOf(syntax, file);
        HashSet<string> reach = unit is null ? [] : map.Reach(unit);
        INamedTypeSymbol? type = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation);
        DeclarationRead<TSpec>? read = type is null || !family.IsDeclaredBy(type, syntax, cancellation) ? null : family.ReadShape(type, syntax, compilation, cancellation);
        return new(map, unit, reach, read, read is null ? null : new(key.Path, key.Name, read.Shape, read.Problems.Count == 0), AreBodiesRead: false, Whole: null);
    }

    // The entry for the compilation as it is now, or null where the declaration must be read anew.
    private static Entry? Renewed(Entry before, TypeDeclarationSyntax syntax, SourceMap map, SourceFile file)
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

        Entry entry = before with { Map = map, Unit = unit, Reach = changes.Extend(before.Reach) ? map.Reach(unit) : before.Reach };
        if (before.Read is null || !before.AreBodiesRead || !changes.Touch(before.Read.Bodies.Values))
        {
            return entry;
        }

        Dictionary<string, BodyRead> bodies = new(StringComparer.Ordinal);
        bool isEdited = false;
        foreach (BodyRead body in before.Read.Bodies.Values)
        {
            if (body.Place is not { } place)
            {
                bodies.Add(body.Key, body);
            }
            else if (changes.SuccessorOf(place.Unit) is { } successor)
            {
                BodyRead now = body with { Place = place with { Unit = successor } };
                bodies.Add(body.Key, now);
                isEdited |= now.Place.Text != now.Text;
            }
            else
            {
                return entry with { AreBodiesRead = false, Whole = null };
            }
        }

        return entry with { Read = before.Read with { Bodies = bodies }, Whole = isEdited ? null : before.Whole };
    }

    private ReadResult<TSpec> Whole(ShapeResult<TSpec> shape, Compilation compilation, SourceMap map, CancellationToken cancellation)
    {
        try
        {
            (string Path, string Name) key = (shape.Path, shape.Name);
            if (!_entries.TryGetValue(key, out Entry entry) || entry.Map != map || entry.Read is null)
            {
                // Another run has come between, of the same generator for another state of the project.
                return Complete(null, Find(shape, compilation, cancellation), compilation, cancellation).ToResult(family);
            }

            if (entry.Whole is null)
            {
                DeclarationRead<TSpec> read = Complete(entry, Find(shape, compilation, cancellation), compilation, cancellation);
                ReadResult<TSpec> whole = read.ToResult(family);
                entry = entry with { Read = read, AreBodiesRead = true, Whole = whole };
                _entries[key] = entry;
            }

            return entry.Whole!;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(null, default, false, Failure(shape.Name.Split('<')[0].Split(' ').Last(), e));
        }
    }

    // The declaration with every body read: those that are known as they are, the others now.
    private DeclarationRead<TSpec> Complete(Entry? entry, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        INamedTypeSymbol type = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation)!;
        DeclarationRead<TSpec> read = entry?.Read ?? family.ReadShape(type, syntax, compilation, cancellation)!;
        Dictionary<string, BodyRead> kept = new(StringComparer.Ordinal);
        if (entry is { AreBodiesRead: true })
        {
            foreach (BodyRead body in read.Bodies.Values.Where(static b => b.Place is null || b.Place.Text == b.Text))
            {
                kept.Add(body.Key, body);
            }
        }

        if (read.Shape is { } shape)
        {
            compilation = family.Surroundings(shape, syntax, compilation, name => entry is null || entry.Reach.Contains(name), cancellation);
            type = compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation)!;
        }

        BodyReader reader = new(type, syntax, compilation, places: false, kept, cancellation);
        reader.Ask(read.Roots);
        reader.ReadAll();
        if (entry is { AreBodiesRead: true })
        {
            // Helpers of other types have no root: where one was edited, whoever calls it was not.
            SyntaxTree[] trees = [.. compilation.SyntaxTrees];
            foreach (BodyPlace place in read.Bodies.Values.Where(b => b.Place is not null && !reader.Bodies.ContainsKey(b.Key)).Select(static b => b.Place!))
            {
                SyntaxTree tree = trees[Array.FindIndex([.. entry.Map.Files], f => f.Units.Contains(place.Unit))];
                SyntaxNode body = tree.GetRoot(cancellation).FindToken(place.Unit.Places[place.Index]).Parent!;
                MemberDeclarationSyntax member = body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
                reader.Ask(compilation.GetSemanticModel(tree).GetDeclaredSymbol(member, cancellation)!);
            }

            reader.ReadAll();
        }

        read = read with { Bodies = reader.Bodies };
        return read with { Bodies = read.Needed().ToDictionary(static b => b.Key, StringComparer.Ordinal) };
    }

    private TypeDeclarationSyntax Find(ShapeResult<TSpec> shape, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(t => t.FilePath == shape.Path))
        {
            foreach (TypeDeclarationSyntax syntax in Declarations(tree, cancellation).Where(t => t.AttributeLists.Count > 0 && KeyOf(t).Name == shape.Name))
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancellation) is { } type && family.IsDeclaredBy(type, syntax, cancellation))
                {
                    return syntax;
                }
            }
        }

        throw new InvalidOperationException($"{shape.Name} is not in {shape.Path}.");
    }

    private static SourceUnit? UnitOf(TypeDeclarationSyntax syntax, SourceFile file)
    {
        BaseTypeDeclarationSyntax outermost = syntax;
        for (SyntaxNode? around = syntax.Parent; around is not null; around = around.Parent)
        {
            outermost = around as BaseTypeDeclarationSyntax ?? outermost;
        }

        return file.UnitAt(outermost.SpanStart);
    }

    /// <summary>What is known of one declaration.</summary>
    /// <param name="Map">The project that it was read in.</param>
    /// <param name="Unit">The type that it is, or that is around it; null where that could not be told: then nothing is kept.</param>
    /// <param name="Reach">Every name that it can come upon.</param>
    /// <param name="Read">What was read, body by body; null where it is no declaration of this kind.</param>
    /// <param name="Shape">The same without bodies: the very same object for as long as nothing has changed.</param>
    /// <param name="AreBodiesRead">Bodies were read, and those whose text is as it was then still hold.</param>
    /// <param name="Whole">The same with bodies, likewise; null where one has changed since, or none was asked for.</param>
    private sealed record Entry(
        SourceMap Map, SourceUnit? Unit, HashSet<string> Reach, DeclarationRead<TSpec>? Read, ShapeResult<TSpec>? Shape, bool AreBodiesRead, ReadResult<TSpec>? Whole);
}

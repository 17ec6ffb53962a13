using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they came.</summary>
/// <typeparam name="T">The kind of module.</typeparam>
public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDictionary<string, T> _entries = [];

    /// <summary>Makes an empty dictionary.</summary>
    public ModuleDict()
        : base(nameof(ModuleDict<T>))
    {
    }

    /// <summary>The number of modules.</summary>
    public int Count => _entries.Count;

    /// <summary>The names in order.</summary>
    public ICollection<string> Keys => _entries.Keys;

    /// <summary>The modules in order.</summary>
    public ICollection<T> Values => _entries.Values;

    /// <summary>A module by its name.</summary>
    public T this[string key]
    {
        get => _entries[key];
        set
        {
            register_module(key, null!);
            register_module(key, value);
            _entries[key] = value;
        }
    }

    /// <summary>Adds a module.</summary>
    public void Add(string key, T value)
    {
        register_module(key, value);
        _entries.Add(key, value);
    }

    /// <summary>Adds a module.</summary>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <summary>Removes a module.</summary>
    public bool Remove(string key)
    {
        register_module(key, null!);
        return _entries.Remove(key);
    }

    /// <summary>Removes all modules.</summary>
    public void Clear()
    {
        ClearModules();
        _entries.Clear();
    }

    /// <summary>Whether there is a module of this name.</summary>
    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    /// <summary>Finds a module by its name.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _entries.TryGetValue(key, out value);

    /// <summary>The modules with their names, in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => _entries.Select(entry => (entry.Key, entry.Value)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}

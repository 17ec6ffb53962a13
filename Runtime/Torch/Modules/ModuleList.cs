using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules, registered under the names 0, 1, ….</summary>
/// <typeparam name="T">The kind of module.</typeparam>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    /// <summary>Makes the list.</summary>
    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>))
        => extend(modules);

    /// <summary>The number of modules.</summary>
    public int Count => _list.Count;

    /// <summary>False: modules can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>A module by its place.</summary>
    public T this[int index]
    {
        get => _list[index];
        set => Change(() => _list[index] = value);
    }

    /// <summary>Appends a module.</summary>
    public void Add(T item) => Change(() => _list.Add(item));

    /// <summary>Appends modules.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Appends modules.</summary>
    public void extend(IEnumerable<T> modules) => Change(() => _list.AddRange(modules));

    /// <summary>Inserts a module.</summary>
    public void Insert(int index, T item) => Change(() => _list.Insert(index, item));

    /// <summary>Removes a module.</summary>
    public bool Remove(T item)
    {
        bool found = false;
        Change(() => found = _list.Remove(item));
        return found;
    }

    /// <summary>Removes the module at a place.</summary>
    public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));

    /// <summary>Removes all modules.</summary>
    public void Clear() => Change(_list.Clear);

    /// <summary>Whether a module is in the list.</summary>
    public bool Contains(T item) => _list.Contains(item);

    /// <summary>Copies the list.</summary>
    public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    /// <summary>The place of a module, or -1.</summary>
    public int IndexOf(T item) => _list.IndexOf(item);

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }

    // Names are places, so a change may rename the modules behind it.
    private void Change(Action change)
    {
        change();
        ClearModules();
        for (int i = 0; i < _list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
        }
    }
}

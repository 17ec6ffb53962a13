using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Disposes of every tensor that was created on its thread while it was the innermost scope, except those that were moved out. Scopes nest, and
/// belong to a thread: do not await inside one.
/// </summary>
public sealed unsafe class DisposeScope : IDisposable
{
    private const int BatchSize = 128;

    private DisposeScopeManager? _manager;
    private torch.Tensor[] _tensors = new torch.Tensor[64];
    private int _count;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    /// <summary>Releases what a thread that ended inside its scope left behind.</summary>
    ~DisposeScope() => ReleaseAll();

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>A copy of the list of what the scope will dispose of.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ThrowIfDisposed();
            return _tensors[.._count];
        }
    }

    /// <summary>How many objects the scope will dispose of.</summary>
    public int DisposablesCount
    {
        get
        {
            ThrowIfDisposed();
            return _count;
        }
    }

    private ThreadDisposeScopeStatistics Statistics => _manager!.StatisticsInstance;

    /// <summary>Moves an object to the scope around this one.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
        => MoveToOther(OuterScope, disposable);

    /// <summary>Moves two objects to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Moves three objects to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Moves objects to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves objects to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves an object to another scope, or out of all where that is null.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        ThrowIfDisposed();
        if (scope is null)
        {
            return Detach(disposable);
        }
        if (disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this && scope != this)
        {
            Forget(tensor);
            scope.Add(tensor);
        }
        return disposable;
    }

    /// <summary>Moves two objects to another scope, or out of all where that is null.</summary>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
        => (MoveToOther(scope, first), MoveToOther(scope, second));

    /// <summary>Moves three objects to another scope, or out of all where that is null.</summary>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
        => (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    /// <summary>Moves objects to another scope, or out of all where that is null.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Moves objects to another scope, or out of all where that is null.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            MoveToOther<IDisposable>(scope, disposable);
        }
    }

    /// <summary>Takes an object out of the scope: it lives until it is disposed of or collected.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        ThrowIfDisposed();
        if (disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this)
        {
            Forget(tensor);
            Statistics.TensorStatistics.DetachedFromScopeCount++;
            tensor.SetOwner(null);
        }
        return disposable;
    }

    /// <summary>Takes two objects out of the scope.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
        => (Detach(first), Detach(second));

    /// <summary>Takes three objects out of the scope.</summary>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
        => (Detach(first), Detach(second), Detach(third));

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects out of the scope.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            Detach<IDisposable>(disposable);
        }
    }

    /// <summary>Takes an object into the scope, out of the one that owned it.</summary>
    public void Attach(IDisposable disposable)
    {
        ThrowIfDisposed();
        if (disposable is not torch.Tensor tensor)
        {
            throw new InvalidOperationException("DisposeScope can only manage Tensor");
        }
        if (tensor.OwningDisposeScope == this)
        {
            return;
        }
        tensor.OwningDisposeScope?.Forget(tensor);
        Add(tensor);
        Statistics.TensorStatistics.AttachedToScopeCount++;
    }

    /// <summary>Takes objects into the scope, out of those that owned them.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects into the scope, out of those that owned them.</summary>
    /// <returns>The objects.</returns>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = disposables.ToArray();
        foreach (IDisposable disposable in all)
        {
            Attach(disposable);
        }
        return all;
    }

    /// <summary>Disposes of everything in the scope; it stays open.</summary>
    public void DisposeEverything() => ReleaseAll();

    /// <summary>Disposes of everything in the scope but the given objects; it stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ThrowIfDisposed();
        HashSet<object> keep = new(inKeep, ReferenceEqualityComparer.Instance);
        foreach (torch.Tensor tensor in _tensors[.._count])
        {
            if (!keep.Contains(tensor))
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>Disposes of everything in the scope but the given objects; it stays open.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes of everything in the scope but one object; it stays open.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Disposes of everything in the scope but two objects; it stays open.</summary>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut([first, second]);
        return (first, second);
    }

    /// <summary>Disposes of everything in the scope but three objects; it stays open.</summary>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut([first, second, third]);
        return (first, second, third);
    }

    /// <summary>Disposes of everything in the scope and closes it.</summary>
    public void Dispose()
    {
        if (_manager is null)
        {
            return;
        }
        ReleaseAll();
        _manager.RemoveDisposeScope(this);
        _manager = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Tells the scope that an object is disposed of already.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfDisposed();
        if (disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this)
        {
            Forget(tensor);
        }
    }

    /// <summary>Whether the scope will dispose of an object.</summary>
    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this;

    /// <summary>Takes in a tensor that no scope owns.</summary>
    internal void Add(torch.Tensor tensor)
    {
        Register(tensor);
        tensor.SetOwner(this);
    }

    /// <summary>Lists a tensor; the caller sets its owner.</summary>
    internal void Register(torch.Tensor tensor)
    {
        if (_count == _tensors.Length)
        {
            Array.Resize(ref _tensors, 2 * _count);
        }
        tensor.ScopeIndex = _count;
        _tensors[_count++] = tensor;
    }

    /// <summary>Takes a tensor off the list.</summary>
    internal void Forget(torch.Tensor tensor)
    {
        torch.Tensor last = _tensors[--_count];
        _tensors[tensor.ScopeIndex] = last;
        last.ScopeIndex = tensor.ScopeIndex;
        _tensors[_count] = null!;
        tensor.OwningDisposeScope = null;
    }

    /// <summary>Puts one tensor into the place of another.</summary>
    internal void Replace(torch.Tensor original, torch.Tensor replacement)
    {
        replacement.ScopeIndex = original.ScopeIndex;
        _tensors[original.ScopeIndex] = replacement;
    }

    private void ReleaseAll()
    {
        nint* handles = stackalloc nint[BatchSize];
        int batch = 0;
        for (int i = 0; i < _count; i++)
        {
            torch.Tensor tensor = _tensors[i];
            _tensors[i] = null!;
            tensor.OwningDisposeScope = null;
            handles[batch++] = tensor.TakeHandle();
            if (batch == BatchSize)
            {
                NativeMethods.mt_release_all(handles, batch);
                batch = 0;
            }
        }
        NativeMethods.mt_release_all(handles, batch);
        if (_manager is not null)
        {
            Statistics.TensorStatistics.DisposedInScopeCount += _count;
        }
        _count = 0;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}

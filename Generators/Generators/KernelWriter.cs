using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators;

/// <summary>Writes the kernels of declarations; those of several that are read at once on several threads, ahead of the compiler's asking for them one by one.</summary>
/// <typeparam name="TSpec">What is known of a declaration.</typeparam>
/// <param name="write">Writes the files of one declaration.</param>
internal sealed class KernelWriter<TSpec>(Func<TSpec, IReadOnlyList<GeneratedText>> write)
    where TSpec : class
{
    // What nobody has asked for stays, until there is this much: another run may have been cancelled, or stopped short by an equal declaration.
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<TSpec, IReadOnlyList<GeneratedText>> _ready = new(ByReference.Instance);

    /// <summary>Writes the kernels of a declaration, to be kept until they are asked for. What fails here fails again then, and is reported.</summary>
    public void Prepare(TSpec spec)
    {
        try
        {
            if (_ready.Count >= Capacity)
            {
                _ready.Clear();
            }

            _ready[spec] = write(spec);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _ready.TryRemove(spec, out _);
        }
    }

    /// <summary>Gives the kernels of a declaration to the compiler.</summary>
    /// <param name="context">The compiler.</param>
    /// <param name="stem">What the names of the files begin with.</param>
    /// <param name="spec">The declaration.</param>
    public void AddTo(SourceProductionContext context, string stem, TSpec spec) => InternalError.Guard(context, stem, () =>
    {
        foreach (GeneratedText file in _ready.TryRemove(spec, out IReadOnlyList<GeneratedText> ready) ? ready : write(spec))
        {
            file.AddTo(context, stem);
        }
    });

    // Specifications compare by value, which takes longer than is worth while here.
    private sealed class ByReference : IEqualityComparer<TSpec>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(TSpec x, TSpec y) => ReferenceEquals(x, y);

        public int GetHashCode(TSpec spec) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(spec);
    }
}

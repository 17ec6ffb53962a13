using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>What matrix elements are made of, as inputs of a network: lengths, the products |q_i||q_j| − q_i·q_j and their logarithms, and each one's share of their sum.</summary>
internal sealed class EventInvariants : IDisposable
{
    private readonly Tensor _first;
    private readonly Tensor _second;
    private readonly double _floor;

    /// <summary>The invariants of events.</summary>
    /// <param name="particles">Particles per event.</param>
    /// <param name="floor">Where logarithms level off.</param>
    /// <param name="device">Where the events live.</param>
    public EventInvariants(int particles, double floor, Device device)
    {
        (int I, int J)[] pairs = [.. Enumerable.Range(0, particles).SelectMany(j => Enumerable.Range(0, j).Select(i => (i, j)))];
        _first = tensor(Array.ConvertAll(pairs, static pair => (long)pair.I)).to(device).DetachFromDisposeScope();
        _second = tensor(Array.ConvertAll(pairs, static pair => (long)pair.J)).to(device).DetachFromDisposeScope();
        _floor = floor;
        Count = (2 * particles) + (2 * pairs.Length);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The invariants.</summary>
    /// <param name="vectors">Events, [B, N, 3].</param>
    /// <returns>[B, Count]; lengths, of order two under the prior, are halved.</returns>
    public Tensor Of(Tensor vectors)
    {
        Tensor lengths = vectors.norm(2);
        Tensor products = ProductsOf(vectors, lengths).clamp_min(0);
        Tensor sum = products.sum([1], keepdim: true) + _floor;
        return cat([lengths * 0.5, (lengths + _floor).log(), (products + _floor).log(), 2 * products / sum], 1);
    }

    /// <summary>Their derivatives along directions.</summary>
    /// <param name="vectors">Events, [B, N, 3].</param>
    /// <param name="directions">[K, B, N, 3].</param>
    /// <returns>[K, B, Count].</returns>
    public Tensor SlopesOf(Tensor vectors, Tensor directions)
    {
        Tensor lengths = vectors.norm(2);
        Tensor lengthSlopes = (directions * vectors).sum([3]) / lengths;
        Tensor products = ProductsOf(vectors, lengths).clamp_min(0);
        (Tensor a, Tensor b) = (vectors.index_select(1, _first), vectors.index_select(1, _second));
        Tensor productSlopes =
            (lengthSlopes.index_select(2, _first) * lengths.index_select(1, _second))
            + (lengthSlopes.index_select(2, _second) * lengths.index_select(1, _first))
            - ((directions.index_select(2, _first) * b) + (directions.index_select(2, _second) * a)).sum([3]);
        Tensor sum = products.sum([1], keepdim: true) + _floor;
        Tensor shareSlopes = 2 * (productSlopes - (products / sum * productSlopes.sum([2], keepdim: true))) / sum;
        return cat([lengthSlopes * 0.5, lengthSlopes / (lengths + _floor), productSlopes / (products + _floor), shareSlopes], 2);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private Tensor ProductsOf(Tensor vectors, Tensor lengths) =>
        (lengths.index_select(1, _first) * lengths.index_select(1, _second))
        - (vectors.index_select(1, _first) * vectors.index_select(1, _second)).sum([2]);
}

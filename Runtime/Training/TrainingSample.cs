using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>Events to train on: standardised inputs and weights, in memory.</summary>
public sealed class TrainingSample
{
    /// <summary>Wraps events.</summary>
    /// <param name="values">Inputs event by event: column c of event i at i·columns + c.</param>
    /// <param name="columns">Inputs per event.</param>
    /// <param name="weights">One weight per event, not negative; all one by default. Only their ratios matter.</param>
    /// <exception cref="MandelstamException">No events, or an input or weight that is not finite, or a negative weight.</exception>
    public TrainingSample(float[] values, int columns, float[]? weights = null)
    {
        if (columns < 1 || values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of events of {columns} columns.", nameof(values));
        }

        Columns = columns;
        Count = values.Length / columns;
        Values = values;
        if (weights is null)
        {
            weights = new float[Count];
            weights.AsSpan().Fill(1);
        }

        if (weights.Length != Count)
        {
            throw new ArgumentException($"{weights.Length} weights for {Count} events.", nameof(weights));
        }

        Weights = weights;
        if (Count == 0)
        {
            throw new MandelstamException("There are no events to train on. Check selection and category of the input.");
        }

        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new MandelstamException(
                FormattableString.Invariant($"Event {bad / columns} of a training sample has {values[bad]} in input {bad % columns}; inputs have to be finite. Drop such events."));
        }

        int negative = Array.FindIndex(weights, weight => !(weight >= 0 && float.IsFinite(weight)));
        if (negative >= 0 || !weights.Any(weight => weight > 0))
        {
            throw new MandelstamException(
                negative >= 0
                    ? FormattableString.Invariant($"Event {negative} of a training sample has weight {weights[negative]}; training needs finite weights that are not negative.")
                    : "All events of a training sample have weight zero.");
        }
    }

    /// <summary>Inputs per event.</summary>
    public int Columns { get; }

    /// <summary>Number of events.</summary>
    public int Count { get; }

    /// <summary>Inputs, event by event.</summary>
    public float[] Values { get; }

    /// <summary>Weights.</summary>
    public float[] Weights { get; }

    /// <summary>Splits the events at random, reproducibly, into a part to train on and one to hold out.</summary>
    /// <param name="heldOut">Share of the events to hold out, in (0, 1); at least one event stays on each side.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>The two parts, each in the original order.</returns>
    /// <exception cref="MandelstamException">Fewer than two events.</exception>
    public (TrainingSample Training, TrainingSample HeldOut) Split(double heldOut, ulong seed)
    {
        (int[] training, int[] rest) = SplitRows(heldOut, seed);
        return (Take(training), Take(rest));
    }

    /// <summary>The rows of <see cref="Split"/>, for those who carry more along.</summary>
    /// <param name="heldOut">Share of the events to hold out, in (0, 1).</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>Rows of the two parts, ascending.</returns>
    internal (int[] Training, int[] HeldOut) SplitRows(double heldOut, ulong seed)
    {
        if (!(heldOut is > 0 and < 1))
        {
            throw new MandelstamException(FormattableString.Invariant($"The share of held-out events is {heldOut}; it has to lie between 0 and 1."));
        }

        if (Count < 2)
        {
            throw new MandelstamException("One event cannot be split into training and held-out events; more are needed.");
        }

        CounterRandom random = new(seed, stream: 0);
        int[] order = [.. Enumerable.Range(0, Count).OrderBy(row => random.UniformAt((ulong)row)).ThenBy(row => row)];
        int kept = Math.Clamp(Count - (int)Math.Round(heldOut * Count), 1, Count - 1);
        return ([.. order[..kept].Order()], [.. order[kept..].Order()]);
    }

    /// <summary>Some of the events.</summary>
    /// <param name="rows">Which, in any order.</param>
    /// <returns>A sample of copies, in the order of the rows.</returns>
    public TrainingSample Take(int[] rows) => new(Gather(rows), Columns, Array.ConvertAll(rows, row => Weights[row]));

    /// <summary>A batch as tensors.</summary>
    /// <param name="rows">Its events.</param>
    /// <param name="device">Where it goes.</param>
    /// <returns>Inputs [rows, columns] and weights [rows], float32.</returns>
    public (Tensor Inputs, Tensor Weights) Batch(int[] rows, Device device)
    {
        float[] weights = Array.ConvertAll(rows, row => Weights[row]);
        return (tensor(Gather(rows), [rows.Length, Columns]).to(device), tensor(weights).to(device));
    }

    /// <summary>A short digest of all numbers, for the identity of a training.</summary>
    /// <returns>Sixteen hexadecimal digits.</returns>
    public string Digest()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(Columns));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Values));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Weights));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private float[] Gather(int[] rows)
    {
        float[] gathered = new float[rows.Length * Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            Values.AsSpan(rows[i] * Columns, Columns).CopyTo(gathered.AsSpan(i * Columns));
        }

        return gathered;
    }
}

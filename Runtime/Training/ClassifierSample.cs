using System.Runtime.InteropServices;

namespace Mandelstam.Training;

/// <summary>Labelled events for a classifier.</summary>
/// <param name="Events">Inputs and weights; the loss is as it should be where signal and background have equal total weight per category.</param>
/// <param name="IsSignal">Label of each event.</param>
/// <param name="Heads">Category of each event, 0 or 1: the head that it trains.</param>
public sealed record ClassifierSample(TrainingSample Events, bool[] IsSignal, int[] Heads)
{
    /// <summary>Splits the events at random, reproducibly.</summary>
    /// <param name="heldOut">Share to hold out, in (0, 1).</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>The two parts.</returns>
    public (ClassifierSample Training, ClassifierSample HeldOut) Split(double heldOut, ulong seed)
    {
        (int[] training, int[] rest) = Events.SplitRows(heldOut, seed);
        return (Take(training), Take(rest));
    }

    /// <summary>Rescales weights so that in each category signal and background each have half of the weight, and weights average one.</summary>
    /// <returns>A balanced copy.</returns>
    /// <exception cref="MandelstamException">A category has events of one kind only.</exception>
    public ClassifierSample Balanced()
    {
        double[,] sums = new double[2, 2];
        int[] counts = new int[2];
        for (int i = 0; i < Events.Count; i++)
        {
            sums[Heads[i], IsSignal[i] ? 1 : 0] += Events.Weights[i];
            counts[Heads[i]]++;
        }

        for (int head = 0; head < 2; head++)
        {
            if (counts[head] > 0 && (sums[head, 0] == 0 || sums[head, 1] == 0))
            {
                throw new MandelstamException(
                    $"Category {head} has no {(sums[head, 0] == 0 ? "background" : "signal")} events with weight; a classifier needs both. Check labels and weights of the input.");
            }
        }

        float[] weights = new float[Events.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(Events.Weights[i] * counts[Heads[i]] / (2 * sums[Heads[i], IsSignal[i] ? 1 : 0]));
        }

        return this with { Events = new TrainingSample(Events.Values, Events.Columns, weights) };
    }

    /// <summary>A short digest of everything, for the identity of a training.</summary>
    /// <returns>Hexadecimal digits.</returns>
    public string Digest()
    {
        byte[] labels = System.Security.Cryptography.SHA256.HashData([.. MemoryMarshal.AsBytes<bool>(IsSignal), .. MemoryMarshal.AsBytes<int>(Heads)]);
        return $"{Events.Digest()}{Convert.ToHexStringLower(labels.AsSpan(0, 4))}";
    }

    /// <summary>Some of the events.</summary>
    /// <param name="rows">Which, in any order.</param>
    public ClassifierSample Take(int[] rows) =>
        new(Events.Take(rows), Array.ConvertAll(rows, row => IsSignal[row]), Array.ConvertAll(rows, row => Heads[row]));
}

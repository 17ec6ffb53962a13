using System.Numerics;
using Mandelstam.Processes;
using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace.Channels;

/// <summary>The channels of a process: the ways to put its final particles into pairs of pairs, with the resonances of its text among them.</summary>
internal static class ChannelTrees
{
    /// <summary>The most channels: there are 3 ways for three particles, 15 for four, 105 for five, and as many again about the beam.</summary>
    public const int Most = 48;

    private const ulong Seed = 1;
    private const int MostToList = 5;

    /// <summary>The channels of a process; where there are too many, some of them, always the same.</summary>
    /// <param name="process">The process.</param>
    public static IReadOnlyList<Channel> Of(ProcessDefinition process)
    {
        int all = (1 << process.Particles) - 1;
        Dictionary<int, LineShape?> resonances = [];
        foreach (ProcessParticle particle in process.Tree.All.Skip(1).Where(static p => !p.IsFinal && p.LineShape is not null))
        {
            resonances.TryAdd(((1 << particle.LeafCount) - 1) << particle.FirstLeaf, particle.LineShape);
        }

        int[] forced = [.. resonances.Keys];
        CounterRandom random = new(Seed);
        bool[] aboutTheBeam = process.IsDecay || process.Particles == 2 ? [false] : [false, true];
        List<Channel> channels = [];
        if (process.Particles <= MostToList)
        {
            foreach (bool aboutBeam in aboutTheBeam)
            {
                channels.AddRange(Trees(all, forced).Select(tree => Make(tree, aboutBeam)));
            }

            Channel[] shuffled = [.. channels];
            random.Shuffle(shuffled.AsSpan());
            return shuffled.Length <= Most ? channels : shuffled[..Most];
        }

        while (channels.Count < Most)
        {
            channels.Add(Make(Random(all, forced, random), aboutTheBeam[channels.Count % aboutTheBeam.Length]));
        }

        return channels;

        Channel Make(Tree tree, bool aboutBeam)
        {
            List<ChannelNode> nodes = [];
            Add(tree, 0);
            return new(process.TotalEnergy, [.. nodes]);

            int Add(Tree at, int sibling)
            {
                if (at.First is null || at.Second is null)
                {
                    return -1;
                }

                int index = nodes.Count;
                nodes.Add(default);
                int first = Add(at.First, at.Second.Set), second = Add(at.Second, at.First.Set);
                nodes[index] = new(at.Set, at.First.Set, at.Second.Set, first, second, aboutBeam ? 0 : sibling, resonances.GetValueOrDefault(at.Set));
                return index;
            }
        }
    }

    private static IEnumerable<Tree> Trees(int set, int[] forced)
    {
        if (BitOperations.PopCount((uint)set) == 1)
        {
            yield return new(set, null, null);
            yield break;
        }

        foreach (int first in Splits(set, forced))
        {
            foreach (Tree one in Trees(first, forced))
            {
                foreach (Tree other in Trees(set & ~first, forced))
                {
                    yield return new(set, one, other);
                }
            }
        }
    }

    private static Tree Random(int set, int[] forced, CounterRandom random)
    {
        if (BitOperations.PopCount((uint)set) == 1)
        {
            return new(set, null, null);
        }

        int[] splits = [.. Splits(set, forced)];
        int first = splits[(int)random.NextBelow((ulong)splits.Length)];
        return new(set, Random(first, forced, random), Random(set & ~first, forced, random));
    }

    // One side of every way to cut a set in two that cuts no resonance; the lowest particle is on that side.
    private static IEnumerable<int> Splits(int set, int[] forced)
    {
        int lowest = set & -set, others = set & ~lowest;
        for (int part = (others - 1) & others; ; part = (part - 1) & others)
        {
            int first = part | lowest;
            if (Array.TrueForAll(forced, cluster => (cluster & set) != cluster || cluster == set || (cluster & first) == 0 || (cluster & first) == cluster))
            {
                yield return first;
            }

            if (part == 0)
            {
                yield break;
            }
        }
    }

    private sealed record Tree(int Set, Tree? First, Tree? Second);
}

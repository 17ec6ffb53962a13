using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>Any exchange of the objects of one collection that are there.</summary>
internal sealed class Permutation(MemberSpec member, int index) : SymmetryGroup
{
    public override string Name => "Permutation";

    public override string FullName => $"Permutation({member.Name})";

    public override string Phrase => $"exchange of '{member.Name}'";

    public override IReadOnlyList<Motion> Generators => [Motion.Exchange];

    public override int Member => index;

    public override bool Touches(IReadOnlyCollection<int> columns) => member.Columns.Any(columns.Contains);

    public override SampleEvent Act(SampleEvent sample, SampleRandom random)
    {
        int[] order = [.. Enumerable.Range(0, member.Capacity)];
        int count = Math.Min(sample.Counts[index], member.Capacity);
        bool isCycle = random.Below(2) == 0;
        for (int last = count - 1; last > 0; last--)
        {
            // Without "+ 1", which would allow an object to stay: no sample is wasted on the identity.
            int other = random.Below(last);
            (order[last], order[other]) = (order[other], order[last]);
            if (!isCycle)
            {
                break; // cycles of three are even, and tell nothing of what changes its sign: so half of the samples have two exchanged
            }
        }

        return sample.Reorder(index, order);
    }
}

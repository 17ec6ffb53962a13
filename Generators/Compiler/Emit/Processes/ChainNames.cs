using System.Globalization;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Emit.Processes;

/// <summary>The particles of a chain that decay, with names for C#: "Z1", "Z2" where there are two, "JPsi", "AntiD0".</summary>
internal static class ChainNames
{
    /// <summary>The intermediate particles, outermost first.</summary>
    public static IReadOnlyList<Intermediate> Of(ProcessShape shape)
    {
        List<Intermediate> found = [];
        int leaf = 0;
        Walk(shape.Reaction, null);
        HashSet<string> taken = new(shape.Legs.Select(static l => l.Spec.Name), StringComparer.Ordinal);
        List<Intermediate> named = [];
        foreach (Intermediate intermediate in found)
        {
            string stem = ParticleNames.Identifier(intermediate.Name);
            bool isAlone = found.Count(f => ParticleNames.Identifier(f.Name) == stem) == 1;
            int number = 1;
            string name = isAlone ? stem : stem + "1";
            while (!taken.Add(name))
            {
                name = stem + (++number).ToString(CultureInfo.InvariantCulture);
            }

            named.Add(intermediate with { Name = name });
        }

        return named;

        void Walk(Reaction reaction, int? mother)
        {
            foreach (ReactionParticle product in reaction.Outgoing)
            {
                if (product.Decay is null)
                {
                    leaf++;
                    continue;
                }

                int index = found.Count;
                found.Add(new(product.Particle.Name, product.Particle, leaf, 0, mother));
                Walk(product.Decay, index);
                found[index] = found[index] with { Leaves = leaf - found[index].FirstLeaf };
            }
        }
    }

    /// <summary>A particle that decays further.</summary>
    /// <param name="Name">Its name in C#.</param>
    /// <param name="Particle">Its kind.</param>
    /// <param name="FirstLeaf">The first particle of the final state that comes from it.</param>
    /// <param name="Leaves">How many do.</param>
    /// <param name="Mother">The index of the one that it comes from; null where that is the parent or the collision itself.</param>
    internal sealed record Intermediate(string Name, Particle Particle, int FirstLeaf, int Leaves, int? Mother);
}

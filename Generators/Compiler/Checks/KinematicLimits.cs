using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Checks;

/// <summary>What the energy of a process leaves to its final state: the energies and momenta of the particles, and the masses of pairs of them.</summary>
internal sealed class KinematicLimits
{
    // A limit is reached only up to rounding.
    private const double Rounding = 1e-9;

    private readonly Dictionary<Expr, (double Min, double Max)> _limits = [];

    /// <summary>Of a process.</summary>
    /// <param name="shape">The process.</param>
    /// <param name="trace">Its bodies, in the frame of the process.</param>
    public KinematicLimits(ProcessShape shape, BodyTrace trace)
    {
        double total = shape.TotalEnergy;
        (FourVectorValue Vector, double? Mass)[] particles = [.. shape.Daughters.Select(d => ((FourVectorValue)trace.Stored.Members[d.Spec.Name], d.Mass))];
        double masses = particles.Sum(static p => p.Mass ?? 0);
        for (int i = 0; i < particles.Length; i++)
        {
            // One off its mass shell may have any mass that is left to it.
            (FourVectorValue vector, double? own) = particles[i];
            double mass = own ?? 0, others = masses - mass;
            double atLightest = ((total * total) + (mass * mass) - (others * others)) / (2 * total);
            double energy = own is null ? total - others : atLightest;
            double momentum = Math.Sqrt(Math.Max(0, (atLightest * atLightest) - (mass * mass)));
            Add(vector.E, particles.Length == 2 && particles.All(static p => p.Mass is not null) ? energy : mass, energy);
            Add(vector.P, 0, momentum);
            Add(vector.Pt, 0, momentum);
            foreach (Expr component in new[] { vector.Px, vector.Py, vector.Pz })
            {
                Add(component, -momentum, momentum);
            }

            for (int j = 0; j < particles.Length; j++)
            {
                double pair = mass + (particles[j].Mass ?? 0);
                if (i != j)
                {
                    (double least, double most) = (particles.Length == 2 ? total : pair, total - masses + pair);
                    FourVectorValue sum = vector.Plus(particles[j].Vector);
                    Add(sum.Mass, least, most);
                    Add(sum.M2, least * least, most * most);
                }
            }
        }
    }

    /// <summary>The domain of a node, with what the energy leaves to it.</summary>
    public Domain Narrow(Expr node, Domain domain) => _limits.TryGetValue(node, out (double Min, double Max) limit) ? domain.Within(limit.Min, limit.Max) with { MayBeNaN = false } : domain;

    private void Add(Expr node, double min, double max) => _limits[node] = (min - (Rounding * Math.Abs(min)), max + (Rounding * max));
}

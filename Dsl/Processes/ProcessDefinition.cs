using System.Globalization;
using Mandelstam.Particles;

namespace Mandelstam.Processes;

/// <summary>A decay or scattering as samplers, integrators and networks need it: kinematics, and what its declaration computes.</summary>
/// <remarks>
/// Frame: the rest frame of the decaying particle, or the centre of mass with the first incoming particle along +z. Energies in GeV. The
/// generator gives each declared record a static property <c>Process</c> of this type; <see cref="Of(Reaction, ProcessOptions?)"/> makes one of a text.
/// </remarks>
public sealed record ProcessDefinition
{
    private ProcessDefinition(Reaction reaction, ProcessOptions options, ProcessParticle tree, IReadOnlyList<double> incomingMasses)
    {
        Reaction = reaction;
        Name = options.Name ?? reaction.ToString();
        Tree = tree;
        IncomingMasses = incomingMasses;
        FinalState = [.. tree.All.Where(static p => p.IsFinal)];
        IdenticalFactor = 1 / FinalState.GroupBy(static p => p.Particle!.Name).Aggregate(1.0, static (product, alike) => product * Factorial(alike.Count()));
    }

    /// <summary>A name for people.</summary>
    public string Name { get; }

    /// <summary>What comes in and what goes out.</summary>
    public Reaction Reaction { get; }

    /// <summary>The decaying particle, or the colliding system, and what becomes of it.</summary>
    public ProcessParticle Tree { get; }

    /// <summary>The particles whose momenta make a point, in the order of the text: leaves of a decay chain, left to right.</summary>
    public IReadOnlyList<ProcessParticle> FinalState { get; }

    /// <summary>The masses of what comes in, in GeV; 0 where declared massless.</summary>
    public IReadOnlyList<double> IncomingMasses { get; }

    /// <summary>One particle comes in.</summary>
    public bool IsDecay => IncomingMasses.Count == 1;

    /// <summary>The mass of the decaying particle, or the energy √s in the centre of mass, in GeV.</summary>
    public double TotalEnergy => Tree.Mass;

    /// <summary>The number of particles in the final state.</summary>
    public int Particles => FinalState.Count;

    /// <summary>Degrees of freedom: 3N − 4 with momentum conserved, and one more for each particle of the final state with a line shape.</summary>
    public int DegreesOfFreedom => (3 * Particles) - 4 + FinalState.Count(static p => p.LineShape is not null);

    /// <summary>The masses of the final state in GeV, in order; that of the pole where a particle has a line shape.</summary>
    public IReadOnlyList<double> Masses => [.. FinalState.Select(static p => p.Mass)];

    /// <summary>Every particle of the final state is massless.</summary>
    public bool IsMassless => FinalState.All(static p => p.Mass == 0 && p.LineShape is null);

    /// <summary>1/n! for each kind of which the final state has n: the integral over all of phase space counts each state that often.</summary>
    public double IdenticalFactor { get; }

    /// <summary>
    /// What a rate is divided by: 2M for a decay, in GeV; 4√((p₁·p₂)² − m₁²m₂²) = 2√λ(s, m₁², m₂²) for a scattering, in GeV²
    /// (Review of Particle Physics 2024, section 49: decays, cross-sections).
    /// </summary>
    public double Flux
    {
        get
        {
            if (IsDecay)
            {
                return 2 * TotalEnergy;
            }

            double s = TotalEnergy * TotalEnergy, sum = IncomingMasses[0] + IncomingMasses[1], difference = IncomingMasses[0] - IncomingMasses[1];
            return 2 * Math.Sqrt((s - (sum * sum)) * (s - (difference * difference)));
        }
    }

    /// <summary>The Dalitz plot of three products; null for another number, or where one has a line shape.</summary>
    public DalitzRegion? Dalitz => Particles == 3 && FinalState.All(static p => p.LineShape is null)
        ? new(TotalEnergy, FinalState[0].Mass, FinalState[1].Mass, FinalState[2].Mass)
        : null;

    /// <summary>s, t and u of two particles that scatter into two; null for another number, or where one has a line shape.</summary>
    public MandelstamVariables? Mandelstam => !IsDecay && Particles == 2 && FinalState.All(static p => p.LineShape is null)
        ? new(TotalEnergy * TotalEnergy, IncomingMasses[0], IncomingMasses[1], FinalState[0].Mass, FinalState[1].Mass)
        : null;

    /// <summary>The power of GeV that a squared amplitude has: 2(4 − legs).</summary>
    public int AmplitudeDimension => 2 * (4 - IncomingMasses.Count - Particles);

    /// <summary>|M|², averaged over initial spins and summed over final ones, in GeV to <see cref="AmplitudeDimension"/>; null where none is declared.</summary>
    public PointFunction? SquaredAmplitude { get; init; }

    /// <summary>Which points are kept; null where all are.</summary>
    public PointCondition? Selection { get; init; }

    /// <summary>The momentum of an incoming particle of a scattering, in the centre of mass: the first along +z, the second along −z.</summary>
    /// <param name="index">0 or 1.</param>
    /// <exception cref="InvalidOperationException">It is a decay: what decays is at rest.</exception>
    public FourVector<CentreOfMass> IncomingMomentum(int index)
    {
        if (IsDecay)
        {
            throw new InvalidOperationException($"'{Name}' is a decay: nothing collides.");
        }

        double along = Flux / (4 * TotalEnergy);
        return FourVector.PxPyPzM<CentreOfMass>(Energy.Zero, Energy.Zero, new(index == 0 ? along : -along), new(IncomingMasses[index]));
    }

    /// <summary>A process of a reaction.</summary>
    /// <param name="reaction">The reaction: one particle decays, or two collide, into two or more.</param>
    /// <param name="options">What its text leaves open.</param>
    /// <exception cref="MandelstamException">It cannot happen, or says too little: the messages of the rules that it breaks, with their ids.</exception>
    public static ProcessDefinition Of(Reaction reaction, ProcessOptions? options = null)
    {
        options ??= new();
        bool isDecay = reaction.Incoming.Count == 1;
        Require(reaction.Incoming.Count is 1 or 2, reaction, ReactionError.MalformedId, "has to have one particle before the arrow, or two");
        Require(reaction.Chain.All(static r => !r.IsInclusive), reaction, ReactionError.MalformedId, "has an X, whose momenta nobody knows; write the products");
        Require(reaction.FinalState.Count() > 1, reaction, ReactionError.MalformedId, "has one product, whose momentum is given already; write two or more");
        Require(isDecay || options.SqrtS > 0, reaction, ReactionError.MalformedId, "does not say its energy; give the centre-of-mass energy in GeV: 'SqrtS = …', '--sqrts …'");
        ReactionLaws laws = new(
            options.SqrtS, options.OffShell, options.Violates.HasFlag(ConservedNumbers.LeptonFlavour), options.Violates.HasFlag(ConservedNumbers.BaryonNumber));
        if (laws.Violations(reaction) is { Count: > 0 } violations)
        {
            throw new MandelstamException(string.Join("\n", violations.Select(static v => $"{v.Id}: {v.Message}")));
        }

        double[] incoming = [.. reaction.Incoming.Select((p, i) => options.MasslessIncoming.Contains(i) ? 0 : p.Particle.MassInGeV)];
        double energy = isDecay ? incoming[0] : options.SqrtS;
        Require(isDecay || energy > incoming.Sum(), reaction, ReactionViolation.BelowThresholdId, $"has incoming particles heavier than its energy, {Text(energy)} GeV; raise SqrtS above {Text(incoming.Sum())}");
        int leaf = 0;
        ProcessParticle tree = new(isDecay ? reaction.Incoming[0].Particle : null, energy, null, 0, Daughters(reaction, options, ref leaf));
        foreach (ProcessParticle particle in tree.All.Where(static p => !p.IsFinal && p.LineShape is null))
        {
            double needed = particle.Daughters.Sum(static d => d.MinimumMass);
            Require(particle.Mass > needed, reaction, ReactionViolation.BelowThresholdId, $"has no phase space: '{particle}' ({Text(particle.Mass)} GeV) weighs no more than its products ({Text(needed)} GeV)");
        }

        return new(reaction, options, tree, incoming);
    }

    /// <summary>A process of a text.</summary>
    /// <param name="text">A reaction: "mu- -> e- anti-nu_e nu_mu".</param>
    /// <param name="options">What the text leaves open.</param>
    /// <exception cref="MandelstamException">The text is no reaction, or one that cannot happen.</exception>
    public static ProcessDefinition Parse(string text, ProcessOptions? options = null)
    {
        Reaction reaction = Reaction.TryParse(text, null, out IReadOnlyList<ReactionError> errors)
            ?? throw new MandelstamException(string.Join("\n", errors.Select(e => e.UnknownName is null ? $"{e.Id}: '{text}' {e.Message}" : $"{e.Id}: {e.Message}")));
        return Of(reaction, options);
    }

    /// <summary>The reaction, with its energy where it is a scattering.</summary>
    public override string ToString() => IsDecay ? Name : $"{Name} at {Text(TotalEnergy)} GeV";

    private static IReadOnlyList<ProcessParticle> Daughters(Reaction reaction, ProcessOptions options, ref int leaf)
    {
        // "u anti-d -> (W+ -> mu+ nu_mu)": what is made alone has the momentum of what makes it, and is no vertex of its own.
        if (reaction.Outgoing.Count == 1 && reaction.Outgoing[0].Decay is { } only)
        {
            return Daughters(only, options, ref leaf);
        }

        List<ProcessParticle> daughters = [];
        foreach (ReactionParticle product in reaction.Outgoing)
        {
            int first = leaf;
            IReadOnlyList<ProcessParticle> under = [];
            bool isMassless = false;
            if (product.Decay is null)
            {
                isMassless = options.Massless.Contains(leaf++);
            }
            else
            {
                under = Daughters(product.Decay, options, ref leaf);
            }

            Particle particle = product.Particle;
            LineShape? shape = options.OffShell && !isMassless && ReactionLaws.IsBroad(particle) ? new(particle.MassInGeV, particle.WidthInGeV) : null;
            daughters.Add(new(particle, isMassless ? 0 : particle.MassInGeV, shape, first, under));
        }

        return daughters;
    }

    private static void Require(bool holds, Reaction reaction, string rule, string otherwise)
    {
        if (!holds)
        {
            throw new MandelstamException($"{rule}: '{reaction}' {otherwise}.");
        }
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, static (product, i) => product * i);

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}

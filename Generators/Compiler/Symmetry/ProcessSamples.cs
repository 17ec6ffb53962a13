using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Points of a process's phase space in some 31 digits, for experiments with its squared amplitude; momentum is conserved to that precision.</summary>
internal sealed class ProcessSamples(ProcessShape shape)
{
    private readonly DoubleDouble _energy = shape.TotalEnergy;
    private readonly DoubleDouble[] _masses = Masses(shape);

    /// <summary>The number of particles in the final state.</summary>
    public int Particles => _masses.Length;

    /// <summary>Is a particle massless?</summary>
    public bool IsMassless(int particle) => _masses[particle].High == 0;

    /// <summary>A point somewhere in the middle of phase space.</summary>
    public Momentum[] Draw(SampleRandom random) => Arrange(Decay(_energy, [.. Enumerable.Range(0, Particles)], random), random);

    /// <summary>A point at which the mass squared of some particles together is above its smallest value by a fraction of s.</summary>
    public Momentum[] DrawCollinear(IReadOnlyList<int> together, double fraction, SampleRandom random)
    {
        int[] others = [.. Enumerable.Range(0, Particles).Where(i => !together.Contains(i))];
        if (others.Length == 0)
        {
            return Draw(random); // all of them have one mass
        }

        DoubleDouble threshold = Sum(together);
        DoubleDouble group = DoubleDouble.Sqrt((threshold * threshold) + (_energy * _energy * fraction));
        DoubleDouble rest = Between(Sum(others), _energy - group, others.Length, random);
        (Momentum along, Momentum against) = TwoBodies(_energy, group, rest);
        Dictionary<int, Momentum> momenta = [];
        Join(momenta, Turn(Decay(group, together, random), random), along);
        Join(momenta, Turn(Decay(rest, others, random), random), against);
        return Arrange(momenta, random);
    }

    /// <summary>A point at which massless particles have fractions of √s as their energies, about as large as each other.</summary>
    public Momentum[] DrawSoft(IReadOnlyList<int> soft, double fraction, SampleRandom random)
    {
        int[] others = [.. Enumerable.Range(0, Particles).Where(i => !soft.Contains(i))];
        if (others.Length == 1)
        {
            return Draw(random); // the energy of what is left follows
        }

        // One after the other, each in the rest frame of what is left.
        DoubleDouble energy = _energy;
        Stack<(int Particle, DoubleDouble Left, DoubleDouble Energy)> splits = new();
        foreach (int particle in soft)
        {
            DoubleDouble share = fraction * random.Between(0.5, 1.5);
            DoubleDouble rest = DoubleDouble.Sqrt(energy * energy * (1.0 - (2.0 * share)));
            splits.Push((particle, rest, energy));
            energy = rest;
        }

        Dictionary<int, Momentum> momenta = Decay(energy, others, random);
        foreach ((int particle, DoubleDouble rest, DoubleDouble whole) in splits)
        {
            (Momentum along, Momentum against) = TwoBodies(whole, 0.0, rest);
            Dictionary<int, Momentum> joined = new() { [particle] = along };
            Join(joined, Turn(momenta, random), against);
            momenta = joined;
        }

        return Arrange(momenta, random);
    }

    /// <summary>A point at which a massless particle has a fraction of √s as its energy, and flies along another but for an angle whose square is that fraction.</summary>
    public Momentum[] DrawSoftCollinear(int soft, int hard, double fraction, SampleRandom random)
    {
        int[] others = [.. Enumerable.Range(0, Particles).Where(i => i != soft)];
        DoubleDouble rest = DoubleDouble.Sqrt(_energy * _energy * (1.0 - (2.0 * (DoubleDouble)fraction)));
        Dictionary<int, Momentum> left = Decay(rest, others, random);

        // The hard one is turned to the z axis, and away from it by the angle; the soft one goes along z.
        Momentum p = left[hard];
        DoubleDouble azimuth = DoubleDouble.Atan2(p.Y, p.X), polar = DoubleDouble.Atan2(DoubleDouble.Sqrt((p.X * p.X) + (p.Y * p.Y)), p.Z);
        DoubleDouble angle = DoubleDouble.Sqrt(fraction) - polar;
        (DoubleDouble sinA, DoubleDouble cosA) = DoubleDouble.SinCos(azimuth);
        (DoubleDouble sin, DoubleDouble cos) = DoubleDouble.SinCos(angle);
        Momentum Turned(Momentum q)
        {
            DoubleDouble x = (cosA * q.X) + (sinA * q.Y), y = (cosA * q.Y) - (sinA * q.X);
            return q with { X = (cos * x) + (sin * q.Z), Y = y, Z = (cos * q.Z) - (sin * x) };
        }

        (Momentum along, Momentum against) = TwoBodies(_energy, 0.0, rest);
        Dictionary<int, Momentum> momenta = new() { [soft] = along };
        Join(momenta, left.ToDictionary(static m => m.Key, m => Turned(m.Value)), against);
        return Arrange(momenta, random);
    }

    /// <summary>A point at which a particle flies along an incoming one, or against it, but for an angle with 1 − |cos θ| = fraction.</summary>
    public Momentum[] DrawForward(int particle, bool isBackward, double fraction, SampleRandom random)
    {
        int[] others = [.. Enumerable.Range(0, Particles).Where(i => i != particle)];
        DoubleDouble rest = others.Length == 1 ? _masses[others[0]] : Between(Sum(others), _energy - _masses[particle], others.Length, random);
        Dictionary<int, Momentum> momenta = Split(particle, others, rest, random);
        DoubleDouble cosine = 1.0 - (DoubleDouble)fraction, sine = DoubleDouble.Sqrt(fraction * (2.0 - (DoubleDouble)fraction));
        Turn azimuth = new(random.Between(-Math.PI, Math.PI));
        Momentum Tilt(Momentum p)
        {
            Momentum tilted = p with { X = (cosine * p.X) + (sine * p.Z), Z = (cosine * p.Z) - (sine * p.X) };
            Momentum turned = tilted.RotatedZ(azimuth);
            return isBackward ? turned with { X = -turned.X, Z = -turned.Z } : turned;
        }

        return InOrder(momenta.ToDictionary(static m => m.Key, m => Tilt(m.Value)));
    }

    /// <summary>The columns that the proofs' event has, of all legs.</summary>
    /// <param name="daughters">The final state.</param>
    /// <param name="move">What is done to every momentum, those that come in too.</param>
    /// <param name="standIn">For each leg the one whose momentum it has; null for its own.</param>
    public SampleInputs Inputs(IReadOnlyList<Momentum> daughters, Func<Momentum, Momentum> move, Func<ProcessLeg, ProcessLeg>? standIn = null)
    {
        List<DoubleDouble> columns = [];
        foreach (ProcessLeg leg in shape.Legs)
        {
            ProcessLeg source = standIn is null ? leg : standIn(leg);
            Momentum momentum = leg.Spec.Role == LegRole.Daughter ? daughters[source.Place] : Incoming(source);
            columns.AddRange(move(momentum).In(leg.Mass == 0 ? Coordinates.PxPyPz : Coordinates.PxPyPzM));
        }

        return new([.. columns], 0, [], []);
    }

    /// <summary>The columns that the kernels' event has.</summary>
    /// <param name="daughters">The final state.</param>
    public static SampleInputs KernelInputs(IEnumerable<Momentum> daughters) =>
        new([.. daughters.SelectMany(static p => new[] { p.E, p.X, p.Y, p.Z })], 0, [], []);

    // What weighs too much, as off-shell particles do at their poles, is drawn lighter.
    private static DoubleDouble[] Masses(ProcessShape shape)
    {
        double[] masses = [.. shape.Daughters.Select(static d => d.Mass ?? d.Particle.MassInGeV)];
        double sum = masses.Sum(), most = 0.8 * shape.TotalEnergy;
        bool isBroad = shape.Daughters.Any(static d => d.Mass is null);
        return [.. masses.Select(m => (DoubleDouble)(isBroad && sum > most ? m * most / sum : m))];
    }

    private static (Momentum Along, Momentum Against) TwoBodies(DoubleDouble energy, DoubleDouble first, DoubleDouble second)
    {
        DoubleDouble s = energy * energy, sum = first + second, difference = first - second;
        DoubleDouble momentum = DoubleDouble.Sqrt((s - (sum * sum)) * (s - (difference * difference))) / (2.0 * energy);
        return (Momentum.OnShell(0.0, 0.0, momentum, first), Momentum.OnShell(0.0, 0.0, -momentum, second));
    }

    // A mass somewhere between what particles weigh and what there is for them.
    private static DoubleDouble Between(DoubleDouble least, DoubleDouble most, int particles, SampleRandom random) =>
        particles == 1 ? least : least + ((most - least) * random.Between(0.25, 0.75));

    private static Dictionary<int, Momentum> Turn(Dictionary<int, Momentum> momenta, SampleRandom random)
    {
        Func<Momentum, Momentum> rotation = Groups.Rotations.Draw(random);
        return momenta.ToDictionary(static m => m.Key, m => rotation(m.Value));
    }

    // What is at rest together moves along z with a momentum.
    private static void Join(Dictionary<int, Momentum> momenta, Dictionary<int, Momentum> group, Momentum together)
    {
        DoubleDouble cosh = group.Count == 1 ? 1.0 : together.E / together.Mass, sinh = group.Count == 1 ? 0.0 : together.Z / together.Mass;
        foreach (KeyValuePair<int, Momentum> member in group)
        {
            Momentum p = member.Value;
            momenta[member.Key] = group.Count == 1 ? together : p with { Z = (cosh * p.Z) + (sinh * p.E), E = (sinh * p.Z) + (cosh * p.E) };
        }
    }

    private DoubleDouble Sum(IEnumerable<int> particles) => particles.Aggregate((DoubleDouble)0.0, (sum, i) => sum + _masses[i]);

    private Momentum[] Arrange(Dictionary<int, Momentum> momenta, SampleRandom random) => InOrder(Turn(momenta, random));

    private Momentum[] InOrder(Dictionary<int, Momentum> momenta) => [.. Enumerable.Range(0, Particles).Select(i => momenta[i])];

    private Dictionary<int, Momentum> Decay(DoubleDouble mass, IReadOnlyList<int> particles, SampleRandom random)
    {
        if (particles.Count == 1)
        {
            return new() { [particles[0]] = Momentum.OnShell(0.0, 0.0, 0.0, _masses[particles[0]]) };
        }

        int[] others = [.. particles.Skip(1)];
        DoubleDouble rest = Between(Sum(others), mass - _masses[particles[0]], others.Length, random);
        return Split(particles[0], others, rest, random, mass);
    }

    // One particle along +z, the others, with a mass together, along −z.
    private Dictionary<int, Momentum> Split(int particle, IReadOnlyList<int> others, DoubleDouble rest, SampleRandom random, DoubleDouble? energy = null)
    {
        (Momentum along, Momentum against) = TwoBodies(energy ?? _energy, _masses[particle], rest);
        Dictionary<int, Momentum> momenta = new() { [particle] = along };
        Join(momenta, Turn(Decay(rest, others, random), random), against);
        return momenta;
    }

    private Momentum Incoming(ProcessLeg leg)
    {
        double[] components = ProcessEvents.Incoming(shape, leg);
        return leg.Spec.Role == LegRole.Parent
            ? Momentum.OnShell(0.0, 0.0, 0.0, components[3])
            : Momentum.OnShell(0.0, 0.0, components[2], leg.Mass!.Value);
    }
}

using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>A group of transformations of events. To add one: a class in <c>Groups</c> and a line in <see cref="Of"/>.</summary>
internal abstract class SymmetryGroup
{
    /// <summary>Its name in the language.</summary>
    public abstract string Name { get; }

    /// <summary>Its name and what it acts on: <c>Permutation(Jets)</c>.</summary>
    public virtual string FullName => Name;

    /// <summary>What messages call it: "boosts along z".</summary>
    public abstract string Phrase { get; }

    /// <summary>What is multiplied when energies are; 1 for every group but the one that does that.</summary>
    public virtual double EnergyFactor => 1;

    /// <summary>Coordinates of a four-vector with the dimension of energy that are invariant, the most telling first.</summary>
    public virtual IReadOnlyList<string> InvariantEnergies => [];

    /// <summary>The motions from which all its elements are made up; none where a derivation goes another way.</summary>
    public virtual IReadOnlyList<Derivation.Motion> Generators => [];

    /// <summary>The index of the member that it acts on, where it acts on one.</summary>
    public virtual int Member => -1;

    /// <summary>Is what has this symmetry sure to have the other?</summary>
    public virtual bool Contains(SymmetryGroup other) => false;

    /// <summary>Does it change anything that a feature of these columns could see?</summary>
    public virtual bool Touches(IReadOnlyCollection<int> columns) => true;

    /// <summary>A random element of the group, acting on an event.</summary>
    public abstract SampleEvent Act(SampleEvent sample, SampleRandom random);

    /// <summary>The groups that act on an event, larger ones before those they contain.</summary>
    public static IReadOnlyList<SymmetryGroup> Of(EventSpec spec) =>
    [
        new Groups.Lorentz(), new Groups.Rotations(), new Groups.BoostZ(), new Groups.RotationZ(), new Groups.ReflectionZ(),
        .. spec.Members.Select((member, index) => (member, index)).Where(static m => m.member is { Kind: MemberKind.FourVectors, Capacity: > 1 })
            .Select(static m => new Groups.Permutation(m.member, m.index)),
        new Groups.Homogeneous(),
    ];
}

using System.Globalization;

namespace Mandelstam.Compiler.Model;

/// <summary>All that the compiler knows of a declared decay or scattering.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Reaction">The reaction.</param>
/// <param name="Body">
/// The record as an event without columns: its name and place, the squared amplitude as its one feature, selections and bodies. The legs become
/// members when it is known what to compute of them (<see cref="Lowering.ProcessEvents"/>).
/// </param>
/// <param name="Legs">The momenta, in declared order.</param>
public sealed record ProcessSpec(ReactionSpec Reaction, EventSpec Body, EquatableArray<LegSpec> Legs)
{
    /// <summary>More than the momenta can be generated: the record can be made without arguments.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What is not generated, since the user's own members or the record itself have these names, which has been said.</summary>
    public EquatableArray<string> Omitted { get; init; }

    /// <summary>The type that C# derives for a formula of the squared amplitude that the declared one refuses, the name of a quantity or "Double", and where it stands; null where there is none, or nobody asks.</summary>
    public (string Type, SourceSpan Place)? RefusedAmplitude { get; init; }

    /// <summary>The names that a member which is added cannot have; empty where nobody asks.</summary>
    public EquatableArray<string> Taken { get; init; }

    /// <summary>The squared amplitude, or null.</summary>
    public FeatureSpec? Amplitude => Body.Features.Count > 0 ? Body.Features[0] : null;

    /// <summary>The momenta of a role, in declared order.</summary>
    public IReadOnlyList<LegSpec> Of(LegRole role) => [.. Legs.Where(l => l.Role == role)];

    /// <summary>A name for a member that is added: the stem, or with the first number that makes it another than all there are.</summary>
    /// <param name="stem">What it would be called.</param>
    /// <param name="others">The names of what is added with it.</param>
    public string FreeName(string stem, IReadOnlyCollection<string> others)
    {
        string name = stem;
        for (int i = 2; Taken.Contains(name) || others.Contains(name); i++)
        {
            name = stem + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}

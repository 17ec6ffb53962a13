namespace Mandelstam.Testing;

/// <summary>Asks for the property tests of an event declaration: the generator fills the marked partial class with xunit facts.</summary>
/// <remarks>Which properties there are, and how to read a failure: docs/testing.md.</remarks>
/// <example><code>[PhysicsProperties(typeof(HiggsTauTau))] public partial class HiggsProperties;</code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class PhysicsPropertiesAttribute : Attribute
{
    /// <summary>Names the declaration.</summary>
    /// <param name="declaration">A record marked <see cref="EventAttribute"/>, of this project or of one that it references.</param>
    public PhysicsPropertiesAttribute(Type declaration)
    {
        Declaration = declaration;
    }

    /// <summary>The declaration whose properties are tested.</summary>
    public Type Declaration { get; }

    /// <summary>Random events that each property is tried on.</summary>
    public int Cases { get; init; } = 200;

    /// <summary>Fixes the events: the same seed gives the same ones on every machine.</summary>
    public int Seed { get; init; } = 1;
}

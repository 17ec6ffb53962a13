namespace Mandelstam;

/// <summary>States which momenta of the event a stored number was computed from: a nuisance that moves them has to move the number too.</summary>
/// <remarks>
/// Without it the compiler goes by what the declaration does with the number and by its name. <c>[DependsOn]</c> without a name says that it
/// was computed from none of them.
/// </remarks>
/// <example><code>[DependsOn(nameof(Jets)), Column("aplanarity")] public partial double Aplanarity { get; init; }</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class DependsOnAttribute : Attribute
{
    /// <summary>Names the members.</summary>
    /// <param name="members">The names of stored momenta; write <c>nameof</c>.</param>
    public DependsOnAttribute(params string[] members)
    {
        Members = members;
    }

    /// <summary>The names of the stored momenta.</summary>
    public IReadOnlyList<string> Members { get; }
}

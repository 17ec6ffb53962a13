namespace Mandelstam.Compiler.Model;

/// <summary>A class that asks for the property tests of a declaration.</summary>
/// <remarks>Immutable, structural equality, no Roslyn. The declaration's model stays text until it is needed: comparing texts is fast.</remarks>
/// <param name="Namespace">The namespace of the class; empty for the global one.</param>
/// <param name="TypeName">The name of the class, as code has it.</param>
/// <param name="Containers">The types around it, outermost first, as "class Outer".</param>
/// <param name="EventType">The declaration, fully qualified.</param>
/// <param name="Model">The declaration's model, as <see cref="ModelText"/> writes it.</param>
/// <param name="Cases">Random events for each property.</param>
/// <param name="Seed">Fixes them.</param>
/// <param name="KnowsTensors">The compilation knows TorchSharp: tensor code can be called.</param>
public sealed record PropertiesSpec(
    string Namespace,
    string TypeName,
    EquatableArray<string> Containers,
    string EventType,
    string Model,
    int Cases,
    int Seed,
    bool KnowsTensors)
{
    /// <summary>The declaration's properties that the class can both ask and set.</summary>
    public EquatableArray<string> Reachable { get; init; }

    /// <summary>What to put behind the full name where another has the same but for case; empty where none has.</summary>
    public string Distinction { get; init; } = "";

    /// <summary>What the names of generated files begin with.</summary>
    public string Stem => CodeNames.FileName(Namespace, Containers, TypeName) + Distinction;

    /// <summary>The name with its namespace and containers.</summary>
    public string FullName => CodeNames.FullName(Namespace, Containers, TypeName);
}

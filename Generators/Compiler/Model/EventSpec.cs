namespace Mandelstam.Compiler.Model;

/// <summary>All that the compiler knows of one event declaration.</summary>
/// <remarks>Immutable, structural equality, no Roslyn: what leaves the Reading folder, and all that emitters see.</remarks>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="TypeName">The record's name, as code has it.</param>
/// <param name="Containers">The types around it, outermost first, as "class Outer".</param>
/// <param name="Keyword">"record" or "record struct" as declared, with accessibility.</param>
/// <param name="Description">The record's documentation.</param>
/// <param name="Columns">Every column, in declared order.</param>
/// <param name="Members">Every stored member, in declared order.</param>
/// <param name="Features">Every feature, in declared order.</param>
/// <param name="Nuisances">Every nuisance parameter, in declared order.</param>
/// <param name="Corrections">The methods that correct an event, in declared order.</param>
/// <param name="Selections">The properties that an event must fulfil.</param>
/// <param name="Category">The category, if any.</param>
/// <param name="Label">The process label, if any.</param>
/// <param name="WeightColumn">The weight's column, or -1.</param>
/// <param name="LabelColumn">The label's column, or -1.</param>
/// <param name="Helpers">Every body, by key.</param>
/// <param name="EmitTensors">The compilation knows TorchSharp.</param>
public sealed record EventSpec(
    string Namespace,
    string TypeName,
    EquatableArray<string> Containers,
    string Keyword,
    string Description,
    EquatableArray<ColumnSpec> Columns,
    EquatableArray<MemberSpec> Members,
    EquatableArray<FeatureSpec> Features,
    EquatableArray<NuisanceSpec> Nuisances,
    EquatableArray<string> Corrections,
    EquatableArray<string> Selections,
    EnumSpec? Category,
    EnumSpec? Label,
    int WeightColumn,
    int LabelColumn,
    EquatableArray<HelperSpec> Helpers,
    bool EmitTensors)
{
    /// <summary>What to put behind the full name where another has the same but for case; empty where none has.</summary>
    public string Distinction { get; init; } = "";

    /// <summary>What the names of generated files begin with.</summary>
    public string Stem => CodeNames.FileName(Namespace, Containers, TypeName) + Distinction;

    /// <summary>The record's name for people.</summary>
    public string Name => TypeName.TrimStart('@');

    /// <summary>The name with its namespace and containers.</summary>
    public string FullName => CodeNames.FullName(Namespace, Containers, TypeName);

    /// <summary>Statements that a nuisance does not reach a property.</summary>
    public EquatableArray<ExemptionSpec> Exemptions { get; init; }

    /// <summary>The nuisances that move momenta.</summary>
    public IEnumerable<NuisanceSpec> Moving => Nuisances.Where(static n => n.Kind != NuisanceKind.Rate);

    /// <summary>Is a member declared to be out of reach of a nuisance? Or of none that there is: which one was meant is not known then, and that name is the mistake.</summary>
    public bool IsExempt(string member, string nuisance) =>
        Exemptions.Any(e => e.Member == member && (e.Nuisance == nuisance || !Moving.Any(n => n.Method == e.Nuisance)));

    /// <summary>Unit normals that an event's stochastic nuisances take.</summary>
    public int NoiseCount => Nuisances.Sum(static n => n.Noise.Sum());
}

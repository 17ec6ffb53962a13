using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>The types of the language in a compilation, looked up once.</summary>
internal sealed class Language
{
    private readonly Dictionary<ISymbol, Quantity> _quantities = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _objects = new(SymbolEqualityComparer.Default);

    private Language(Compilation compilation, INamedTypeSymbol fourVector)
    {
        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName("Mandelstam." + name);

        FourVector = fourVector;
        TransverseVector = Find("TransverseVector`1");
        Momentum = Find("Momentum`1");
        Direction = Find("Direction`1");
        Velocity = Find("Velocity`2");
        FourVectors = Find("FourVector");
        TransverseVectors = Find("TransverseVector");
        Kinematics = Find("Kinematics");
        Units = Find("Units");
        Lab = Find("Lab");
        Rest = Find("Rest");
        RestOf = Find("Rest`1");
        Column = Find("ColumnAttribute");
        Massless = Find("MasslessAttribute");
        Event = Find("EventAttribute");
        Nuisance = Find("NuisanceAttribute");
        Feature = Find("FeatureAttribute");
        SquaredAmplitude = Find("SquaredAmplitudeAttribute");
        Math = compilation.GetTypeByMetadataName("System.Math");
        foreach (Quantity quantity in Quantity.All)
        {
            if (Find(quantity.TypeName) is { } type)
            {
                _quantities[type] = quantity;
            }
        }

        foreach (string name in Collections.Names)
        {
            if (Find(name + "`1") is { } type)
            {
                _objects.Add(type);
            }
        }
    }

    public INamedTypeSymbol FourVector { get; }

    public INamedTypeSymbol? TransverseVector { get; }

    public INamedTypeSymbol? Momentum { get; }

    public INamedTypeSymbol? Direction { get; }

    public INamedTypeSymbol? Velocity { get; }

    /// <summary>The static class with the factories of four-vectors.</summary>
    public INamedTypeSymbol? FourVectors { get; }

    /// <summary>The static class with the factories of transverse vectors.</summary>
    public INamedTypeSymbol? TransverseVectors { get; }

    public INamedTypeSymbol? Kinematics { get; }

    public INamedTypeSymbol? Units { get; }

    public INamedTypeSymbol? Lab { get; }

    public INamedTypeSymbol? Rest { get; }

    public INamedTypeSymbol? RestOf { get; }

    public INamedTypeSymbol? Column { get; }

    public INamedTypeSymbol? Massless { get; }

    public INamedTypeSymbol? Event { get; }

    public INamedTypeSymbol? Nuisance { get; }

    public INamedTypeSymbol? Feature { get; }

    public INamedTypeSymbol? SquaredAmplitude { get; }

    public INamedTypeSymbol? Math { get; }

    /// <summary>Where what a file declares is used.</summary>
    public Uses Uses { get; } = new();

    /// <summary>The language of a compilation; null where it is not used.</summary>
    public static Language? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Mandelstam.FourVector`1") is { } fourVector ? new(compilation, fourVector) : null;

    /// <summary>The quantity that a type is, or null; a nullable one counts as what it holds.</summary>
    public Quantity? QuantityOf(ITypeSymbol? type) =>
        Underlying(type) is { } known && _quantities.TryGetValue(known, out Quantity? quantity) ? quantity : null;

    /// <summary>The quantity that a type is, where a bare number is the dimensionless one; null for all else.</summary>
    public Quantity? DimensionOf(ITypeSymbol? type) => QuantityOf(type) ?? (IsNumber(type) ? Quantity.Number : null);

    /// <summary>Is it a four-vector?</summary>
    public bool IsFourVector(ITypeSymbol? type) => Is(type, FourVector);

    /// <summary>Is it <c>UpToN</c>?</summary>
    public bool IsObjects(ITypeSymbol? type) => Underlying(type) is { } known && _objects.Contains(known.OriginalDefinition);

    /// <summary>The frame of a vector, be it of four, three or two components; null for all else.</summary>
    public ITypeSymbol? FrameOf(ITypeSymbol? type) =>
        Underlying(type) is INamedTypeSymbol { TypeArguments.Length: 1 } vector && (Is(vector, FourVector) || Is(vector, TransverseVector) || Is(vector, Momentum) || Is(vector, Direction))
            ? vector.TypeArguments[0]
            : null;

    /// <summary>Is a type the given one, whatever its type arguments?</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? definition) =>
        definition is not null && SymbolEqualityComparer.Default.Equals(Underlying(type)?.OriginalDefinition, definition);

    /// <summary>Is it a number of C#?</summary>
    public static bool IsNumber(ITypeSymbol? type) => Underlying(type)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Is it a number with a fraction?</summary>
    public static bool IsReal(ITypeSymbol? type) => Underlying(type)?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>Is it a value that may be missing?</summary>
    public static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type that a nullable one holds, else the type itself.</summary>
    public static ITypeSymbol? Underlying(ITypeSymbol? type) => IsNullable(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;
}

using System.Reflection;
using Mandelstam.Compiler.Lowering;
using Xunit;

namespace Mandelstam.Generators.Tests;

/// <summary>Who may know whom, and that tables of names name what there is.</summary>
public sealed class LayerTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly _language = typeof(EventAttribute).Assembly;

    // What a body cannot use although it is public: for people and collections, not for batches.
    private static readonly HashSet<string> _untranslated =
        ["ToString", "Equals", "GetHashCode", "CompareTo", "Deconstruct", "AdditiveIdentity", "Unit", "<Clone>$", "GetEnumerator"];

    private static readonly Type[] _vocabulary =
    [
        typeof(FourVector), typeof(FourVector<>), typeof(TransverseVector), typeof(TransverseVector<>), typeof(Momentum<>), typeof(Direction<>), typeof(Velocity<,>), typeof(Kinematics), typeof(Constants), typeof(Units),
        typeof(UpTo1<>), typeof(UpTo2<>), typeof(UpTo3<>), typeof(UpTo4<>), typeof(UpTo5<>), typeof(UpTo6<>), typeof(UpTo7<>), typeof(UpTo8<>), typeof(Noise1), typeof(Noise2), typeof(TransverseNoise),
        typeof(IQuantity<>), typeof(Energy), typeof(GeV2), typeof(GeV4), typeof(InverseGeV2), typeof(InverseGeV4),
        typeof(Angle), typeof(Azimuth), typeof(RawAngle), typeof(Pseudorapidity), typeof(Rapidity),
    ];

    [Fact]
    public void The_compiler_does_not_know_roslyn() => Assert.DoesNotContain(
        typeof(LowerEvent).Assembly.GetReferencedAssemblies(),
        static a => a.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    [Fact]
    public void The_language_knows_nothing_of_ours() => Assert.DoesNotContain(
        _language.GetReferencedAssemblies(),
        static a => a.Name!.StartsWith("Mandelstam", StringComparison.Ordinal) || a.Name.StartsWith("TorchSharp", StringComparison.Ordinal));

    [Fact]
    public void Known_names_are_names_of_types()
    {
        Type known = typeof(EventGenerator).Assembly.GetType("Mandelstam.Generators.Reading.KnownNames")!;
        Dictionary<string, string> names = known.GetFields().ToDictionary(static f => f.Name, static f => (string)f.GetValue(null)!);
        Assert.Equal(_language.GetName().Name, names["Assembly"]);
        Assert.True(names.Count > 15);
        Assert.All(
            names.Where(static n => n.Key != "Assembly"),
            name => Assert.NotNull(_language.GetType(name.Value) ?? typeof(Testing.PhysicsPropertiesAttribute).Assembly.GetType(name.Value) ?? typeof(Events.TensorEvents).Assembly.GetType(name.Value)));
    }

    /// <summary>The reader gets enumerations as numbers, and the generator writes their members by name.</summary>
    [Fact]
    public void Enumerations_of_the_compiler_are_those_of_the_language()
    {
        Type reading = typeof(EventGenerator).Assembly.GetType("Mandelstam.Generators.Reading.EventReader+Reading+DeclaredCoordinates")!;
        Assert.Equal(Enum.GetNames<Coordinates>(), Enum.GetNames(reading));
        Assert.Equal(Enum.GetNames<Coordinates>().Skip(1), Enum.GetNames<Compiler.Model.Coordinates>().Skip(1));
        Assert.Equal(Enum.GetNames<Events.ColumnRole>(), Enum.GetNames<Compiler.Model.ColumnRole>());
        Assert.Equal(Enum.GetNames<Events.NuisanceKind>(), Enum.GetNames<Compiler.Model.NuisanceKind>());
        Assert.Equal(["Normal", "LogNormal", "Uniform"], Enum.GetNames<Prior>());
        Assert.Equal(["GeV", "MeV", "TeV", "KeV"], Enum.GetNames<EnergyUnit>());
    }

    [Fact]
    public void Every_intrinsic_is_an_operation_that_exists()
    {
        HashSet<string> existing = [.. _vocabulary.Append(typeof(Math)).Append(typeof(double)).Append(typeof(Nullable<>)).Append(typeof(Func<,>)).SelectMany(Operations)];
        Assert.DoesNotContain(Intrinsics.Ids, id => !existing.Contains(id.Split('(')[0]));
    }

    [Fact]
    public void Every_operation_of_the_language_has_a_meaning()
    {
        HashSet<string> known = [.. Intrinsics.Ids.Select(static id => id.Split('(')[0])];
        Assert.Equal([], _vocabulary.SelectMany(Operations).Where(id => !known.Contains(id) && !_untranslated.Contains(id.Split('.')[1])).Distinct());
    }

    private static IEnumerable<string> Operations(Type type)
    {
        string name = type.Name.Split('`')[0];
        IEnumerable<string> properties = type.GetProperties(Declared).Select(static p => p.GetIndexParameters().Length > 0 ? "this[]" : p.Name);
        IEnumerable<string> methods = type.GetMethods(Declared).Where(static m => !m.IsSpecialName).Select(static m => m.Name)
            .Select(static m => m.StartsWith("get_", StringComparison.Ordinal) ? m[4..] : m); // extension properties compile to plain methods
        IEnumerable<string> constructors = type is { IsValueType: true, IsGenericType: false } ? ["new"] : [];
        return properties.Concat(methods).Concat(constructors).Select(member => $"{name}.{member}");
    }
}

using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators.Reading;

/// <summary>Reads the attributes that declare a decay or a scattering: symbols in, model out.</summary>
public static class ProcessReader
{
    private const int LeptonFlavour = 1, BaryonNumber = 2;

    /// <summary>The reactions that a type declares, each with its attribute.</summary>
    /// <param name="type">The type.</param>
    public static IEnumerable<(AttributeData Attribute, ReactionSpec Spec)> Read(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            bool isDecay = EventReader.Is(attribute, KnownNames.Decay);
            if ((isDecay || EventReader.Is(attribute, KnownNames.Scattering)) && Text(attribute) is { } process)
            {
                int violates = Named(attribute, "Violates") is int flags ? flags : 0;
                yield return (attribute, new(
                    process,
                    isDecay,
                    Named(attribute, "SqrtS") is double energy ? energy : double.NaN,
                    Named(attribute, "OffShell") is true,
                    (violates & LeptonFlavour) != 0,
                    (violates & BaryonNumber) != 0,
                    NewParticles(type)));
            }
        }
    }

    /// <summary>Is a member a momentum of a process, and in another frame than the process?</summary>
    /// <param name="member">The member.</param>
    /// <param name="frame">The frame of its vector.</param>
    public static bool IsInWrongFrame(IPropertySymbol member, ITypeSymbol frame) =>
        member.GetAttributes().Any(static a => EventReader.Is(a, KnownNames.Parent) || EventReader.Is(a, KnownNames.Incoming) || EventReader.Is(a, KnownNames.Daughter))
        && Read(member.ContainingType).Select(static r => r.Spec.IsDecay).ToArray() is [var isDecay, ..] && frame.ToDisplayString() != nameof(Mandelstam) + "." + ProcessShape.FrameOf(isDecay);

    private static string? Text(AttributeData attribute) => attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null;

    private static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>The attributes of a type that add a particle to the table, in the order of <see cref="ReactionSpec.NewParticles"/>.</summary>
    /// <param name="type">The type.</param>
    public static IEnumerable<AttributeData> NewParticlesOf(INamedTypeSymbol type) =>
        type.GetAttributes().Where(static a => EventReader.Is(a, KnownNames.NewParticle) && Text(a) is not null);

    private static EquatableArray<Particle> NewParticles(INamedTypeSymbol type) => new(NewParticlesOf(type).Select(static a =>
    {
        string name = Text(a)!;
        double Number(string property) => Named(a, property) is double value ? value : 0;
        int Count(string property) => Named(a, property) is int value ? value : 0;
        return new Particle(
            name, Named(a, "Antiparticle") as string ?? name, 0, Number("Mass"), Number("Width"), Count("ThreeCharge"), Count("TwiceSpin"),
            Count("ElectronNumber"), Count("MuonNumber"), Count("TauNumber"), Count("ThreeBaryonNumber"));
    }));
}

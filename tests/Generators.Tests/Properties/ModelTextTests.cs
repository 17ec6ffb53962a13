using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Mandelstam.Generators.Tests.Properties;

/// <summary>A model that went through its text is the same model, but for the places in the source.</summary>
public sealed class ModelTextTests
{
    /// <summary>Declarations that together use all that a model may hold.</summary>
    public static TheoryData<string> Names => ["Balanced", "MevFile", "AllCoordinates", "Nested", "EnergiesOnly", "Noisy", "Bodies", "Names"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_survives_its_text(string name)
    {
        EventSpec spec = Read(Project.Declaration(name));
        string text = ModelText.Write(spec);
        EventSpec? back = ModelText.TryRead(text);
        Assert.Equal(WithoutPlaces(spec), WithoutPlaces(back!));
        Assert.Equal(spec.Helpers.Select(static h => Text(h.Body)), back!.Helpers.Select(static h => Text(h.Body)));
        Assert.Equal(text, ModelText.Write(back));
    }

    [Fact]
    public void The_text_is_compact() =>
        Assert.InRange(ModelText.Write(Read(Project.Higgs)).Length, 1_000, 20_000); // of a declaration of 9,000 characters

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("5:Decl")]
    [InlineData("-1:")]
    [InlineData("0:0:999999999;")]
    [InlineData("#7;")]
    public void What_is_no_model_is_not_read(string text) => Assert.Null(ModelText.TryRead(text));

    [Fact]
    public void A_text_cut_short_or_tampered_with_is_not_read_or_is_another_model()
    {
        EventSpec spec = Read(Project.Declaration("Small"));
        string text = ModelText.Write(spec);
        for (int length = 0; length < text.Length; length += 7)
        {
            Assert.Null(ModelText.TryRead(text[..length]));
        }

        Assert.NotEqual(text, ModelText.TryRead(text.Replace("lep_pt", "mu1_pt", StringComparison.Ordinal)) is { } other ? ModelText.Write(other) : null);
    }

    // Source spans mean nothing elsewhere, and are not written.
    private static EventSpec WithoutPlaces(EventSpec spec) =>
        spec with { Helpers = default, Nuisances = spec.Nuisances.Select(static n => n with { NoisePlaces = default }).ToEquatable() };

    private static EventSpec Read(string source)
    {
        CSharpCompilation compilation = Project.Plain.Compile(source);
        SemanticModel semantics = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
        RecordDeclarationSyntax syntax = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>().First();
        return EventReader.Read((INamedTypeSymbol)semantics.GetDeclaredSymbol(syntax)!, syntax, compilation, CancellationToken.None).Spec!;
    }

    private static string Text(Term term) => $"({term.Kind} {term.Name} {term.Number:R} {string.Join(" ", term.Arguments.Select(Text))})";
}

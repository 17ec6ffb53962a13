using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Mandelstam.Generators.Tests.Symmetry;

/// <summary>Lowered declarations, for tests of passes.</summary>
internal static class Programs
{
    /// <summary>The program of the first event in a text.</summary>
    public static EventProgram Of(string text)
    {
        CSharpCompilation compilation = Project.Plain.Compile(text);
        RecordDeclarationSyntax declaration = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<RecordDeclarationSyntax>()
            .First(static r => r.AttributeLists.ToString().Contains("Event", StringComparison.Ordinal));
        INamedTypeSymbol type = compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration)!;
        ReadResult<EventSpec> read = EventReader.Read(type, declaration, compilation, CancellationToken.None);
        Assert.Empty(read.Problems);
        EventProgram? program = LowerEvent.Run(read.Spec!, out IReadOnlyList<Compiler.Checks.Problem> problems);
        Assert.Empty(problems);
        return program!;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Whatever one types, the compiler does not fail: the code that is being written is broken most of the time.</summary>
public sealed class BrokenCodeTests
{
    private const int Cases = 300;

    // What the rules about expressions look at, so that they see it broken too.
    private static readonly string _wrong = Analysis.Of("""
        var nu = q.InRestFrameOf(z); var sum = nu + muLab; var pStar = p.Boost(z.Velocity);
        var v = FourVector.PtEtaPhiM<Lab>(t.pt.GeV, new(t.phi), new(t.eta), t.energy.GeV);
        double d = (p.Phi - q.Phi).Value; double r = Math.Sqrt(d * d) + e.Top.DeltaR(e.Lepton) + Math.Sin(90);
        bool hard = p.Pt > 20_000 || p.Pt.InMeV > q.Pt.InGeV; Energy m = hard ? p.M2 + q.Pt : 91.19;
        """);

    [Fact]
    public async Task Code_with_a_token_too_few_or_too_many_is_survived()
    {
        // One file of a declaration that uses most of the language.
        string[] texts = [Project.Higgs, Project.Declaration("Bodies"), Project.Declaration("Nested"), _wrong];
        Random random = new(7);
        List<string> failures = [];
        for (int i = 0; i < Cases; i++)
        {
            string text = texts[i % texts.Length];
            SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()];
            SyntaxToken token = tokens[random.Next(tokens.Length)];
            string broken = random.Next(3) switch
            {
                0 => text.Remove(token.SpanStart, token.Span.Length),
                1 => text.Insert(token.Span.End, " " + token.Text),
                _ => text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, tokens[random.Next(tokens.Length)].Text),
            };
            (Compilation output, GeneratorRunResult run) = Project.Plain.Generate(Project.Plain.Compile(broken));
            IEnumerable<Diagnostic> said = await output.WithAnalyzers([.. Project.Analyzers]).GetAnalyzerDiagnosticsAsync();
            Diagnostic[] own = [.. run.Diagnostics.Concat(said).Where(static d => d.Id is "PHY0999" or "AD0001")];
            if (run.Exception is not null || own.Length > 0)
            {
                failures.Add($"case {i}, '{token.Text}' at {token.SpanStart}: {run.Exception} {string.Join("; ", own.AsEnumerable())}");
            }
        }

        Assert.Empty(failures);
    }
}

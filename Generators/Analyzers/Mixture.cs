using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Two vectors that are put together, each in the rest frame of a parent of its own.</summary>
/// <param name="Left">The first.</param>
/// <param name="First">Its parent.</param>
/// <param name="Right">The second.</param>
/// <param name="Second">Its parent.</param>
internal sealed record Mixture(ExpressionSyntax Left, Traced First, ExpressionSyntax Right, Traced Second)
{
    /// <summary>Is it the same mistake as another: a vector of the one is a vector of the other too, and the frames are the same two?</summary>
    public bool IsAlso(Mixture other, Code code)
    {
        bool isOneVector = new[] { other.Left, other.Right }.Select(v => RestFrames.WholeOf(v, code)).Any(v => SyntaxFactory.AreEquivalent(v, RestFrames.WholeOf(Left, code)) || SyntaxFactory.AreEquivalent(v, RestFrames.WholeOf(Right, code)));
        bool Are(Traced first, Traced second) => !RestFrames.Differ(First, first, code) && !RestFrames.Differ(Second, second, code);
        return isOneVector && (Are(other.First, other.Second) || Are(other.Second, other.First));
    }
}

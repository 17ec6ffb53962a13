using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.TestKit;

/// <summary>Source text whose expected diagnostics are written in place: <c>{|PHY0001:covered text|}</c>.</summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Expected">What the marks say.</param>
public sealed record MarkedSource(string Text, ImmutableArray<ExpectedDiagnostic> Expected)
{
    /// <summary>Takes the marks out of a text. Marks may nest.</summary>
    /// <param name="marked">The text with marks.</param>
    /// <exception cref="FormatException">A mark has no colon, or is never closed.</exception>
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new(marked.Length);
        Stack<(string Id, int Start)> open = new();
        ImmutableArray<ExpectedDiagnostic>.Builder expected = ImmutableArray.CreateBuilder<ExpectedDiagnostic>();
        for (int i = 0; i < marked.Length; i++)
        {
            ReadOnlySpan<char> rest = marked.AsSpan(i);
            if (rest.StartsWith("{|"))
            {
                int colon = rest.IndexOf(':');
                if (colon < 0)
                {
                    throw new FormatException($"The mark at {i} has no ':'.");
                }

                open.Push((rest[2..colon].ToString(), text.Length));
                i += colon;
            }
            else if (rest.StartsWith("|}") && open.TryPop(out (string Id, int Start) mark))
            {
                expected.Add(new(mark.Id, TextSpan.FromBounds(mark.Start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0 ? new(text.ToString(), expected.ToImmutable()) : throw new FormatException($"The mark '{open.Peek().Id}' is never closed.");
    }
}

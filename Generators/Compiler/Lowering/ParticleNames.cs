using System.Text;
using Mandelstam.Compiler.Emit;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Names of particles as names in C#.</summary>
internal static class ParticleNames
{
    /// <summary>Letters and digits, each word with a capital: "J/psi" is JPsi, "anti-D0" is AntiD0, "D*(2010)+" is DStar2010Plus.</summary>
    public static string Identifier(string name)
    {
        StringBuilder text = new();
        bool isStart = true;
        foreach (char c in name)
        {
            string? word = c switch { '+' => "Plus", '-' when !isStart && !name.StartsWith("anti-", StringComparison.Ordinal) => "Minus", '*' => "Star", '\'' => "Prime", _ => null };
            if (word is not null)
            {
                text.Append(word);
            }
            else if (char.IsLetterOrDigit(c))
            {
                text.Append(isStart ? char.ToUpperInvariant(c) : c);
            }

            isStart = !char.IsLetterOrDigit(c);
        }

        return CSharp.Identifier(text.ToString());
    }
}

using System.Globalization;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>What a vector is called in a message: as it is written in the declaration, not as it is called in generated code.</summary>
/// <param name="spec">The declaration.</param>
internal sealed class VectorNames(EventSpec spec)
{
    // Longer names first: "jets12" is not the first of "jets" and something more.
    private readonly (string Code, string Written)[] _known =
    [
        .. spec.Members.SelectMany(static m => m.Kind == MemberKind.FourVectors
                ? Enumerable.Range(0, m.Capacity).Select(slot => (m.Name + (slot + 1).ToString(CultureInfo.InvariantCulture), $"{m.Name}[{slot.ToString(CultureInfo.InvariantCulture)}]"))
                : m.Kind is MemberKind.FourVector or MemberKind.Transverse ? [(m.Name, m.Name)] : [])
            .OrderByDescending(static n => n.Item1.Length),
    ];

    /// <summary>The name of a vector, or of the sum that its name is put together of; that in generated code where the declaration has none.</summary>
    /// <param name="name">What it is called in generated code.</param>
    public string Of(string name) => Find(name) ?? CodeNames.Pascal(name);

    /// <summary>The name of a vector, or of the sum that its name is put together of; null where the declaration has none.</summary>
    /// <param name="name">What it is called in generated code.</param>
    public string? Find(string name)
    {
        List<string> parts = [];
        for (string rest = CodeNames.Pascal(name); rest.Length > 0;)
        {
            (string code, string? written) = _known.FirstOrDefault(known => rest.StartsWith(CodeNames.Pascal(known.Code), StringComparison.Ordinal));
            if (written is null)
            {
                return null;
            }

            parts.Add(written);
            rest = rest.Substring(code.Length);
        }

        return string.Join(" + ", parts);
    }
}

using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The energies that are written in bodies: where an event changes sides.</summary>
public static class Thresholds
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["Units.KeV"] = 1e-6, ["Units.MeV"] = 1e-3, ["Units.GeV"] = 1, ["Units.TeV"] = 1e3,
    };

    /// <summary>The energies above zero, in GeV, each once, in increasing order.</summary>
    public static IReadOnlyList<double> Of(EventSpec spec) =>
    [
        .. spec.Helpers.SelectMany(static h => BodyTerms.All(h.Body))
            .Where(static t => t.Kind == TermKind.Call && Units.ContainsKey(t.Name) && t.Arguments.Count == 1 && t.Arguments[0].Kind == TermKind.Number)
            .Select(static t => t.Arguments[0].Number * Units[t.Name])
            .Where(static energy => energy > 0)
            .Distinct()
            .OrderBy(static energy => energy),
    ];
}

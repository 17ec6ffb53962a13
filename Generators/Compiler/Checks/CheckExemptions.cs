using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>An exemption names a nuisance of the event and says why.</summary>
internal static class CheckExemptions
{
    /// <summary>Looks at every exemption.</summary>
    public static IEnumerable<Problem> Run(EventSpec spec)
    {
        foreach (ExemptionSpec exemption in spec.Exemptions)
        {
            string example = spec.Nuisances.OrderBy(static n => n.Kind == NuisanceKind.Rate).FirstOrDefault()?.Method ?? "JetEnergyScale";
            string? wrong =
                !spec.Nuisances.Any(n => n.Method == exemption.Nuisance && n.Kind != NuisanceKind.Rate)
                    ? $"names '{exemption.Nuisance}', which is no nuisance that moves momenta; write nameof of the nuisance's method, for example nameof({example})"
                : !exemption.IsJustified ? "says nothing of why; write Justification = \"measured in the tracker\", or whatever the reason is"
                : null;
            if (wrong is not null)
            {
                yield return new(Rules.UngroundedExemption.Id, exemption.Span, new([exemption.Member, wrong]));
            }
        }
    }
}

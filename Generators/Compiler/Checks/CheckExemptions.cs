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
            NuisanceSpec[] moving = [.. spec.Moving];
            string? wrong =
                moving.Length == 0 ? $"names '{exemption.Nuisance}', but no nuisance of the event moves momenta; leave it out"
                : !moving.Any(n => n.Method == exemption.Nuisance)
                    ? $"names '{exemption.Nuisance}', which is no nuisance that moves momenta; write nameof of the nuisance's method, for example nameof({moving[0].Method})"
                : !exemption.IsJustified ? "says nothing of why; write Justification = \"measured in the tracker\", or whatever the reason is"
                : null;
            if (wrong is not null)
            {
                yield return new(Rules.UngroundedExemption.Id, exemption.Span, new([exemption.Member, wrong]));
            }
        }
    }
}

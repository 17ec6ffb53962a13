using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>What a nuisance moves.</summary>
public static class Moves
{
    /// <summary>Does it move a momentum that is seen, in an event whose missing momentum balances what is seen, and is not exempt?</summary>
    public static bool VisibleMomentum(EventSpec spec, NuisanceSpec nuisance)
    {
        HashSet<string> visible = [.. spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors).Select(static m => m.Name)];
        return spec.Members.Any(m => m.IsMissingMomentum && !spec.IsExempt(m.Name, nuisance.Method))
            && BodyTerms.Reached(spec, nuisance.Method).Any(term => term.Kind == TermKind.Assign && visible.Contains(term.Name));
    }
}

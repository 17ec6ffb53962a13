using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>What a nuisance moves.</summary>
public static class Moves
{
    /// <summary>Does it move a momentum that is seen, in an event whose missing momentum balances what is seen, and is not exempt?</summary>
    /// <remarks>Where it moves a stored sum of momenta as well, the declaration does not say of which: such a sum may belong to the balance or not.</remarks>
    public static bool VisibleMomentum(EventSpec spec, NuisanceSpec nuisance)
    {
        if (!spec.Members.Any(m => m.IsMissingMomentum && !spec.IsExempt(m.Name, nuisance.Method)))
        {
            return false;
        }

        HashSet<string> assigned = [.. BodyTerms.Reached(spec, nuisance.Method).Where(static term => term.Kind == TermKind.Assign).Select(static term => term.Name)];
        MemberSpec[] moved = [.. spec.Members.Where(m => assigned.Contains(m.Name))];
        return moved.Any(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors) && !moved.Any(static m => m is { Kind: MemberKind.Transverse, IsMissingMomentum: false });
    }
}

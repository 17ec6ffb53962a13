using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>Which terms are four-vectors: those are written as momenta.</summary>
internal sealed class VectorTerms(EventSpec spec)
{
    private readonly Dictionary<string, MemberSpec> _members = spec.Members.ToDictionary(static m => m.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, HelperSpec> _helpers = spec.Helpers.ToDictionary(static h => h.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>What a stored member holds; null of a computed one.</summary>
    public MemberKind? KindOf(string member) => _members.TryGetValue(member, out MemberSpec found) ? found.Kind : null;

    /// <summary>Has the declaration a member of the name?</summary>
    public bool IsMember(string name) => _members.ContainsKey(name) || _helpers.ContainsKey(name);

    /// <summary>Is a member a four-vector?</summary>
    public bool IsVector(string member)
    {
        if (KindOf(member) is { } kind)
        {
            return kind == MemberKind.FourVector;
        }

        if (!_known.TryGetValue(member, out bool isVector))
        {
            _known[member] = false; // of one that calls itself
            isVector = _helpers.TryGetValue(member, out HelperSpec helper) && IsVector(helper.Body, Names.None);
            _known[member] = isVector;
        }

        return isVector;
    }

    /// <summary>Is a term a four-vector?</summary>
    public bool IsVector(Term term, Names names)
    {
        while (true)
        {
            switch (term.Kind)
            {
                case TermKind.Member:
                    return IsVector(term.Name);
                case TermKind.Variable:
                    return names.Find(term.Name) is { IsVector: true };
                case TermKind.Let:
                    names = names.With(term.Name, Formula.True, IsVector(term.Arguments[0], names));
                    term = term.Arguments[1];
                    break;
                case TermKind.Conditional:
                    term = term.Arguments[term.Arguments[1].Kind == TermKind.Null ? 2 : 1];
                    break;
                case TermKind.Binary when term.Name == "*" && IsVector(term.Arguments[1], names):
                    return !IsVector(term.Arguments[0], names);
                case TermKind.Unary:
                case TermKind.Binary when term.Name is "+" or "-" or "*" or "/":
                    term = term.Arguments[0];
                    break;
                case TermKind.Call:
                    (string type, string name) = Notation.Split(term.Name);
                    switch (name)
                    {
                        case "Value" when type == "Nullable":
                            term = term.Arguments[0];
                            break;
                        case "this[]":
                            return AreVectors(term.Arguments[0]);
                        case "Sum" when type.StartsWith("UpTo", StringComparison.Ordinal):
                            if (term.Arguments is not [_, { Kind: TermKind.Lambda } lambda])
                            {
                                return term.Arguments.Count == 1;
                            }

                            names = names.With(lambda.Name, Formula.True, AreVectors(term.Arguments[0]));
                            term = lambda.Arguments[0];
                            break;
                        default:
                            return type == "FourVector"
                                && (name is "ScaledMomentum" or "Rotated" or "BoostedZ" or "InRestFrameOf" or "ToLab" or "Boost" or "Rounded" or "Zero" || Enum.TryParse(name, out Coordinates _));
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Are the objects of a collection four-vectors? All are but those that another function has made.</summary>
    public static bool AreVectors(Term objects)
    {
        while (objects is { Kind: TermKind.Call } call && Notation.Split(call.Name).Name is "Where" or "OrderByDescending")
        {
            objects = objects.Arguments[0];
        }

        return objects is not { Kind: TermKind.Call } made || Notation.Split(made.Name).Name != "Map";
    }
}

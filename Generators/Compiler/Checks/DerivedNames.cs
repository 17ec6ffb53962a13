using System.Text.RegularExpressions;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Reads from names which momenta a stored number was computed from: <c>PRI_jet_all_pt</c>, <c>mjj</c> and <c>ht</c> from jets, <c>m_tautau</c> from taus.</summary>
internal sealed class DerivedNames(EventSpec spec)
{
    private static readonly Regex Word = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant);
    private static readonly Regex Jets = new("^(m|pt|et|mt|e|p|dr|deta|dphi|y|eta)?j{2,4}$|^ht$", RegexOptions.CultureInvariant);
    private static readonly Regex Leptons = new("^(m|pt|et|mt|e|p|dr|deta|dphi|y|eta)?l{2,4}$", RegexOptions.CultureInvariant);

    // Words that say which coordinate, which of several, or whose naming scheme, but not of what.
    private static readonly HashSet<string> Common = new(
        ("pt eta phi m mass e energy px py pz y rapidity x leading subleading lead sublead first second third fourth pri der reco rec sel good branch").Split(' '),
        StringComparer.Ordinal);

    // What stays as it is when the reconstructed momenta move.
    private static readonly HashSet<string> Fixed = new(
        ("iso isolation cone ptcone etcone ptvarcone topoetcone neflowisol gen truth true mc lhe parton hlt l1 trigger raw uncorrected uncalibrated threshold cut resolution res unc uncertainty error err sigma scale").Split(' '),
        StringComparer.Ordinal);

    // What may be joined to the name of an object to make the name of a sum over it.
    private static readonly HashSet<string> Joined = new(
        ("di tri multi all sum tot total lead sub pt et mt m mass e energy ht p eta phi vis").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Does the name of a stored number, or of its column, speak of this momentum?</summary>
    public bool Suggest(MemberSpec stored, MemberSpec vector)
    {
        if (stored.ScalarType is not ("Energy" or "GeV2" or "Angle" or "Azimuth" or "Pseudorapidity" or "Rapidity"))
        {
            return false;
        }

        string[] words = [.. Words(stored.Name), .. stored.Columns.SelectMany(c => Words(spec.Columns[c].Name))];
        if (words.Any(Fixed.Contains))
        {
            return false;
        }

        string[] objects = [.. ObjectWords(vector)];
        if (vector.Kind == MemberKind.Transverse)
        {
            // A transverse mass depends on the missing momentum; a significance or a sum of its name need not.
            return words.Any(objects.Contains) && words.Any(static w => w is "mass" or "mt" or "transverse");
        }

        return words.Any(w => objects.Any(o => w == o || IsJoined(w, o)))
            || (objects.Contains("jet") && words.Any(Jets.IsMatch))
            || (objects.Contains("lepton") && words.Any(Leptons.IsMatch));
    }

    private static bool IsJoined(string word, string name) =>
        name.Length >= 3
        && ((word.StartsWith(name, StringComparison.Ordinal) && IsRest(word.Substring(name.Length), name))
            || (word.EndsWith(name, StringComparison.Ordinal) && IsRest(word.Substring(0, word.Length - name.Length), name)));

    private static bool IsRest(string rest, string name) => Joined.Contains(rest) || rest == name;

    private static IEnumerable<string> Words(string name) => Word.Matches(name).Cast<Match>().Select(static m => Singular(m.Value.ToLowerInvariant()));

    private static string Singular(string word) => word.Length > 3 && word.EndsWith("s", StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal) ? word.Substring(0, word.Length - 1) : word;

    // The noun of the member's name, and what its columns alone are called.
    private IEnumerable<string> ObjectWords(MemberSpec vector)
    {
        IEnumerable<string> ColumnWords(MemberSpec member) => member.Columns.SelectMany(c => Words(spec.Columns[c].Name)).Where(static w => !Common.Contains(w));
        HashSet<string> others = [.. spec.Members.Where(m => m != vector && m.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse).SelectMany(ColumnWords)];
        return Words(vector.Name).Reverse().Take(1).Concat(ColumnWords(vector).Where(w => w.Length > 1 && !others.Contains(w))).Distinct();
    }
}

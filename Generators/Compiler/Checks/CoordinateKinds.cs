using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>The kinds of coordinates: by name, by slot, in words.</summary>
public static class CoordinateKinds
{
    // The last word of a name says what it is; these before it say that it is something made of that.
    private static readonly HashSet<string> _derived = new(StringComparer.OrdinalIgnoreCase)
    {
        "delta", "d", "diff", "abs", "cos", "sin", "tan", "cosh", "sinh", "tanh", "sigma", "err", "error", "unc", "res", "n", "num", "sum", "min", "log",
    };

    /// <summary>The kind that a name conventionally has, by its last word: <c>lep_pt</c>, <c>tauEta</c>, <c>phi2</c>.</summary>
    /// <param name="name">The name of a column, member or variable.</param>
    public static CoordinateKind OfName(string name)
    {
        List<string> words = Words(name.Replace("pT", "_pt"));
        if (words.Count == 0 || (words.Count > 1 && _derived.Contains(words[words.Count - 2])))
        {
            return CoordinateKind.Unknown;
        }

        switch (words[words.Count - 1].ToLowerInvariant())
        {
            case "pt" or "pt1":
                return CoordinateKind.TransverseMomentum; // "pt2" may be a square
            case "eta" or "eta1" or "eta2" or "eta3":
                return CoordinateKind.Pseudorapidity;
            case "rapidity":
                return CoordinateKind.Rapidity;
            case "phi" or "phi1" or "phi2" or "phi3" or "azimuth":
                return CoordinateKind.Azimuth;
            case "m" or "mass":
                return CoordinateKind.Mass;
            case "e" or "energy":
                return CoordinateKind.Energy;
            case "px":
                return CoordinateKind.MomentumX;
            case "py":
                return CoordinateKind.MomentumY;
            case "pz":
                return CoordinateKind.MomentumZ;
            default:
                return CoordinateKind.Unknown;
        }
    }

    /// <summary>The kind that a name has among those of a vector's components, where the last letter is the axis.</summary>
    /// <param name="name">The name of a column.</param>
    public static CoordinateKind OfComponent(string name)
    {
        CoordinateKind kind = OfName(name);
        return kind != CoordinateKind.Unknown || name.Length == 0 ? kind : char.ToLowerInvariant(name[name.Length - 1]) switch
        {
            'x' => CoordinateKind.MomentumX,
            'y' => CoordinateKind.MomentumY,
            'z' => CoordinateKind.MomentumZ,
            _ => kind,
        };
    }

    /// <summary>The kinds of a vector's coordinates, in their order.</summary>
    /// <param name="coordinates">The coordinates.</param>
    public static IReadOnlyList<CoordinateKind> SlotsOf(Coordinates coordinates) => coordinates switch
    {
        Coordinates.PtEtaPhi => [CoordinateKind.TransverseMomentum, CoordinateKind.Pseudorapidity, CoordinateKind.Azimuth],
        Coordinates.PtEtaPhiM => [CoordinateKind.TransverseMomentum, CoordinateKind.Pseudorapidity, CoordinateKind.Azimuth, CoordinateKind.Mass],
        Coordinates.PtEtaPhiE => [CoordinateKind.TransverseMomentum, CoordinateKind.Pseudorapidity, CoordinateKind.Azimuth, CoordinateKind.Energy],
        Coordinates.PtYPhiM => [CoordinateKind.TransverseMomentum, CoordinateKind.Rapidity, CoordinateKind.Azimuth, CoordinateKind.Mass],
        Coordinates.PxPyPz => [CoordinateKind.MomentumX, CoordinateKind.MomentumY, CoordinateKind.MomentumZ],
        Coordinates.PxPyPzM => [CoordinateKind.MomentumX, CoordinateKind.MomentumY, CoordinateKind.MomentumZ, CoordinateKind.Mass],
        Coordinates.PxPyPzE => [CoordinateKind.MomentumX, CoordinateKind.MomentumY, CoordinateKind.MomentumZ, CoordinateKind.Energy],
        Coordinates.PtPhi => [CoordinateKind.TransverseMomentum, CoordinateKind.Azimuth],
        Coordinates.XY => [CoordinateKind.MomentumX, CoordinateKind.MomentumY],
        _ => [],
    };

    /// <summary>Is a value of one kind certainly wrong in the place of another?</summary>
    /// <param name="slot">What is expected.</param>
    /// <param name="found">What is given.</param>
    public static bool Conflict(CoordinateKind slot, CoordinateKind found) =>
        slot != CoordinateKind.Unknown && found != CoordinateKind.Unknown && slot != found
        && !(slot == CoordinateKind.Energy && found == CoordinateKind.Momentum); // E = |p| of what is massless

    /// <summary>Is it measured in GeV?</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsEnergy(CoordinateKind kind) => kind is >= CoordinateKind.TransverseMomentum and <= CoordinateKind.Mass;

    /// <summary>Is it measured in rad?</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsAngle(CoordinateKind kind) => kind is CoordinateKind.Azimuth or CoordinateKind.Angle;

    /// <summary>The kind in words, for a message.</summary>
    /// <param name="kind">The kind.</param>
    public static string Describe(CoordinateKind kind) => kind switch
    {
        CoordinateKind.TransverseMomentum => "a transverse momentum (GeV)",
        CoordinateKind.Momentum => "the magnitude of a momentum (GeV)",
        CoordinateKind.MomentumX => "a momentum along x (GeV)",
        CoordinateKind.MomentumY => "a momentum along y (GeV)",
        CoordinateKind.MomentumZ => "a momentum along z (GeV)",
        CoordinateKind.Energy => "an energy (GeV)",
        CoordinateKind.TransverseMass => "a transverse mass (GeV)",
        CoordinateKind.Mass => "a mass (GeV)",
        CoordinateKind.Pseudorapidity => "a pseudorapidity",
        CoordinateKind.Rapidity => "a rapidity",
        CoordinateKind.Azimuth => "an azimuth (rad)",
        CoordinateKind.Angle => "an angle (rad)",
        _ => "a number",
    };

    // "PRI_lep_pt", "lepPt" and "LepPT" end in the word "pt"; "adapt" does not.
    private static List<string> Words(string name)
    {
        List<string> words = [];
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]) || (char.IsLower(name[i - 1]) && char.IsUpper(name[i]));
            if (isEnd)
            {
                string word = name.Substring(start, i - start).Trim('_', '.', ' ');
                if (word.Length > 0)
                {
                    words.Add(word);
                }

                start = i;
            }
        }

        return words;
    }
}

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>What a declaration says of its inputs' values: momenta and counts are not negative, azimuths are within half a turn, ….</summary>
public sealed class StoredDomains
{
    // A normal parameter without a range: nobody moves a nuisance further.
    private const double Widest = 10;

    private readonly EventSpec _spec;
    private readonly bool _isCertain;
    private readonly Domain[] _columns;

    /// <summary>Of a declaration.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="isCertain">
    /// Only what no file has otherwise. Masses and energies are positive by their nature, and are negative all the same where rounding or a subtraction made
    /// them so, or where the number stands for what is absent.
    /// </param>
    public StoredDomains(EventSpec spec, bool isCertain = false)
    {
        _spec = spec;
        _isCertain = isCertain;
        _columns = [.. Enumerable.Repeat(Domain.Unknown, spec.Columns.Count)];
        foreach (MemberSpec member in spec.Members)
        {
            int width = member.Columns.Count / Math.Max(1, member.Capacity);
            for (int i = 0; i < member.Columns.Count; i++)
            {
                int column = member.Columns[i];
                Domain domain = OfColumn(member, i % Math.Max(1, width), spec.Columns[column].Name);
                bool hasSentinel = member.Kind == MemberKind.FourVectors || (member.Kind == MemberKind.Scalar && !double.IsNaN(member.Absent));
                _columns[column] = domain with { MayBeAbsent = hasSentinel, Dimension = DimensionOf(spec.Columns[column].Unit) };
            }

            if (member.CountColumn >= 0)
            {
                _columns[member.CountColumn] = Count with { Dimension = Dimension.None };
            }
        }
    }

    private static Domain Count => new(0, double.PositiveInfinity, Zeros.Happens, IsInteger: true);

    /// <summary>The values of an input.</summary>
    public Domain Of(Expr input) => input.Op switch
    {
        Op.Column => _columns[input.Index],
        Op.Process => new(0, Math.Max(0, (_spec.Label?.Names.Count ?? 1) - 1), Zeros.Happens, IsInteger: true),
        Op.Nuisance => OfNuisance(_spec.Nuisances[input.Index]),
        Op.Noise => Domain.Signed with { Dimension = Dimension.None },
        _ => Domain.Unknown,
    };

    private static Domain OfNuisance(NuisanceSpec nuisance)
    {
        double reach = Widest * nuisance.Sigma;
        (double min, double max) = nuisance.Prior switch
        {
            "LogNormal" => (0, double.PositiveInfinity),
            "Uniform" => (nuisance.Min, nuisance.Max),
            _ => (nuisance.Mean - reach, nuisance.Mean + reach),
        };
        Domain domain = Domain.Between(Math.Max(min, nuisance.Min), Math.Min(max, nuisance.Max));
        return domain with { Zero = domain.Zero == Zeros.Never ? Zeros.Never : Zeros.Edge, Dimension = nuisance.ParameterType == "Energy" ? new(1) : Dimension.None };
    }

    private Domain OfColumn(MemberSpec member, int coordinate, string name) => (member.Coordinates, coordinate) switch
    {
        (Coordinates.PtEtaPhi or Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM, 0) => Domain.Positive,
        (Coordinates.PtEtaPhi or Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM, 2) => Azimuth,
        (Coordinates.PtPhi, 0) => Domain.NonNegative,
        (Coordinates.PtPhi, 1) => Azimuth,
        (Coordinates.PtEtaPhiM or Coordinates.PtYPhiM or Coordinates.PxPyPzM, 3) => _isCertain ? Domain.Signed : Domain.NonNegative,
        (Coordinates.PtEtaPhiE or Coordinates.PxPyPzE, 3) => Domain.Positive,
        (Coordinates.None, _) when member.ScalarType == "Boolean" => new Domain(0, 1, Zeros.Edge) with { IsInteger = true },
        (Coordinates.None, _) when _isCertain && !(member.ScalarType == "Int32" && double.IsNaN(member.Absent)) => Domain.Unknown with { IsInteger = member.ScalarType == "Int32" },
        (Coordinates.None, _) => OfScalar(member.ScalarType, name, member.Name),
        _ => Domain.Signed,
    };

    private static Domain Azimuth => new(-Math.PI, Math.PI, Zeros.Crosses);

    private static Domain OfScalar(string type, string column, string member) => type switch
    {
        "Energy" => IsComponent(column) || IsComponent(member) ? Domain.Signed : Domain.NonNegative,
        "GeV2" => IsInvariant(column) || IsInvariant(member) ? Domain.Unknown : Domain.NonNegative,
        "Azimuth" => Azimuth,
        "Angle" when ColumnWords.Any(column, static w => w == "theta") || ColumnWords.Any(member, static w => w == "theta") => new(0, Math.PI, Zeros.Edge),
        "Pseudorapidity" or "Rapidity" or "Angle" => Domain.Signed,
        "Int32" => IsCount(column) || IsCount(member) ? Count : Domain.Unknown with { IsInteger = true },
        _ => Domain.Unknown,
    };

    // A component of a vector may be negative, and so may a difference; any other energy, momentum or mass is not.
    private static bool IsComponent(string name) =>
        ColumnWords.Last(name) is "px" or "py" or "pz" or "x" or "y" or "z" or "ex" or "ey" or "long" or "longitudinal" or "par" or "perp" or "balance" or "residual"
        || ColumnWords.Any(name, static word => word is "d" or "delta" or "diff" or "difference" or "imbalance" or "shift" or "residual");

    // Momentum transfers and missing masses squared have either sign.
    private static bool IsInvariant(string name) => ColumnWords.Any(name, static word => word is "t" or "u" or "transfer" or "missing" or "mm" or "miss" or "recoil");

    private static bool IsCount(string name) => ColumnWords.Any(name, static word =>
        word is "n" or "num" or "count" or "counts" or "multiplicity" or "npv" or "nvtx" or "njet" or "njets" or "nbjet" or "nbjets" or "nlep" or "nmu" or "nel" or "ntau"
            or "ntrk" or "ntracks" or "nhits" or "nvertices" or "nphotons");

    private static Dimension? DimensionOf(string unit) => unit switch
    {
        "rad" => new(0, IsAngle: true),
        "" => Dimension.None,
        _ => new(unit.EndsWith("^2", StringComparison.Ordinal) ? 2 : 1),
    };
}

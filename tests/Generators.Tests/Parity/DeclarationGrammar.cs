using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>A typed grammar of the language: for each type, the ways to write an expression of it. A name in angle quotes is a hole of that type.</summary>
/// <remarks>
/// Every production is defined for every event: what a formula divides by is kept away from zero, and what it compares with is a constant, so that two
/// ways of rounding do not decide a question differently. What is a magnitude is not negative.
/// </remarks>
internal static partial class DeclarationGrammar
{
    // The first few of each need no hole, or one that ends at once: they are what is left when the depth is used up.
    private static readonly Dictionary<string, (int Leaves, string[] Ways)> _productions = new()
    {
        ["Const"] = (5, ["1.5", "0.7", "2", "0.25", "3.1"]),
        ["Vector"] = (4,
        [
            "A", "B", "C", "Jets.Sum(j => j)",
            "(‹Vector› + ‹Vector›)", "(‹Vector› + ‹Vector›)", "(‹Vector› - ‹Vector›)", "(‹Const› * ‹Vector›)", "(‹Vector› / ‹Const›)", "‹Vector›.ScaledMomentum(‹Const›)",
            "‹Vector›.Rotated(‹Angle›)", "‹Vector›.BoostedZ(‹Const›)", "(‹Condition› ? ‹Vector› : ‹Vector›)", "Jets.Where(j => j.Pt > 21.3.GeV).Sum(j => j)",
            "Jets.Map(j => j.ScaledMomentum(‹Const›)).Sum(j => j)", "(Leading ?? ‹Vector›)",
            "FourVector.PtEtaPhiM<Lab>(C.Pt, B.Eta, A.Phi, B.E)", "FourVector.PxPyPzE<Lab>(B.Px, C.Py, ‹Const› * C.Pz, 100.GeV + B.E + C.E)",
            "FourVector.PtYPhiM<Lab>(C.Pt, B.Rapidity, C.Phi, Abs(H))", "‹Vector›.Doubled", "Either(‹Condition›, ‹Vector›, ‹Vector›)", "Sides(‹Vector›, ‹Vector›).Near", "FourVector.PxPyPzM<Lab>(A.Px, B.Py, C.Pz, Abs(H))", "FourVector.PtEtaPhi<Lab>(Abs(H), A.Eta, C.Phi)",
        ]),
        ["Plane"] = (2,
        [
            "T", "C.Transverse",
            "‹Vector›.Transverse", "(‹Plane› + ‹Plane›)", "(‹Plane› - ‹Plane›)", "(‹Const› * ‹Plane›)", "(‹Plane› / ‹Const›)", "‹Plane›.Rotated(‹Angle›)",
            "(‹Condition› ? ‹Plane› : ‹Plane›)", "TransverseVector.XY<Lab>(‹Energy›, ‹Energy›)", "TransverseVector.PtPhi<Lab>(Abs(H), ‹Azimuth›)", "Jets.Sum(j => j.Transverse)",
        ]),
        ["Energy"] = (6,
        [
            "H", "A.Pt", "B.E", "T.X", "B.Mass", "12.5.GeV",
            "‹Vector›.Pt", "‹Vector›.E", "‹Vector›.Mass", "‹Vector›.P", "‹Vector›.Px", "‹Vector›.Py", "‹Vector›.Pz", "‹Vector›.Et", "‹Vector›.Mt", "‹Plane›.Pt", "‹Plane›.Y",
            "(‹Energy› + ‹Energy›)", "(‹Energy› - ‹Energy›)", "(‹Const› * ‹Energy›)", "(‹Number› * ‹Energy›)", "(-‹Energy›)", "Abs(‹Energy›)", "Min(‹Energy›, ‹Energy›)",
            "Max(‹Energy›, ‹Energy›)", "InvariantMass(‹Vector›, ‹Vector›)", "InvariantMass(‹Vector›, ‹Vector›, ‹Vector›)", "MinPairMass(‹Vector›, ‹Vector›, ‹Vector›)", "TransverseMass(‹Vector›, ‹Plane›)",
            "(‹GeV2› / (1.GeV + Abs(‹Energy›)))", "(Jets.Sum(j => j.Pt) + (Jets.Max(j => j.Pt) ?? 0.GeV))", "Jets.Where(j => j.Pt <= 33.3.GeV).Sum(j => j.E)", "(‹Condition› ? ‹Energy› : ‹Energy›)",
            "‹GeV2›.SignedSqrt()", "Sqrt(Abs(‹GeV2›))", "(‹OptionalEnergy› ?? ‹Energy›)", "C.InRestFrameOf(B + C).E", "(C + ‹Const› * B).InRestFrameOf(B + C).ToLab(B + C).Pz",
            "‹Energy›.Rounded(1)", "‹Number›.GeV", "(Leading is { } jet‹Fresh› ? jet‹Fresh›.Pt : ‹Energy›)",
            "Edge", "(‹Energy› is var e‹Fresh› && X < 0.21 ? e‹Fresh› : 2 * e‹Fresh›)", "(‹Energy› switch { var e‹Fresh› when X > 0.19 => e‹Fresh›, var f‹Fresh› => f‹Fresh› / 2 })",
            "(Leading is { Pt: var pt‹Fresh›, Eta.Value: > -0.9 } ? pt‹Fresh› : ‹Energy›)", "((‹Energy›, ‹Condition›) is (var e‹Fresh›, true) ? e‹Fresh› : Edge)", "Either(‹Condition›, ‹Energy›, Edge)",
            "(‹OptionalEnergy›).GetValueOrDefault(‹Energy›)", "Jets.Sum(j => j.P3).Z", "(‹OptionalEnergy› ?? default)",
        ]),
        ["GeV2"] = (3,
        [
            "B.M2", "(A * C)", "(H * H)",
            "‹Vector›.M2", "‹Vector›.Mt2", "(‹Vector› * ‹Vector›)", "Square(‹Energy›)", "(‹Energy› * ‹Energy›)", "(‹GeV2› + ‹GeV2›)", "(‹GeV2› - ‹GeV2›)", "‹Plane›.Dot(‹Plane›)",
            "Sqrt(Square(‹GeV2›))", "(‹Const› * ‹GeV2›)", "Abs(‹GeV2›)", "Min(‹GeV2›, ‹GeV2›)", "Max(‹GeV2›, ‹GeV2›)", "‹Energy›.Squared",
            "(‹GeV2› * ‹GeV2› * (1 / (1.GeV.Squared + Abs(‹GeV2›))))",
        ]),
        ["Angle"] = (3,
        [
            "DeltaPhi(A, T)", "0.3.Rad", "40.Deg",
            "DeltaPhi(‹Vector›, ‹Vector›)", "DeltaPhi(‹Vector›, ‹Plane›)", "DeltaPhi(‹Azimuth›, ‹Azimuth›)", "‹Vector›.DeltaPhi(‹Vector›)", "Abs(Wrap(‹Azimuth› - ‹Azimuth›))", "Square(‹Angle›).Rad",
            "Wrap(‹Azimuth› - ‹Azimuth›)", "(‹Const› * ‹Angle›)", "(‹Angle› + ‹Angle›)", "Abs(‹Azimuth›)", "Max(‹Angle›, ‹Angle›)", "(-‹Angle›)", "OpeningAngle(‹Vector›, ‹Vector›)", "‹Vector›.P3.OpeningAngle(‹Vector›.P3)",
        ]),
        ["Azimuth"] = (2, ["C.Phi", "T.Phi", "‹Vector›.Phi", "‹Plane›.Phi", "(‹Azimuth› + ‹Angle›)", "(‹Azimuth› - ‹Angle›)"]),
        ["Condition"] = (7,
        [
            "Q", "X < 0.21", "Jets.Has(0)", "Jets.Count >= 2", "N == 2", "(N is 1 or 3)", "H > 31.7.GeV",
            "‹Energy› > 24.3.GeV", "‹Number› <= 0.37", "(‹Condition› && ‹Condition›)", "(‹Condition› || ‹Condition›)", "!(‹Condition›)", "Jets.Any(j => j.Eta > 0.13)",
            "Jets.All(j => j.Pt > 15.1.GeV)", "(Jets.Has(0) && Jets[0].Eta > 0.17)", "‹OptionalEnergy› > 19.9.GeV", "(‹OptionalEnergy› is null)", "(‹Condition› ^ ‹Condition›)", "(N, ‹Condition›) is (> 1, true) or (0, _)", "B is { Pt.InGeV: > 23.1 }", "(‹OptionalEnergy›).HasValue",
        ]),
        ["OptionalEnergy"] = (2,
        [
            "Leading?.Pt", "(Jets.Has(0) ? Jets[0].Pz : (Energy?)null)",
            "(Jets.Has(0) ? Jets[0].Mass + ‹Energy› : (Energy?)null)", "(‹Condition› ? ‹Energy› : (Energy?)null)", "(‹OptionalEnergy› + ‹Energy›)", "(Leading is { } jet‹Fresh› ? (jet‹Fresh› + ‹Vector›).Pt : (Energy?)null)",
        ]),
        ["Number"] = (6,
        [
            "X", "N", "A.Eta.Value", "C.Rapidity.Value", "Jets.Count", "0.5",
            "‹Vector›.Eta.Value", "‹Vector›.Rapidity.Value", "(‹Number› + ‹Number›)", "(‹Number› - ‹Number›)", "(‹Number› * ‹Number›)", "(-‹Number›)", "(‹Number› / (1 + Abs(‹Number›)))",
            "(‹Energy› / (1.GeV + Abs(‹Energy›)))", "(‹GeV2› / (1.GeV + Abs(‹Energy›)).Squared)", "(1 / (1.GeV.Squared + Abs(‹GeV2›)) * ‹GeV2›)", "DeltaR(‹Vector›, ‹Vector›)",
            "‹Vector›.DeltaR(‹Vector›)", "‹Vector›.DeltaRapidityR(‹Vector›)", "DeltaEta(‹Vector›, ‹Vector›)", "‹Vector›.P3.Direction.Cross(‹Vector›.P3.Direction).Dot(‹Vector›.P3.Direction)", "‹Vector›.P3.Direction.Z", "Cos(‹Angle›)", "Sin(‹Angle›)", "Sin(‹Azimuth›)", "Cos(‹Azimuth› - ‹Azimuth›)",
            "Tanh(‹Number›)", "Exp(-Abs(‹Number›))", "Log(1 + Abs(‹Number›))", "Sqrt(Abs(‹Number›))", "Square(Tanh(‹Number›))", "Square(‹Angle›)", "Sinh(Tanh(‹Number›))", "Cosh(Tanh(‹Number›))",
            "Min(‹Number›, ‹Number›)", "Max(‹Number›, ‹Number›)", "(‹Condition› ? ‹Number› : ‹Number›)", "Math.Atan2(‹Number›, 1 + Abs(‹Number›))", "Math.Asinh(‹Number›)",
            "Math.Pow(1 + Abs(‹Number›), 0.7)", "Math.Pow(Tanh(‹Number›), 3)", "Math.Acos(Tanh(‹Number›) / 2)", "Math.Atanh(Tanh(‹Number›) / 2)", "Math.Tan(Tanh(‹Number›))",
            "Sign(X)", "(‹Angle›.InDegrees / 100)", "‹Energy›.InTeV", "(Jets.CountWhere(j => j.Pt > ‹Const› * 10.GeV) + (Jets.Min(j => Abs(j.Eta)) ?? 0.5))", "(Jets.Has(0) ? Jets[0].Eta.Value : ‹Number›)",
            "(Jets.Count switch { 0 => ‹Number›, 1 when X > 0.11 => ‹Number›, >= 4 => 0.4, _ => ‹Number› })", "(Leading?.Eta.Value ?? ‹Number›)", "Piecewise(‹Number›, ‹Number›)", "Shared",
            "(this with { A = ‹Vector› }).A.Eta.Value", "Slope", "‹Vector›.Size", "Math.Log10(1 + Abs(‹Number›))", "Math.Atan(‹Number›)", "Math.Asin(Tanh(‹Number›) / 2)", "Math.Acosh(2 + Abs(‹Number›))",
            "((N, X > 0.09) switch { (0, _) => ‹Number›, (1, true) => Slope, (> 2, false) => 0.3, _ => ‹Number› })", "Math.IEEERemainder(A.Phi.Value - C.Phi.Value, 2 * Math.PI)",
        ]),
    };

    private static readonly (string Coordinates, bool IsMassless)[] _storages =
    [
        ("px,py,pz,e", false), ("px,py,pz,m", false), ("px,py,pz", true), ("pt,y,phi,m", false), ("pt,eta,phi,e", false), ("pt,eta,phi,m", false), ("pt,eta,phi", true),
    ];

    private static readonly string[] _nuisances =
    [
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.05)] public Declared ScaleA(double s) => this with { A = A.ScaledMomentum(s), T = T + (1 - s) * A.Transverse };",
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.05)] public Declared ScaleJets(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), T = T + (1 - s) * Jets.Sum(j => j.Transverse) };",
        "[Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.1)] public Declared ScaleH(double s) => this with { H = s * H, B = s * B };",
        "[Nuisance(Prior.Normal, Mean = 0, Sigma = 0.1)] public Declared Turn(Angle angle) => this with { C = C.Rotated(angle), T = T.Rotated(angle) };",
        "[Nuisance(Prior.Uniform, Min = 0, Max = 5)] public Declared Soft(Energy width, [Noise] Noise2 g) => this with { T = T + width * g };",
        "[Nuisance(Prior.Normal, Mean = 0, Sigma = 0.1)] public Declared Smear(double width, [Noise] Noise1 g) => this with { B = B.ScaledMomentum(1 + width * Tanh(g)) };",
        "[RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public double Norm(double s) => N > 1 ? s : 1;",
        "[Correction] public Declared Hard() => this with { Jets = Jets.Where(j => j.Pt > 17.7.GeV), H = H - Jets.Where(j => j.Pt <= 17.7.GeV).Sum(j => j.Pt) };",
        "[Correction] public Declared Filed() => this with { A = A.Rounded(3), T = T.Rounded(3) };",
        "[Correction] public Declared Flagged() => this with { Q = Q ^ H > 22.2.GeV };",
        "[Selection] public bool Selected => ‹Condition› || C.Pt > 20.2.GeV;",
        "[Category] public Bin Bin => ‹Condition› ? Bin.Low : ‹Condition› ? Bin.Middle : Bin.High;",
    ];

    private static readonly (string Type, string Attribute, string Hole)[] _features =
    [
        ("double", "Feature", "Number"), ("Energy", "Feature", "Energy"), ("GeV2", "Feature", "GeV2"), ("Angle", "Feature", "Angle"), ("bool", "Feature", "Condition"),
        ("Energy?", "Feature(Absent = -25)", "OptionalEnergy"),
    ];

    // Bodies of statements, by type; the others are expressions.
    private static readonly (string Type, string Body)[] _blocks =
    [
        ("Energy", "{ get { return Larger(‹Energy›, Scaled(‹Energy›)); Energy Scaled(Energy e) => ‹Const› * e; static Energy Larger(Energy a, Energy b) => a > 1.3 * b ? a : b; } }"),
        ("Energy", "{ get { Energy e, f = ‹Energy›; if (‹Condition›) { e = ‹Energy›; } else { e = 2 * f; } return e - f; } }"),
        ("Energy", "{ get { switch (Jets.Count) { case 0: return ‹Energy›; case 1 when ‹Condition›: return Edge; case >= 3: break; default: return ‹Energy›; } return ‹Energy›; } }"),
        ("Energy", "{ get { var (near, far) = Sides(‹Vector›, ‹Vector›); return near.Pt + 2 * far.Pt; } }"),
        ("double", "{ get { var parts = (‹Number›, ‹Number›); (double a, _) = parts; return a + parts.Item2; } }"),
    ];

    /// <summary>A declaration named <c>Declared</c> in a namespace of its own.</summary>
    /// <param name="number">Tells it from others in one project.</param>
    public static Gen<string> Declaration(int number) =>
        from unit in Gen.Elements("", "", "(Unit = EnergyUnit.MeV)")
        from a in Vector("A")
        from b in Vector("B")
        from c in Gen.Elements(_storages.Where(static s => s.Coordinates.StartsWith("pt", StringComparison.Ordinal)).ToArray()).Select(static s => Stored("C", s))
        from capacity in Gen.Choose(1, 4)
        from hasCount in Gen.Elements(true, false)
        from plane in Gen.Elements("\"h\", \"i\", Coordinates = Coordinates.PtPhi", "\"t_x\", \"t_y\"")
        from shared in Expression("Number", 2)
        from features in Gen.ListOf(Feature, 5)
        from others in Gen.SubListOf(_nuisances)
        from bodies in Gen.CollectToList(others, static other => Fill(other, 1))
        select $$"""
            namespace Random{{number}}
            {
                using static Mandelstam.Kinematics;

                [Event{{unit}}]
                public partial record Declared
                {
                    {{a}}
                    {{b}}
                    {{c}}
                    [Massless, Column("jet{{{string.Join(",", Enumerable.Range(1, capacity))}}}_{pt,eta,phi}"{{(hasCount ? ", Count = \"n_jet\"" : "")}}, Absent = -25)] public partial UpTo{{capacity}}<FourVector<Lab>> Jets { get; init; }
                    [MissingMomentum, Column({{plane}})] public partial TransverseVector<Lab> T { get; init; }
                    [Column("ht")] public partial Energy H { get; init; }
                    [Column("x_eta")] public partial double X { get; init; }
                    [Column("n")] public partial int N { get; init; }
                    [Column("flag")] public partial bool Q { get; init; }

                    {{string.Join("\n        ", features.Select((f, i) => f.Replace("‹Name›", "F" + i, StringComparison.Ordinal)).Concat(bodies))}}

                    private FourVector<Lab>? Leading => Jets.Has(0) ? Jets[0] : null;
                    private static readonly Energy Edge = 27.3.GeV;
                    private static double Slope { get; } = 0.35;
                    private (FourVector<Lab> Near, FourVector<Lab> Far) Sides(FourVector<Lab> a, FourVector<Lab> b) => X > 0.16 ? (a, b) : (b, a);
                    private static T Either<T>(bool first, T a, T b) => first ? a : b;
                    private double Shared => {{shared.Replace("Shared", "X", StringComparison.Ordinal)}};
                    private static double Piecewise(double a, double b)
                    {
                        double sum = a + b;
                        if (a > 0.29)
                        {
                            return Tanh(sum);
                        }

                        return a - b;
                    }
                }

                public enum Bin { Low, Middle, High }

                public static class Extensions
                {
                    extension(FourVector<Lab> p)
                    {
                        public FourVector<Lab> Doubled => 2 * p;
                        public double Size => p.Pt / (1.GeV + p.E);
                    }
                }
            }

            """;

    private static Gen<string> Feature => Gen.Frequency((6, Formula), (1, Block));

    private static Gen<string> Formula =>
        from kind in Gen.Elements(_features)
        from body in Expression(kind.Hole, 4)
        select $"[{kind.Attribute}] public {kind.Type} ‹Name› => {body};";

    private static Gen<string> Block =>
        from block in Gen.Elements(_blocks)
        from body in Fill(block.Body, 3)
        select $"[Feature] public {block.Type} ‹Name› {body}";

    private static Gen<string> Vector(string name) => Gen.Elements(_storages).Select(s => Stored(name, s));

    private static string Stored(string name, (string Coordinates, bool IsMassless) storage) =>
        $"[{(storage.IsMassless ? "Massless, " : "")}Column(\"{name.ToLowerInvariant()}_{{{storage.Coordinates}}}\")] public partial FourVector<Lab> {name} {{ get; init; }}";

    private static Gen<string> Expression(string type, int depth)
    {
        (int leaves, string[] ways) = _productions[type];
        return Gen.Elements(depth > 0 ? ways : ways[..leaves]).SelectMany(way => Fill(way, depth - 1));
    }

    // Fills the holes of a production from the left; the holes of pattern variables get one name that no other has.
    private static Gen<string> Fill(string way, int depth)
    {
        Match hole = Hole().Match(way);
        if (!hole.Success)
        {
            return Gen.Constant(way);
        }

        string before = way[..hole.Index], after = way[(hole.Index + hole.Length)..];
        return hole.Groups[1].Value == "Fresh"
            ? Gen.Choose(0, int.MaxValue - 1).SelectMany(i => Fill(way.Replace("‹Fresh›", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), depth))
            : from inner in Expression(hole.Groups[1].Value, depth)
              from rest in Fill(after, depth)
              select before + inner + rest;
    }

    [GeneratedRegex("‹(\\w+)›")]
    private static partial Regex Hole();
}

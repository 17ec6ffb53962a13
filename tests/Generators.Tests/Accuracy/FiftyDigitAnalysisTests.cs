using System.Globalization;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>
/// Float32 kernels against the textbook's formulas in 400-bit arithmetic, which has digits to lose: masses, energies and angles in rest frames, event shapes, rapidities,
/// distances and azimuths, as analyses declare them.
/// </summary>
public sealed class FiftyDigitAnalysisTests
{
    private const int Rows = 12;

    private static readonly Precise _pi = Precise.Atan2(0.0, -1.0);

    /// <summary>Declaration and, for some features of it, the textbook's formula of the event's numbers; null where it has no value.</summary>
    private static readonly Dictionary<string, (string File, Dictionary<string, Func<Event, Precise?>> Formulas)> _analyses = new()
    {
        ["DarkPhotons.DarkPhotonCandidate"] = ("Analyses/DarkPhoton", new()
        {
            ["Mass"] = static e => SignedRoot(Square(Pair(e)) - Space(Pair(e), Pair(e))),
            ["CosOpening"] = static e => Over(Space(e.Cartesian("ep"), e.Cartesian("em")), Length(e.Cartesian("ep")) * Length(e.Cartesian("em"))),
            ["CosHelicity"] = static e => EnergyIn(Pair(e), e.Cartesian("ep")) is { } a && EnergyIn(Pair(e), e.Cartesian("em")) is { } b ? Over(a - b, a + b) : null,
            ["Gamma"] = static e => Over(Pair(e).E, Mass(Pair(e))),
        }),
        ["Shapes.EeToHadrons"] = ("Analyses/EventShapes", new()
        {
            ["CParameter"] = static e => Shape(e, static m => 3.0 * ((m[0, 0] * m[1, 1]) + (m[1, 1] * m[2, 2]) + (m[2, 2] * m[0, 0]) - (m[0, 1] * m[0, 1]) - (m[1, 2] * m[1, 2]) - (m[0, 2] * m[0, 2]))),
            ["DParameter"] = static e => Shape(e, static m => 27.0 * ((m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[1, 2]))) - (m[0, 1] * ((m[0, 1] * m[2, 2]) - (m[1, 2] * m[0, 2]))) + (m[0, 2] * ((m[0, 1] * m[1, 2]) - (m[1, 1] * m[0, 2]))))),
            ["ThrustAlongLeading"] = static e =>
            {
                Vector[] jets = Jets(e);
                return jets.Length == 0 || IsZero(Length(jets[0])) ? null : Sum(jets, j => Absolute(Space(j, jets[0]))) / Length(jets[0]) / Sum(jets, Length);
            },
            ["VisibleFraction"] = static e => Over(Sum(Jets(e), static j => j.E), e.Number("sqrt_s")),
        }),
        ["BottomStrange.BsCandidate"] = ("Analyses/BottomStrange", new()
        {
            ["m_b"] = static e => Mass(Plus(Plus(e.Polar("mup"), e.Polar("mum")), Plus(e.Cartesian("Kp"), e.Cartesian("Km")))),
            ["cos_l"] = static e => Helicity(e.Polar("mup"), Plus(e.Polar("mup"), e.Polar("mum")), Plus(e.Cartesian("Kp"), e.Cartesian("Km"))),
            ["cos_k"] = static e => Helicity(e.Cartesian("Kp"), Plus(e.Cartesian("Kp"), e.Cartesian("Km")), Plus(e.Polar("mup"), e.Polar("mum"))),
        }),
        ["Declarations.Analyses.DrellYan"] = ("Analyses/DrellYan", new()
        {
            ["BareMass"] = static e => Mass(Plus(e.WithMass("mu_minus"), e.WithMass("mu_plus"))),
            ["PhiStar"] = static e =>
            {
                Vector minus = e.WithMass("mu_minus"), plus = e.WithMass("mu_plus");
                Precise pt1 = Transverse(minus), pt2 = Transverse(plus);
                if (IsZero(pt1) || IsZero(pt2))
                {
                    return null;
                }

                // tan(φ/2) = sin φ/(1 + cos φ), of φ = π − Δφ; sin θ* = 1/cosh(Δη/2).
                Precise cos = ((minus.X * plus.X) + (minus.Y * plus.Y)) / (pt1 * pt2), sin = Absolute((minus.X * plus.Y) - (minus.Y * plus.X)) / (pt1 * pt2);
                Precise half = (Pseudorapidity(minus) - Pseudorapidity(plus)) / 2.0;
                return IsZero(1.0 - cos) ? null : sin / (1.0 - cos) / Precise.Cosh(half);
            },
            ["CosCollinsSoper"] = static e =>
            {
                Vector minus = e.WithMass("mu_minus"), plus = e.WithMass("mu_plus"), q = Plus(minus, plus);
                Precise m2 = Square(q) - Space(q, q);
                return Over(2.0 * ((minus.E * plus.Z) - (minus.Z * plus.E)), Mass(q) * Precise.Sqrt(m2 + (q.X * q.X) + (q.Y * q.Y)));
            },
        }),
        ["ThreeJets.TriJet"] = ("Analyses/ThreeJets", new()
        {
            ["Gap"] = static e => ByPt(e) is [string a, string b, ..] ? Distance(e.Number(a + "_y") - e.Number(b + "_y"), e.Number(a + "_phi") - e.Number(b + "_phi")) : null,
            ["Decorrelation"] = static e => ByPt(e) is [string a, string b, ..] ? Absolute(Wrapped(e.Number(a + "_phi") - e.Number(b + "_phi"))) : null,
            ["Mass"] = static e => ByPt(e) is [string a, string b, string c] ? Mass(Plus(Plus(e.Rapid(a), e.Rapid(b)), e.Rapid(c))) : null,
        }),
        ["WBosons.WToLNu"] = ("Analyses/WBoson", new()
        {
            ["Mt"] = static e =>
            {
                // m_T² = 2 (p_T p_T^miss − p_T · p_T^miss)
                Vector lepton = e.Massless("lep");
                Precise x = e.Number("met_x"), y = e.Number("met_y");
                return Root(2.0 * ((Transverse(lepton) * Precise.Sqrt((x * x) + (y * y))) - (lepton.X * x) - (lepton.Y * y)));
            },
            ["Uperp"] = static e => ((e.Massless("lep").X * e.Number("recoil_y")) - (e.Massless("lep").Y * e.Number("recoil_x"))) / e.Number("lep_pt"),
        }),
        ["Declarations.AllCoordinates"] = ("AllCoordinates", new()
        {
            ["ARapidity"] = static e => RapidityOf(e.Cartesian("a")),
            ["CRapidity"] = static e => RapidityOf(Light(e)),
            ["SumRapidity"] = static e => RapidityOf(Plus(e.WithMass("b"), e.Massless("g"))),
            ["SumEta"] = static e => IsZero(Transverse(Plus(e.WithMass("b"), e.Massless("g")))) ? null : Pseudorapidity(Plus(e.WithMass("b"), e.Massless("g"))),
            ["PairMassCG"] = static e => Root(2.0 * ((Light(e).E * e.Massless("g").E) - Space(Light(e), e.Massless("g")))),
            ["Product"] = static e => (e.WithMass("b").E * e.Rapid("d").E) - Space(e.WithMass("b"), e.Rapid("d")),
            ["StarEnergy"] = static e => EnergyIn(Plus(e.WithMass("b"), e.Rapid("d")), e.WithMass("b")),
            ["StarPz"] = static e => In(e.WithMass("b"), e.Massless("g"))?.Z,
            ["DeltaPhiCG"] = static e => IsZero(Transverse(Light(e))) ? null : Wrapped(e.Number("g_phi") - Precise.Atan2(Light(e).Y, Light(e).X)),
        }),
    };

    /// <summary>Declarations and kinds of events.</summary>
    public static TheoryData<string> Declarations => [.. _analyses.Keys];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Features_are_the_formulas(string type)
    {
        (string file, Dictionary<string, Func<Event, Precise?>> formulas) = _analyses[type];
        EventProgram program = Compiled.Program(type, file);
        EventModel model = Compiled.Probe(type, file).Model;
        double[] point = model.NominalNuisances(), noise = new double[model.NoiseCount * Rows];
        Dictionary<string, int> compared = formulas.Keys.ToDictionary(static name => name, static _ => 0);
        foreach ((int k, string kind) in DirectedMomenta.Kinds.Index())
        {
            EventBatch batch = DirectedMomenta.Make(program.Spec, model, kind, Rows, seed: 3000 + k);
            PerturbedEvents<float> actual = model.Perturb<float>(batch, point, noise, selection: false);
            double[][] open = FloatBound.Open(model, batch, point, noise, (column, value) => FloatBound.Next(program, column, value));
            foreach ((string name, Func<Event, Precise?> formula) in formulas)
            {
                int feature = Array.FindIndex([.. model.Features], f => f.Name == name);
                for (int row = 0; row < Rows; row++)
                {
                    if (formula(new(batch, row)) is not { } exact)
                    {
                        continue;
                    }

                    // What stands for an absent object is no number of a formula.
                    double expected = exact.ToDouble(), result = actual.Features[feature][row];
                    double bound = (4 * SinglePrecision.Ulp(expected)) + open[feature][row] + FloatBound.DoubleNoise;
                    Assert.True(Math.Abs(result - expected) <= bound, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kind}, {name}, row {row}: expected {expected:R}, was {result:R}, {Math.Abs(result - expected) / bound:F2} of the bound {bound:E2}"));
                    compared[name]++;
                }
            }
        }

        // Most events have most features.
        Assert.All(compared, static c => Assert.InRange(c.Value, 3 * Rows, int.MaxValue));
    }

    private static Vector Pair(Event e) => Plus(e.Cartesian("ep"), e.Cartesian("em"));

    private static Vector Light(Event e)
    {
        Vector c = new(e.Number("c_px"), e.Number("c_py"), e.Number("c_pz"), 0.0);
        return c with { E = Length(c) };
    }

    private static Vector[] Jets(Event e) => [.. Enumerable.Range(1, 4).Where(i => i <= e.Value("nj")).Select(i => e.Cartesian($"j{i}"))];

    // The jets that are there, ordered by their transverse momenta; none where two of these are equal.
    private static string[] ByPt(Event e)
    {
        string[] jets = [.. new[] { "j1", "j2", "j3" }.Where(j => e.Value(j + "_pt") != 0).OrderByDescending(j => e.Value(j + "_pt"))];
        return jets.Select(j => e.Value(j + "_pt")).Distinct().Count() == jets.Length ? jets : [];
    }

    // Of the momentum tensor Σ pᵢ pⱼ/|p|, over Σ |p|.
    private static Precise? Shape(Event e, Func<Precise[,], Precise> invariant)
    {
        Vector[] jets = Jets(e);
        if (jets.Length == 0 || jets.Any(static j => IsZero(Length(j))))
        {
            return null;
        }

        Precise norm = Sum(jets, Length);
        Precise[,] tensor = new Precise[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                tensor[i, j] = Sum(jets, p => p[i] * p[j] / Length(p)) / norm;
            }
        }

        return invariant(tensor);
    }

    // The energy of a vector where another one rests: p·k/M.
    private static Precise? EnergyIn(Vector frame, Vector p) => Over((p.E * frame.E) - Space(p, frame), Mass(frame));

    // The vector where another one rests, by the textbook's γ and β.
    private static Vector? In(Vector frame, Vector p)
    {
        Precise m2 = Square(frame) - Space(frame, frame);
        if (m2.ToDouble() <= 0)
        {
            return null;
        }

        Precise gamma = frame.E / Precise.Sqrt(m2), x = frame.X / frame.E, y = frame.Y / frame.E, z = frame.Z / frame.E;
        Precise along = (x * p.X) + (y * p.Y) + (z * p.Z), factor = (gamma * gamma / (gamma + 1.0) * along) - (gamma * p.E);
        return new(p.X + (factor * x), p.Y + (factor * y), p.Z + (factor * z), gamma * (p.E - along));
    }

    // −cos of the angle between a daughter and the other system, where the mother rests.
    private static Precise? Helicity(Vector daughter, Vector mother, Vector other) => In(mother, daughter) is { } a && In(mother, other) is { } b
        && Length(a).ToDouble() > 1e-9 * daughter.E.ToDouble() && Length(b).ToDouble() > 1e-9 * other.E.ToDouble()
        ? 0.0 - (Space(a, b) / (Length(a) * Length(b))) : null;

    // ½ ln((E + p_z)/(E − p_z))
    private static Precise? RapidityOf(Vector p) => Absolute(p.Z).ToDouble() < p.E.ToDouble() * (1 - 1e-12) ? Precise.Log((p.E + p.Z) / (p.E - p.Z)) / 2.0 : null;

    private static Precise Pseudorapidity(Vector p) => Precise.Log((Length(p) + p.Z) / (Length(p) - p.Z)) / 2.0;

    private static Precise Distance(Precise along, Precise across) => Root((along * along) + (Wrapped(across) * Wrapped(across)));

    private static Precise Wrapped(Precise angle)
    {
        double turns = Math.Round(angle.ToDouble() / (2 * Math.PI));
        return angle - (2.0 * _pi * turns);
    }

    private static Precise Mass(Vector p) => Root(Square(p) - Space(p, p));

    private static Precise Square(Vector p) => p.E * p.E;

    private static Precise Space(Vector a, Vector b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    private static Precise Length(Vector p) => Root(Space(p, p));

    private static Precise Transverse(Vector p) => Root((p.X * p.X) + (p.Y * p.Y));

    private static Vector Plus(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.E + b.E);

    private static Precise Sum(Vector[] vectors, Func<Vector, Precise> of) => vectors.Aggregate((Precise)0.0, (sum, v) => sum + of(v));

    private static Precise Absolute(Precise x) => x.ToDouble() < 0 ? 0.0 - x : x;

    // What is zero may come out as less by the last of the 400 bits.
    private static Precise Root(Precise x) => x.ToDouble() <= 0 ? 0.0 : Precise.Sqrt(x);

    private static Precise SignedRoot(Precise x) => x.ToDouble() < 0 ? 0.0 - Precise.Sqrt(0.0 - x) : Root(x);

    private static bool IsZero(Precise x) => Math.Abs(x.ToDouble()) < 1e-30;

    private static Precise? Over(Precise a, Precise b) => IsZero(b) ? null : a / b;

    private sealed record Vector(Precise X, Precise Y, Precise Z, Precise E)
    {
        public Precise this[int i] => i switch { 0 => X, 1 => Y, _ => Z };
    }

    // The numbers of one event, energies in GeV.
    private sealed class Event(EventBatch batch, int row)
    {
        public double Value(string column) => batch.Column(Find(column))[row];

        public Precise Number(string column)
        {
            int i = Find(column);
            Precise value = (double)batch.Column(i)[row];
            return batch.Model.Columns[i].Unit == "MeV" ? value / 1000.0 : value;
        }

        public Vector Cartesian(string name) => new(Number(name + "_px"), Number(name + "_py"), Number(name + "_pz"), Number(name + (IsColumn(name + "_pe") ? "_pe" : "_e")));

        public Vector WithMass(string name) => OnShell(Number(name + "_px"), Number(name + "_py"), Number(name + "_pz"), Number(name + "_m"));

        public Vector Polar(string name) => FromEta(name, Number(name + "_m"));

        public Vector Massless(string name) => FromEta(name, 0.0);

        // From pT, rapidity, azimuth and mass.
        public Vector Rapid(string name)
        {
            Precise pt = Number(name + "_pt"), y = Number(name + "_y"), phi = Number(name + "_phi"), m = Number(name + "_m"), mt = Root((pt * pt) + (m * m));
            return new(pt * Precise.Cos(phi), pt * Precise.Sin(phi), mt * Precise.Sinh(y), mt * Precise.Cosh(y));
        }

        private Vector FromEta(string name, Precise m)
        {
            Precise pt = Number(name + "_pt"), eta = Number(name + "_eta"), phi = Number(name + "_phi");
            return OnShell(pt * Precise.Cos(phi), pt * Precise.Sin(phi), pt * Precise.Sinh(eta), m);
        }

        private static Vector OnShell(Precise x, Precise y, Precise z, Precise m) => new(x, y, z, Root((x * x) + (y * y) + (z * z) + (m * m)));

        private bool IsColumn(string name) => batch.Model.Columns.Any(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

        private int Find(string name) => batch.Model.Columns.Index().Single(c => c.Item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Index;
    }
}

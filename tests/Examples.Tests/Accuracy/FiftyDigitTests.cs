using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Examples.Tests.Accuracy;

/// <summary>
/// Both kernels against the textbook's formulas in 400-bit arithmetic, which has digits to lose. At nominal nuisances and with three decimals in the
/// file, the columns are decimal numbers that nothing changes.
/// </summary>
public sealed class FiftyDigitTests
{
    private const int Rows = 60;

    /// <summary>Some thirty roundings of 1.1e-16 in the double kernel.</summary>
    private const double DoubleRounding = 4e-15;

    /// <summary>
    /// A column with three decimals is the nearest double to them, and the missing momentum's goes through its components and back: four roundings of
    /// each column, in the unit in which the float32 bound counts them.
    /// </summary>
    private const double DoubleColumns = 4.0 / (1 << 29);

    /// <summary>400 bits end here.</summary>
    private const double PreciseEnd = 1e-110;

    /// <summary>The kinds of events.</summary>
    public static TheoryData<string> Kinds => [.. DirectedEvents.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Features_are_the_formulas(string kind)
    {
        EventModel model = HiggsTauTau.Model;
        HiggsTauTau.Batch batch = DirectedEvents.Make(kind, Rows, seed: 9, isStored: true);
        double[] nuisances = model.NominalNuisances();
        PerturbedEvents<double> wide = model.Perturb<double>(batch, nuisances, selection: false);
        PerturbedEvents<float> single = model.Perturb<float>(batch, nuisances, selection: false);
        for (int i = 0; i < model.Features.Length; i++)
        {
            double[] open = SinglePrecisionScanTests.Open(model, batch, model.Pullback(batch, nuisances, EventWeights.OfFeature(model, i, Rows)));
            for (int row = 0; row < Rows; row++)
            {
                if (Formula(model.Features[i].Name, wide, row) is not { } exact)
                {
                    continue;
                }

                double expected = exact.ToDouble();
                Near(expected, wide.Features[i][row], (DoubleRounding * Math.Abs(expected)) + (DoubleColumns * open[row]) + PreciseEnd, model.Features[i].Name, row);
                Near(expected, single.Features[i][row], (4 * SinglePrecision.Ulp(expected)) + open[row], model.Features[i].Name, row);
            }
        }
    }

    private static void Near(double expected, double actual, double allowed, string name, int row) => Assert.True(
        Math.Abs(expected - actual) <= allowed,
        string.Create(CultureInfo.InvariantCulture, $"{name}, row {row}: expected {expected:R}, was {actual:R}, off by {Math.Abs(expected - actual):E2} where {allowed:E2} is allowed"));

    // The feature from the columns after corrections; null where it is absent, or given by a convention for events that have no such quantity.
    private static Precise? Formula(string name, PerturbedEvents<double> events, int row)
    {
        Precise At(int column)
        {
            // Three decimals: what the double stands for.
            return (Precise)Math.Round(events.Columns[column]![row] * 1000) / 1000.0;
        }

        (Precise Pt, Precise Eta, Precise Phi) lepton = (At(0), At(1), At(2)), tau = (At(3), At(4), At(5)), first = (At(6), At(7), At(8)), second = (At(9), At(10), At(11));
        (Precise Pt, Precise Eta, Precise Phi) met = (At(14), 0.0, At(15));
        bool hasFirst = events.Columns[6]![row] > 0, hasSecond = events.Columns[9]![row] > 0, hasPair = hasFirst && hasSecond;
        return name switch
        {
            // m_T² = 2 p_T p_T^miss (1 − cos Δφ)
            "DER_mass_transverse_met_lep" => Root(2.0 * lepton.Pt * met.Pt * (1.0 - Precise.Cos(lepton.Phi - met.Phi))),
            "DER_mass_vis" => Mass(lepton, tau),
            "DER_pt_h" => Sum(lepton, tau, met),
            "DER_pt_tot" => Sum([lepton, tau, met, .. new[] { first, second }.Where((_, jet) => jet == 0 ? hasFirst : hasSecond)]),
            "DER_mass_jet_jet" when hasPair => Mass(first, second),
            "DER_prodeta_jet_jet" when hasPair => first.Eta * second.Eta,
            "DER_pt_ratio_lep_had" => lepton.Pt / tau.Pt,
            "DER_deltar_had_lep" => Root(Square(lepton.Eta - tau.Eta) + Square(Precise.Atan2(Precise.Sin(lepton.Phi - tau.Phi), Precise.Cos(lepton.Phi - tau.Phi)))),
            "DER_lep_eta_centrality" when hasPair && events.Columns[7]![row] != events.Columns[10]![row] =>
                Precise.Exp(0.0 - (4.0 * Square((lepton.Eta - ((first.Eta + second.Eta) / 2.0)) / (first.Eta - second.Eta)))),
            "DER_met_phi_centrality" when events.Columns[2]![row] != events.Columns[5]![row] => Centrality(met.Phi, lepton.Phi, tau.Phi),
            _ => null,
        };
    }

    // m² = 2 p_T1 p_T2 (cosh Δη − cos Δφ)
    private static Precise Mass((Precise Pt, Precise Eta, Precise Phi) a, (Precise Pt, Precise Eta, Precise Phi) b) =>
        Root(2.0 * a.Pt * b.Pt * (Precise.Cosh(a.Eta - b.Eta) - Precise.Cos(a.Phi - b.Phi)));

    private static Precise Sum(params (Precise Pt, Precise Eta, Precise Phi)[] momenta)
    {
        Precise x = 0.0, y = 0.0;
        foreach ((Precise pt, Precise _, Precise phi) in momenta)
        {
            (x, y) = (x + (pt * Precise.Cos(phi)), y + (pt * Precise.Sin(phi)));
        }

        return Root(Square(x) + Square(y));
    }

    private static Precise Centrality(Precise met, Precise lepton, Precise tau)
    {
        Precise side = Math.Sign(Precise.Sin(tau - lepton).ToDouble());
        Precise a = side * Precise.Sin(met - lepton), b = side * Precise.Sin(tau - met);
        return (a + b) / Precise.Sqrt(Square(a) + Square(b));
    }

    private static Precise Square(Precise x) => x * x;

    // What is zero may come out as less by the last of the 400 bits.
    private static Precise Root(Precise x) => x.ToDouble() <= 0 ? 0.0 : Precise.Sqrt(x);
}

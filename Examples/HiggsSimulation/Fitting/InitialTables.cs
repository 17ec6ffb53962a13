using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Examples.HiggsSimulation.Fitting;

/// <summary>What a fit begins with: shapes as one would guess them. Nothing of a sample is in them.</summary>
internal static class InitialTables
{
    /// <summary>The guess for a process.</summary>
    public static ProductionTables For(Process process)
    {
        double[] values = new double[TableLayout.Numbers];
        bool isScalar = process == Process.HTauTau, isResonance = isScalar || process == Process.ZTauTau, isTop = process == Process.TopPair;
        Set(TableLayout.Component, (_, c) => isScalar ? (c == 0 ? 0.8 : 0.2) : 1 - c);
        double fall = isResonance ? (isScalar ? 0.55 : 0.4) : 0.5;
        Set(TableLayout.Jets, (component, n) => component == 1 ? (n < 2 ? 0.15 : n == 2 ? 0.4 : 0.1) : Math.Pow(fall, n));
        Set(TableLayout.LeadingPt, (row, c) => Math.Exp(-((row < 3 && !isScalar ? 1.2 : 0.9) * c * TableLayout.LeadingPt.Step)));
        Set(TableLayout.LeadingEta, (row, c) => Gauss(TableLayout.LeadingEta.Middle(c), row >= 9 ? 2.8 : 0, row >= 9 ? 1.2 : 2.2));
        Set(TableLayout.SecondRatio, static (_, c) => 1 + (0.05 * c));
        Set(TableLayout.SecondEta, (row, c) => Gauss(TableLayout.SecondEta.Middle(c), row >= 8 ? -2.3 : 0, row >= 8 ? 1.4 : 2.2));
        Set(TableLayout.SecondAzimuth, static (_, _) => 1);
        Set(TableLayout.NextRatio, static (_, _) => 1);
        Set(TableLayout.NextEta, static (_, c) => Gauss(TableLayout.NextEta.Middle(c), 0, 2.4));
        Set(TableLayout.NextAzimuth, static (_, _) => 1);
        Set(TableLayout.SoftPt, static (_, c) => Math.Pow(TableLayout.SoftPt.Middle(c), 3) * Math.Exp(-Math.Pow(TableLayout.SoftPt.Middle(c), 4) / 250));
        Set(TableLayout.SoftAzimuth, static (_, _) => 1);
        Set(TableLayout.Rapidity, static (row, c) => Gauss(TableLayout.Rapidity.Middle(c), row % 9 == 0 ? 0 : 0.4, 1.5));
        Set(TableLayout.Mass, (_, c) => isResonance ? ResonanceDensity(TableLayout.Mass.Middle(c)) : PairDensity(TableLayout.Mass.Middle(c)));
        Set(TableLayout.ProductionAngle, static (_, c) => 1 + Math.Pow(TableLayout.ProductionAngle.Middle(c), 2));
        Set(TableLayout.Topology, (_, c) => (isResonance ? [0.97, 0.03, 0, 0] : isTop ? (double[])[0.55, 0.25, 0.05, 0.15] : [0.55, 0.2, 0.15, 0.1])[c]);
        Set(TableLayout.Bosons, static (_, c) => c == 0 ? 0.6 : 0.2);
        Set(TableLayout.LeptonOrigin, static (_, c) => c == 0 ? 0.9 : 0.1);
        Set(TableLayout.BosonAngle, static (_, _) => 1);
        Set(TableLayout.Channel, static (_, c) => HadronicTau.Shares[c]);
        Set(TableLayout.TauResponse, static (_, c) => Gauss(TableLayout.TauResponse.Middle(c), 1, 0.1));
        Set(TableLayout.FakeResponse, static (_, c) => Gauss(TableLayout.FakeResponse.Middle(c), 0.9, 0.2));
        Set(TableLayout.SoftNoise, static (_, c) => c is >= 2 and <= 5 ? 1 : 0.5);
        Set(TableLayout.SoftResponse, static (_, c) => Gauss(TableLayout.SoftResponse.Middle(c), 0.9, 0.3));
        Set(TableLayout.TauInMissing, static (_, _) => 1);
        Set(TableLayout.JetsInMissing, static (_, _) => 1);
        Set(TableLayout.LeptonEfficiency, static (_, _) => 1);
        Set(TableLayout.LeptonTurnOn, static (_, _) => 1);
        Set(TableLayout.TauTurnOn, static (_, _) => 1);
        Set(TableLayout.TauEfficiency, static (_, _) => 1);
        return new(values);

        void Set(TableShape table, Func<int, int, double> density)
        {
            for (int row = 0; row < table.Conditions; row++)
            {
                for (int cell = 0; cell < table.Cells; cell++)
                {
                    values[table.First + (row * table.Cells) + cell] = density(row, cell);
                }
            }
        }
    }

    private static double Gauss(double x, double mean, double sigma) => Math.Exp(-0.5 * (x - mean) * (x - mean) / (sigma * sigma));

    // Z with the photon's continuum below, per step of the table's variable.
    private static double ResonanceDensity(double v)
    {
        const double Mass = 91.188, Width = 2.4955;
        double m = HardPass.ResonanceMass(v), slope = HardPass.ResonanceMass(v + 1e-4) - HardPass.ResonanceMass(v - 1e-4);
        double distance = (m * m) - (Mass * Mass);
        double line = m * m / ((distance * distance) + (Mass * Mass * Width * Width));
        return (line + (0.02 / (m * m))) / m * slope;
    }

    private static double PairDensity(double v)
    {
        double above = HardPass.MassAboveThreshold(v);
        return Math.Sqrt(above + 1) * Math.Exp(-above / 110) * Math.Exp(3.6 * v);
    }
}

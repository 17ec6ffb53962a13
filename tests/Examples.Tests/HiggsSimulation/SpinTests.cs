using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Examples.HiggsSimulation.Detector;
using Mandelstam.Examples.HiggsSimulation.Fitting;
using Mandelstam.Examples.HiggsSimulation.Processes;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Inference;
using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Examples.Tests.HiggsSimulation;

/// <summary>Polarised decays and spin correlations of the fast simulation, against closed forms and the declared matrix elements.</summary>
public sealed unsafe class SpinTests
{
    private const int Tiles = 200;
    private const int Rows = EventTile<Double128>.Rows;

    // Seeds are fixed; a right simulation would fail one time in a thousand draws of a seed.
    private const double LeastProbability = 1e-3;

    // m_τ ≪ E: what the tau's mass changes is of the order 1/γ².
    private const double Energy = 1e4;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0.3)]
    public void A_tau_into_a_pion_is_flat_times_one_plus_P_times_2x_minus_1(double polarisation)
    {
        const double Ratio = 0.13957 * 0.13957 / (HadronicTau.Mass * HadronicTau.Mass);
        double[] x = Draw(polarisation, isLepton: false);

        // x goes from m_π²/m_τ² to 1; with y = (x − r)/(1 − r) the distribution is y + P(y² − y).
        double[] u = [.. x.Select(v => (v - Ratio) / (1 - Ratio)).Select(y => y + (polarisation * ((y * y) - y)))];
        Assert.InRange(KolmogorovSmirnov.OfUniform(u).Probability, LeastProbability, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(-0.5)]
    public void A_tau_into_a_lepton_has_Michels_spectrum(double polarisation)
    {
        // f(z) = (1 − z)[5 + 5z − 4z² + P(1 + z − 8z²)]/3, integrated.
        double[] u =
        [
            .. Draw(polarisation, isLepton: true).Select(z =>
                (5 * z / 3) - Math.Pow(z, 3) + (Math.Pow(z, 4) / 3) + (polarisation * ((z / 3) - Math.Pow(z, 3) + (2 * Math.Pow(z, 4) / 3)))),
        ];
        Assert.InRange(KolmogorovSmirnov.OfUniform(u).Probability, LeastProbability, 1);
    }

    /// <summary>x at rest has Michel's spectrum and z in flight that of polarised taus, where no share is asked for; and where one is, what is above it.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 0.4)]
    [InlineData(false, 0.4)]
    public void A_lepton_above_a_share_has_the_spectra_above_it(bool isPlus, double most)
    {
        using EventTile<Double128> tile = new() { Tables = OnlyPions() };
        tile.Seed(7, 0);
        double* energy = stackalloc double[Double128.Width], cosTheta = stackalloc double[Double128.Width];
        List<double> x = [], z = [];
        double p = isPlus ? 1 : -1;
        for (int t = 0; t < Tiles; t++)
        {
            tile.Uniforms(Column.Scratch, TauPass.AboveDraws);
            for (int row = 0; row < Rows; row += Double128.Width)
            {
                Double128.Write(TauPass.LeptonAbove(tile, Column.Scratch, row, isPlus ? ~default(Double128) : default, Double128.All(most), out Double128 cosines), energy);
                Double128.Write(cosines, cosTheta);
                for (int lane = 0; lane < Double128.Width; lane++)
                {
                    x.Add(2 * energy[lane] / HadronicTau.Mass);
                    z.Add(energy[lane] * (1 + cosTheta[lane]) / HadronicTau.Mass);
                }
            }
        }

        // The share of decays with less than z, as for the polarised tau in flight.
        double Below(double v) => (5 * v / 3) - Math.Pow(v, 3) + (Math.Pow(v, 4) / 3) + (p * ((v / 3) - Math.Pow(v, 3) + (2 * Math.Pow(v, 4) / 3)));
        double least = Below(1 - most);
        Assert.InRange(KolmogorovSmirnov.OfUniform([.. z.Select(v => (Below(v) - least) / (1 - least))]).Probability, LeastProbability, 1);
        Assert.True(z.Min() >= 1 - most - 1e-12);
        if (most == 1)
        {
            Assert.InRange(KolmogorovSmirnov.OfUniform([.. x.Select(static v => (2 * Math.Pow(v, 3)) - Math.Pow(v, 4))]).Probability, LeastProbability, 1);
        }
    }

    [Fact]
    public void The_declared_decay_into_leptons_has_the_same_spectrum()
    {
        // At rest and without polarisation: x = 2E/m of density 2x²(3 − 2x).
        double[] x = Unweighted(TauToLeptons.Process, static points => points.Energy(0), 2 / HadronicTau.Mass);
        double[] u = [.. x.Select(static v => (2 * Math.Pow(v, 3)) - Math.Pow(v, 4))];
        Assert.InRange(KolmogorovSmirnov.OfUniform(u).Probability, LeastProbability, 1);
    }

    [Fact]
    public void The_declared_boson_decays_have_the_polarisation_and_the_correlation_of_the_simulation()
    {
        // E[x|σ] = 1/2 + σ(1 − r)/6 (about 1/2), and the other pion's σ is the same for Z, the opposite for H.
        const double Analyser = 1.0 / 6;
        (double higgsMean, double higgsCovariance) = Pions(HiggsToPions.Process, static (p, i) => new HiggsToPions.Batch(p)[i].SpinCorrelation.Value);
        (double zMean, double zCovariance) = Pions(ZToPions.Process, static (p, i) => new ZToPions.Batch(p)[i].SpinCorrelation.Value);
        double right = Math.Pow(2 * Constants.WeakMixingAtZ, 2), left = Math.Pow((2 * Constants.WeakMixingAtZ) - 1, 2), p = (right - left) / (right + left);

        // x has a spread of 0.29, weights one of less than 1 about their mean: errors grow by √2; r = 0.006 moves means by 0.003 and the analyser by half a percent.
        double error = 5 * 0.29 * Math.Sqrt(2.0 / DeclaredEvents);
        Assert.Equal(0.503, higgsMean, error);
        Assert.Equal(0.503 + (p * Analyser), zMean, error + 0.0005);
        Assert.Equal(-Analyser * Analyser, higgsCovariance, (5 * 0.29 * 0.29 * Math.Sqrt(2.0 / DeclaredEvents)) + 0.0005);
        Assert.Equal(Analyser * Analyser * (1 - (p * p)), zCovariance, (5 * 0.29 * 0.29 * Math.Sqrt(2.0 / DeclaredEvents)) + 0.0005);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lepton_and_pion_are_anticorrelated_from_a_Z_and_correlated_from_a_Higgs(bool isScalar)
    {
        using EventTile<Double128> tile = new() { Tables = OnlyPions() };
        tile.Seed(8, 0);
        double n = 0, x = 0, z = 0, product = 0;
        for (int t = 0; t < Tiles; t++)
        {
            // A boson at rest: nothing recoils.
            for (int column = Column.Given; column < Column.Given + Column.GivenCount; column++)
            {
                new Span<double>(tile[column], Rows).Clear();
            }

            double mass = isScalar ? 125 : 91.188;
            new Span<double>(tile[Column.Mass], Rows).Fill(mass);
            ResonancePass.Describe(tile, isScalar, leastLepton: 0, leastTau: 0);
            new Span<double>(tile[Column.LeastSine], Rows).Clear();
            ResonancePass.DrawFractions(tile, isScalar);

            // Without thresholds nothing is left out.
            Assert.DoesNotContain(0, new Span<double>(tile[ResonancePass.MayPass], Rows).ToArray());
            ResonancePass.Place(tile, isScalar);
            for (int row = 0; row < Rows; row++)
            {
                double lepton = 2 * tile[Column.Lepton][row] / mass, pion = 2 * tile[Column.Tau][row] / mass;
                n++;
                x += pion;
                z += lepton;
                product += lepton * pion;
            }
        }

        // E[x_π|σ] = 1/2 + σ/6, E[z_ℓ|σ] = 7/20 − σ/20 (the first moments of the two spectra), and E[σ] = P for Z, 0 for H.
        const double P = -0.1465;
        double expected = (isScalar ? 1 : -(1 - (P * P))) / 120;
        double covariance = (product / n) - (x / n * (z / n));

        // Spreads of 0.29 and 0.23; the pion's mass takes half a percent.
        Assert.Equal(expected, covariance, 5 * 0.29 * 0.23 / Math.Sqrt(n));
        Assert.Equal(0.35 - (isScalar ? 0 : P / 20), z / n, 5 * 0.23 / Math.Sqrt(n));
    }

    /// <summary>What is drawn between thresholds has the distribution of what is drawn without them and passes them, for a boson that is at rest, one with much recoil, and one that is light and flies forward.</summary>
    [Theory]
    [InlineData(false, 91.188, 0, 0)]
    [InlineData(false, 91.188, 60, 1.2)]
    [InlineData(false, 60, 15, -1.9)]
    [InlineData(true, 125, 0, 0)]
    [InlineData(true, 125, 130, 2.1)]
    public void Thresholds_leave_out_only_what_does_not_pass_them(bool isScalar, double mass, double recoil, double rapidity)
    {
        float[][] all = Selected(isScalar, mass, recoil, rapidity, isLimited: false, out int drawn), limited = Selected(isScalar, mass, recoil, rapidity, isLimited: true, out int drawnLimited);
        for (int i = 0; i < all.Length; i++)
        {
            Assert.InRange(KolmogorovSmirnov.OfTwo(all[i], limited[i]).Probability, LeastProbability / all.Length, 1);
        }

        // And it is worth it.
        Assert.True(all[0].Length / (double)drawn < limited[0].Length / (double)drawnLimited);
    }

    // Lepton and hadrons that reach the thresholds: transverse momenta, momenta along the beam, the product of the energies, and the angle between them.
    private static float[][] Selected(bool isScalar, double mass, double recoil, double rapidity, bool isLimited, out int drawn)
    {
        const int Wanted = 6000;
        using EventTile<Double128> tile = new() { Tables = ProductionTables.Shipped("ztautau") };
        tile.Seed(isLimited ? 11UL : 12UL, 0);
        List<float>[] values = [.. Enumerable.Range(0, 6).Select(static _ => new List<float>())];
        for (drawn = 0; values[0].Count < Wanted; drawn += Rows)
        {
            for (int column = Column.Given; column < Column.Given + Column.GivenCount; column++)
            {
                new Span<double>(tile[column], Rows).Clear();
            }

            new Span<double>(tile[Column.Mass], Rows).Fill(mass);
            new Span<double>(tile[Column.SumX], Rows).Fill(recoil);
            new Span<double>(tile[Column.Rapidity], Rows).Fill(rapidity);
            if (isLimited)
            {
                ResonancePass.Describe(tile, isScalar);
            }
            else
            {
                ResonancePass.Describe(tile, isScalar, leastLepton: 0, leastTau: 0);
                new Span<double>(tile[Column.LeastSine], Rows).Clear();
            }

            ResonancePass.DrawFractions(tile, isScalar);
            bool[] goesOn = [.. Enumerable.Range(0, Rows).Select(row => tile[ResonancePass.MayPass][row] != 0)];
            ResonancePass.Place(tile, isScalar);
            new Span<double>(tile[Column.IsComplete], Rows).Fill(1);
            CandidatePass.ReachLepton(tile);
            CandidatePass.ReachTau(tile);
            for (int row = 0; row < Rows; row++)
            {
                if (!goesOn[row] || tile[Column.IsComplete][row] == 0)
                {
                    continue;
                }

                double[] l = [.. Enumerable.Range(0, 4).Select(i => tile[Column.Lepton + i][row])], h = [.. Enumerable.Range(0, 4).Select(i => tile[Column.Tau + i][row])];
                values[0].Add((float)Math.Sqrt((l[1] * l[1]) + (l[2] * l[2])));
                values[1].Add((float)Math.Sqrt((h[1] * h[1]) + (h[2] * h[2])));
                values[2].Add((float)l[3]);
                values[3].Add((float)h[3]);
                values[4].Add((float)(l[0] * h[0]));
                values[5].Add((float)(((l[1] * h[1]) + (l[2] * h[2]) + (l[3] * h[3])) / (l[0] * h[0])));
            }
        }

        return [.. values.Select(static v => v.ToArray())];
    }

    [Fact]
    public void The_W_of_a_top_quark_has_the_declared_polarisation()
    {
        // cos θ of the lepton in the W's rest frame, about the direction opposite to the b: from the invariants m²(e b) = ½(m_t² − m_W²)(1 + cos θ)…, for a massless b exactly.
        ProcessDefinition process = TopToLepton.Process;
        double sum = 0, squares = 0;
        int n = 0;
        foreach (PhaseSpacePoints points in Stream(process).Draw(DeclaredEvents, 9))
        {
            for (int i = 0; i < points.Count; i++)
            {
                double eb = Product(points, 0, 2, i), nb = Product(points, 1, 2, i);
                double cosine = (eb - nb) / (nb + eb);
                sum += cosine;
                squares += cosine * cosine;
                n++;
            }
        }

        // Longitudinal: mean 0, mean square 1/5; left-handed: −1/2 and 2/5. The simulation has 68.7 % of the former (next-to-next-to-leading order; the tree says 69.7 for m_t = 172.6).
        double leftHanded = -2 * sum / n, longitudinal = 2 - (5 * squares / n);
        Assert.Equal(1 - 0.687, leftHanded, 0.02);
        Assert.Equal(0.687, longitudinal, 0.03);
    }

    private const int DeclaredEvents = 40_000;

    private static ProductionTables OnlyPions()
    {
        double[] values = [.. InitialTables.For(Process.ZTauTau).Values];
        values.AsSpan(TableLayout.Channel.First, TableLayout.Channel.Cells).Clear();
        values[TableLayout.Channel.First] = 1;
        return new(values);
    }

    // Energy fractions of the product of a fast tau that flies along x.
    private static double[] Draw(double polarisation, bool isLepton)
    {
        using EventTile<Double128> tile = new() { Tables = OnlyPions() };
        tile.Seed(7, 0);
        LaneMomentum<Double128> tau = new(Double128.All(Energy), Double128.All(Math.Sqrt((Energy * Energy) - (HadronicTau.Mass * HadronicTau.Mass))), Double128.All(0), Double128.All(0));
        LaneMomentum<Double128> atRest = new(Double128.All(91), Double128.All(0), Double128.All(0), Double128.All(0));
        double* out0 = stackalloc double[Double128.Width];
        List<double> fractions = [];
        for (int t = 0; t < Tiles; t++)
        {
            if (isLepton)
            {
                TauPass.DrawLeptonic(tile, Column.Scratch);
            }
            else
            {
                TauPass.DrawHadronic(tile, null, Column.Scratch);
            }

            for (int row = 0; row < Rows; row += Double128.Width)
            {
                Double128 p = Double128.All(polarisation);
                LaneMomentum<Double128> product = isLepton
                    ? TauPass.Lepton(tile, Column.Scratch, row, tau, atRest, p)
                    : TauPass.Hadrons(tile, Column.Scratch, row, tau, atRest, p);
                Double128.Write(product.E, out0);
                for (int lane = 0; lane < Double128.Width; lane++)
                {
                    fractions.Add(out0[lane] / Energy);
                }
            }
        }

        return [.. fractions];
    }

    private static UnweightedStream Stream(ProcessDefinition process)
    {
        PhaseSpaceSampler sampler = FlatSampler.Of(process);
        return new(ProcessEstimate.Of(process, sampler, 1 << 16, 1));
    }

    private delegate Span<double> Column1(PhaseSpacePoints points);

    private static double[] Unweighted(ProcessDefinition process, Column1 column, double scale)
    {
        List<double> values = [];
        foreach (PhaseSpacePoints points in Stream(process).Draw(DeclaredEvents, 10))
        {
            foreach (double value in column(points)[..points.Count])
            {
                values.Add(scale * value);
            }
        }

        return [.. values];
    }

    // Every vertex of the chain by itself, the taus at their pole: all of it of equal weight, with the declared correlation as weight.
    private static (double Mean, double Covariance) Pions(ProcessDefinition process, Func<PhaseSpacePoints, int, double> correlation)
    {
        PhaseSpacePoints points = new SequentialSampler(process).Sample(DeclaredEvents, 10);
        double mass = process.TotalEnergy, sum = 0, minus = 0, plus = 0, product = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double weight = correlation(points, i), a = 2 * points.Energy(0)[i] / mass, b = 2 * points.Energy(2)[i] / mass;
            Assert.True(weight > 0);
            sum += weight;
            minus += weight * a;
            plus += weight * b;
            product += weight * a * b;
        }

        return (minus / sum, (product / sum) - (minus / sum * (plus / sum)));
    }

    private static double Product(PhaseSpacePoints points, int a, int b, int i) =>
        (points.Energy(a)[i] * points.Energy(b)[i]) - (points.Px(a)[i] * points.Px(b)[i]) - (points.Py(a)[i] * points.Py(b)[i]) - (points.Pz(a)[i] * points.Pz(b)[i]);
}

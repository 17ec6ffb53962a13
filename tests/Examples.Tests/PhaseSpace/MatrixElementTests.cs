using Mandelstam.Examples.PhaseSpace;
using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary>The declared matrix elements against closed forms: widths, spectra, normalisations, soft and collinear limits.</summary>
public sealed class MatrixElementTests
{
    private const int Events = 200_000;

    [Fact]
    public void The_muon_lives_as_long_as_it_should()
    {
        ProcessDefinition muon = MuonDecay.Process;
        PhaseSpacePoints points = new RamboSampler(muon.TotalEnergy, 3).Sample(Events, 1);
        double[] amplitude = Amplitudes(muon, points);
        double width = amplitude.Zip(points.Weights.ToArray(), static (m, w) => m * w).Average() * muon.IdenticalFactor / muon.Flux;
        double expected = Math.Pow(Constants.FermiCoupling.Value, 2) * Math.Pow(muon.TotalEnergy, 5) / (192 * Math.Pow(Math.PI, 3));

        // x(1 − x) over uniform phase space has the relative spread √(1/5): four of its standard errors.
        Assert.Equal(1, width / expected, 4 * Math.Sqrt(0.2 / Events));

        // Hit or miss keeps mean over maximum, the maximum being x = 1/2.
        double most = 16 * Math.Pow(Constants.FermiCoupling.Value, 2) * Math.Pow(muon.TotalEnergy, 4) / 4;
        Assert.InRange(amplitude.Max() / most, 0.999, 1 + 1e-12);
        Assert.Equal(2.0 / 3, amplitude.Average() / most, 4 * (2.0 / 3) * Math.Sqrt(0.2 / Events));
    }

    /// <summary>Moments of the spectra: p(x) = 12x²(1 − x) of the antineutrino, 2x²(3 − 2x) of the others.</summary>
    [Theory]
    [InlineData(1, 0.6, 0.7)]
    [InlineData(2, 0.4, 8.0 / 15)]
    [InlineData(3, 2.0 / 7, 3.0 / 7)]
    public void The_spectra_of_the_muon_are_those_of_the_textbooks(int power, double antineutrino, double others)
    {
        ProcessDefinition muon = MuonDecay.Process;
        PhaseSpacePoints points = new RamboSampler(muon.TotalEnergy, 3).Sample(Events, 2);
        double[] amplitude = Amplitudes(muon, points);
        double Moment(int particle)
        {
            double[] energies = points.Energy(particle).ToArray();
            return energies.Zip(amplitude, (e, m) => m * Math.Pow(2 * e / muon.TotalEnergy, power)).Sum() / amplitude.Sum();
        }

        // The x of a weighted event has a spread below 1/4, weights one of √0.2 more: five standard errors.
        double tolerance = 5 * 0.3 / Math.Sqrt(Events);
        Assert.Equal(antineutrino, Moment(1), tolerance);
        Assert.Equal(others, Moment(0), tolerance);
        Assert.Equal(others, Moment(2), tolerance);
    }

    [Theory]
    [InlineData(1e-2, 27.94064)]
    [InlineData(1e-3, 73.93883)]
    [InlineData(1e-4, 141.24209)]
    public void Three_jets_have_their_rate(double cut, double expected)
    {
        // ∫ dx₁ dx₂ over all y_ij above the cut by Simpson's rule: in ln(u/(1 − cut − u)) of u = 1 − x₁ and in ln v of v = 1 − x₂, where it is smooth.
        const int Steps = 256;
        double end = Math.Log((1 - (2 * cut)) / cut), outer = 2 * end / Steps;
        List<(double U, double V, double Weight)> nodes = [];
        for (int i = 0; i <= Steps; i++)
        {
            double u = (1 - cut) / (1 + Math.Exp(end - (i * outer))), room = 1 - cut - u, inner = Math.Log(Math.Max(1, room / cut)) / Steps;
            for (int j = 0; j <= Steps; j++)
            {
                double v = cut * Math.Exp(j * inner);
                nodes.Add((u, v, Simpson(i, Steps) * outer * u * room / (1 - cut) * Simpson(j, Steps) * inner * v));
            }
        }

        double[] averaged = Averaged(nodes);
        double sum = nodes.Zip(averaged, static (node, value) => node.Weight * value).Sum();
        Assert.Equal(expected, sum, 1e-6 * expected); // the digits that are given
    }

    [Fact]
    public void Three_jets_averaged_over_directions_are_the_formula()
    {
        (double U, double V, double Weight)[] nodes = [(0.1, 0.3, 0), (0.5, 0.2, 0), (0.01, 0.6, 0)];
        Assert.All(nodes.Zip(Averaged(nodes)), static pair =>
        {
            (double x1, double x2) = (1 - pair.First.U, 1 - pair.First.V);
            Assert.Equal(((x1 * x1) + (x2 * x2)) / (pair.First.U * pair.First.V), pair.Second, 1e-11 * pair.Second);
        });
    }

    [Fact]
    public void Gluons_cannot_be_told_apart()
    {
        PhaseSpacePoints points = new RamboSampler(1000, 3).Sample(64, 3);
        double[] before = Amplitudes(ThreeGluons.Process, points);
        Exchange(points, 0, 2);
        Assert.All(before.Zip(Amplitudes(ThreeGluons.Process, points)), static pair => Assert.Equal(1, pair.First / pair.Second, 1e-11));
        for (int i = 0; i < points.Count; i++)
        {
            for (int particle = 0; particle < 3; particle++)
            {
                points.Pz(particle)[i] *= -1; // the two beams exchanged
            }
        }

        Assert.All(before.Zip(Amplitudes(ThreeGluons.Process, points)), static pair => Assert.Equal(1, pair.First / pair.Second, 1e-11));
    }

    /// <summary>Collinear gluons: |M₅|² → 2g²/s₁₂ · 2N (1 − z + z²)²/(z(1 − z)) · |M₄|², |M₄|² = 9/2 g⁴ (3 − tu/s² − su/t² − st/u²).</summary>
    [Theory]
    [InlineData(0.3, 0.4)]
    [InlineData(0.8, -0.7)]
    public void Collinear_gluons_factorise(double share, double cosine)
    {
        const double Mass = 1e-2;
        PhaseSpacePoints points = new(3, 1);
        double energy = 500, sine = Math.Sqrt(1 - (cosine * cosine)), across = Math.Sqrt(share * (1 - share)) * Mass;
        Set(points, 0, (share * energy * sine) + (across * cosine), 0, (share * energy * cosine) - (across * sine));
        Set(points, 1, ((1 - share) * energy * sine) - (across * cosine), 0, ((1 - share) * energy * cosine) + (across * sine));
        Set(points, 2, -energy * sine, 0, -energy * cosine);
        double s = 1e6, t = -s * (1 - cosine) / 2, u = -s - t, g2 = 4 * Math.PI * Constants.StrongCouplingAtZ;
        double four = 4.5 * g2 * g2 * (3 - (t * u / (s * s)) - (s * u / (t * t)) - (s * t / (u * u)));
        double splitting = 2 * g2 / (Mass * Mass) * 6 * Math.Pow(1 - share + (share * share), 2) / (share * (1 - share));

        // What is left is of the order of the angle, m/E.
        Assert.Equal(1, Amplitudes(ThreeGluons.Process, points)[0] / (four * splitting), 1e-3);
    }

    /// <summary>A soft gluon: g² N Σ over circles of four of |A₄|² with its eikonal factors s_ab/(s_a5 s_5b), of all neighbours a, b.</summary>
    [Fact]
    public void A_soft_gluon_factorises()
    {
        const double Soft = 1e-4;
        PhaseSpacePoints points = new(3, 1);
        Set(points, 0, 300, 0, 400);
        Set(points, 1, -300, 0, -400);
        Set(points, 2, Soft * 0.48, Soft * 0.6, -Soft * 0.64);
        FourVector<CentreOfMass>[] hard =
        [
            ThreeGluons.Process.IncomingMomentum(0), ThreeGluons.Process.IncomingMomentum(1),
            new ThreeGluons.Batch(points)[0].First, new ThreeGluons.Batch(points)[0].Second,
        ];
        FourVector<CentreOfMass> soft = new ThreeGluons.Batch(points)[0].Third;
        double X(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) => 2 * (a * b).Value;
        double helicities = 0, circles = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = i + 1; j < 4; j++)
            {
                helicities += Math.Pow(X(hard[i], hard[j]), 4);
            }
        }

        foreach (int[] order in new int[][] { [0, 1, 2, 3], [0, 1, 3, 2], [0, 2, 1, 3] })
        {
            double product = 1, eikonal = 0;
            for (int i = 0; i < 4; i++)
            {
                (FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) = (hard[order[i]], hard[order[(i + 1) % 4]]);
                product *= X(a, b);
                eikonal += X(a, b) / (X(a, soft) * X(soft, b));
            }

            circles += eikonal / product;
        }

        double expected = 3.375 * Math.Pow(4 * Math.PI * Constants.StrongCouplingAtZ, 3) * helicities * circles;
        Assert.Equal(1, Amplitudes(ThreeGluons.Process, points)[0] / expected, 1e-5); // of the order of E/√s
    }

    [Fact]
    public void Antennas_have_their_poles()
    {
        // Two pairs close together, back to back: of three circles two have the poles of both.
        PhaseSpacePoints points = new(4, 2);
        double m = HiggsToGluons.Process.TotalEnergy;
        foreach ((int row, double angle) in new[] { (0, 1e-3), (1, 2e-3) })
        {
            double energy = m / 4;
            (double sine, double cosine) = Math.SinCos(angle / 2);
            Set(points, 0, energy * cosine, energy * sine, 0, row);
            Set(points, 1, energy * cosine, -energy * sine, 0, row);
            Set(points, 2, -energy * cosine, 0, energy * sine, row);
            Set(points, 3, -energy * cosine, 0, -energy * sine, row);
        }

        // s₁₂ s₃₄ goes as the fourth power of the angle.
        double[] amplitude = Amplitudes(HiggsToGluons.Process, points);
        Assert.Equal(16, amplitude[0] / amplitude[1], 1e-3);
    }

    [Fact]
    public void The_higgs_decays_to_four_leptons_as_often_as_it_should()
    {
        ProcessDefinition higgs = HiggsToFourLeptons.Process;
        PhaseSpacePoints points = new SequentialSampler(higgs).Sample(40_000, 11);

        // The sampler's measure has ρ(m²)dm² of each Z, that of phase space dm²/2π.
        HiggsToFourLeptons.Batch events = new(points);
        LineShape z = higgs.Tree.Daughters[0].LineShape!;
        double[] rates =
        [
            .. Amplitudes(higgs, points).Select((m, i) => m * points.Weights[i] / higgs.Flux
                / (2 * Math.PI * z.Density(events[i].Z1.M2.Value)) / (2 * Math.PI * z.Density(events[i].Z2.M2.Value))),
        ];
        double width = rates.Average(), error = Math.Sqrt(rates.Select(r => r * r).Average() - (width * width)) / Math.Sqrt(rates.Length);
        Assert.InRange(error / width, 0, 0.02);

        // LHC Higgs Cross Section Working Group, CERN-2017-002, for 125.2 GeV: Γ(H → ZZ*) = 0.110 MeV, two ways to assign the leptons, 3.366 % each; 5 % for
        // corrections beyond tree level and couplings at another scale.
        const double Expected = 0.110e-3 * 2 * 0.03366 * 0.03366;
        Assert.Equal(1, width / Expected, 0.05 + (4 * error / width));
    }

    private static double[] Amplitudes(ProcessDefinition process, PhaseSpacePoints points)
    {
        double[] values = new double[points.Count];
        process.SquaredAmplitude!(points, values);
        return values;
    }

    // The declared |M|² averaged over directions, over its coupling: (x₁² + x₂²)/((1 − x₁)(1 − x₂)). It is quadratic in directions, so that
    // three beams along the axes are average enough.
    private static double[] Averaged(IReadOnlyList<(double U, double V, double Weight)> nodes)
    {
        double root = QuarkPairGluon.Process.TotalEnergy, charge = 2.0 / 3;
        double coupling = 512 * Math.Pow(Math.PI, 3) * Math.Pow(Constants.FineStructure, 2) * charge * charge * Constants.StrongCouplingAtZ;
        double[] sums = new double[nodes.Count];
        PhaseSpacePoints points = new(3, nodes.Count);
        for (int turn = 0; turn < 3; turn++)
        {
            for (int i = 0; i < nodes.Count; i++)
            {
                double e1 = 0.5 * root * (1 - nodes[i].U), e2 = 0.5 * root * (1 - nodes[i].V);

                // 2 p₁·p₂ = s (1 − x₃) = s (1 − u − v)
                double cosine = 1 - ((1 - nodes[i].U - nodes[i].V) * 0.5 * root * root / (e1 * e2));
                double across = e2 * Math.Sqrt(Math.Max(0, (1 - cosine) * (1 + cosine)));
                Place(points, 0, i, turn, e1, 0);
                Place(points, 1, i, turn, e2 * cosine, across);
                Place(points, 2, i, turn, -e1 - (e2 * cosine), -across);
            }

            double[] values = Amplitudes(QuarkPairGluon.Process, points);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += values[i] / 3 * root * root * 0.75 / coupling;
            }
        }

        return sums;
    }

    // In the plane of two axes, which turn.
    private static void Place(PhaseSpacePoints points, int particle, int row, int turn, double along, double across)
    {
        double[] p = new double[3];
        p[turn] = along;
        p[(turn + 1) % 3] = across;
        Set(points, particle, p[0], p[1], p[2], row);
    }

    private static double Simpson(int i, int steps) => (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) / 3.0;

    private static void Set(PhaseSpacePoints points, int particle, double x, double y, double z, int row = 0)
    {
        points.Energy(particle)[row] = Math.Sqrt((x * x) + (y * y) + (z * z));
        points.Px(particle)[row] = x;
        points.Py(particle)[row] = y;
        points.Pz(particle)[row] = z;
    }

    private static void Exchange(PhaseSpacePoints points, int a, int b)
    {
        for (int i = 0; i < points.Count; i++)
        {
            (points.Energy(a)[i], points.Energy(b)[i]) = (points.Energy(b)[i], points.Energy(a)[i]);
            (points.Px(a)[i], points.Px(b)[i]) = (points.Px(b)[i], points.Px(a)[i]);
            (points.Py(a)[i], points.Py(b)[i]) = (points.Py(b)[i], points.Py(a)[i]);
            (points.Pz(a)[i], points.Pz(b)[i]) = (points.Pz(b)[i], points.Pz(a)[i]);
        }
    }
}

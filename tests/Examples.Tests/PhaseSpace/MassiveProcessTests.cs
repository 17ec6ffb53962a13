using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary>Declared processes with massive particles: kernels, and the rates that are generated for them, against closed forms.</summary>
public sealed class MassiveProcessTests
{
    // 4.5 standard errors: once in 1.5·10⁵ comparisons by chance.
    private const double Sigmas = 4.5;
    private const long Events = 1 << 17;

    private static double Fermi => Constants.FermiCoupling.Value;

    [Fact]
    public void Kernels_with_masses_are_their_declarations()
    {
        DeclaredProcessTests.Agree(TauToMuon.Process, static (p, i) => new TauToMuon.Batch(p)[i].Amplitude, TauToMuon.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(PionToMuon.Process, static (p, i) => new PionToMuon.Batch(p)[i].Amplitude.Value, PionToMuon.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(ZToElectrons.Process, static (p, i) => new ZToElectrons.Batch(p)[i].Amplitude.Value, ZToElectrons.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(SlowMuonPair.Process, static (p, i) => new SlowMuonPair.Batch(p)[i].Amplitude, SlowMuonPair.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(
            ComptonScattering.Process, static (p, i) => new ComptonScattering.Batch(p)[i].Amplitude, ComptonScattering.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(KaonToPions.Process, static (p, i) => new KaonToPions.Batch(p)[i].Amplitude, KaonToPions.Tensors.SquaredAmplitude, null, null);
        DeclaredProcessTests.Agree(TopDecay.Process, static (p, i) => new TopDecay.Batch(p)[i].Amplitude, TopDecay.Tensors.SquaredAmplitude, null, null);
    }

    /// <summary>Γ = G²m⁵/(192π³) (1 − 8x + 8x³ − x⁴ − 12x² ln x), x = (m_μ/m_τ)².</summary>
    [Fact]
    public void The_tau_decays_to_muons_as_often_as_phase_space_says()
    {
        double m = TauToMuon.Process.TotalEnergy, x = Math.Pow(TauToMuon.Process.Masses[0] / m, 2);
        double factor = 1 - (8 * x) + (8 * x * x * x) - (x * x * x * x) - (12 * x * x * Math.Log(x));
        Near(Fermi * Fermi * Math.Pow(m, 5) / (192 * Math.Pow(Math.PI, 3)) * factor, TauToMuon.Process, 0.005);
    }

    /// <summary>Γ = G²f²V²m_μ²m_π(1 − m_μ²/m_π²)²/(8π), which is 2.5·10⁻¹⁷ GeV: a life of 26 ns, but for radiative corrections of two percent.</summary>
    [Fact]
    public void The_pion_has_its_width()
    {
        double m = PionToMuon.Process.TotalEnergy, muon = PionToMuon.Process.Masses[0];
        double expected = Math.Pow(Fermi * PionToMuon.Coupling * muon, 2) * m * Math.Pow(1 - (muon * muon / (m * m)), 2) / (8 * Math.PI);
        Near(expected, PionToMuon.Process, 1e-12);
        Assert.Equal(6.582119569e-25 / 2.6033e-8, expected, 0.03 * expected);
    }

    /// <summary>Γ = G M³(g_V² + g_A²)/(6√2π), 83 to 84 MeV.</summary>
    [Fact]
    public void The_Z_has_its_width_to_electrons()
    {
        double m = ZToElectrons.Process.TotalEnergy, vector = (2 * Constants.WeakMixingAtZ) - 0.5;
        double expected = Fermi * Math.Pow(m, 3) * ((vector * vector) + 0.25) / (6 * Math.Sqrt(2) * Math.PI);
        Near(expected, ZToElectrons.Process, 1e-12);
        Assert.InRange(expected, 0.083, 0.084);
    }

    /// <summary>σ = 4πα²/(3s) · β(3 − β²)/2.</summary>
    [Fact]
    public void Muon_pairs_have_their_cross_section()
    {
        double s = Math.Pow(SlowMuonPair.Process.TotalEnergy, 2), muon = SlowMuonPair.Process.Masses[0], beta = Math.Sqrt(1 - (4 * muon * muon / s));
        Near(4 * Math.PI * Math.Pow(Constants.FineStructure, 2) / (3 * s) * beta * (3 - (beta * beta)) / 2, SlowMuonPair.Process, 0.005);
    }

    /// <summary>O. Klein, Y. Nishina, Z. Phys. 52 (1929) 853: the total cross-section, with the photon's energy in the rest frame of the electron.</summary>
    [Fact]
    public void Compton_scattering_has_the_cross_section_of_Klein_and_Nishina()
    {
        double s = Math.Pow(ComptonScattering.Process.TotalEnergy, 2), m = ComptonScattering.Process.IncomingMasses[1], x = (s - (m * m)) / (2 * m * m);
        double expected = 2 * Math.PI * Math.Pow(Constants.FineStructure / m, 2)
            * (((1 + x) / (x * x) * ((2 * (1 + x) / (1 + (2 * x))) - (Math.Log(1 + (2 * x)) / x))) + (Math.Log(1 + (2 * x)) / (2 * x)) - ((1 + (3 * x)) / Math.Pow(1 + (2 * x), 2)));
        Near(expected, ComptonScattering.Process, 0.005);
    }

    /// <summary>½ ∫|M|² dm₁₂² dm₂₃²/(256π³M³): at each mass of the like pair the other one's range is 4·p₂p₃ wide.</summary>
    [Fact]
    public void Three_pions_have_the_rate_of_their_Dalitz_plot()
    {
        double m = KaonToPions.Process.TotalEnergy, pion = KaonToPions.Process.Masses[0], low = 4 * pion * pion, high = Math.Pow(m - pion, 2), sum = 0;
        const int Nodes = 20_000;
        for (int node = 0; node < Nodes; node++)
        {
            double sin = Math.Sin(Math.PI / 2 * (node + 0.5) / Nodes), square = low + ((high - low) * sin * sin), mass = Math.Sqrt(square);
            double range = 4 * PhaseSpaceVolume.TwoBodyMomentum(mass, pion, pion) * PhaseSpaceVolume.TwoBodyMomentum(m, mass, pion) * m / mass;
            sum += (high - low) * Math.PI / 2 * Math.Sin(Math.PI * (node + 0.5) / Nodes) / Nodes * range * (1 + (2 * ((square / (pion * pion)) - 4)));
        }

        Near(0.5 * sum / (256 * Math.Pow(Math.PI * m, 3)), KaonToPions.Process, 0.005);
    }

    /// <summary>∫dq²/2π Φ₂(t; b, q²) 64G²M⁴/((q² − M²)² + M²Γ²) (q² p_t·p_b + 2 p_t·q p_b·q)/(96π)/(2m_t), in the angle of the line shape.</summary>
    [Fact]
    public void A_top_decays_through_a_W_of_any_mass()
    {
        double m = TopDecay.Process.TotalEnergy, b = TopDecay.Process.Masses[0], sum = 0;
        LineShape w = new(TopDecay.WMass, TopDecay.WWidth);
        const int Nodes = 20_000;
        double least = 0, most = Math.Pow(m - b, 2), all = w.Probability(least, most);
        for (int node = 0; node < Nodes; node++)
        {
            double q2 = w.MassSquaredAt((node + 0.5) / Nodes, least, most), mass = Math.Sqrt(q2), top = 0.5 * ((m * m) + (b * b) - q2);
            double leptons = ((q2 * top) + (2 * 0.5 * ((m * m) - (b * b) + q2) * 0.5 * ((m * m) - (b * b) - q2))) / (96 * Math.PI);

            // ρ dq² is taken out: M⁴|1/D|² = π M³ρ/Γ.
            sum += all / Nodes * Math.PI * Math.Pow(w.Mass, 3) / w.Width / (2 * Math.PI) * PhaseSpaceVolume.TwoBody(m, b, mass) * 64 * Fermi * Fermi * leptons;
        }

        Near(sum / (2 * m), TopDecay.Process, 0.01);
        ProcessEstimate estimate = ProcessEstimate.Of(TopDecay.Process, events: Events);
        Assert.IsType<ChannelSampler>(estimate.Sampler);
        Assert.InRange(estimate.Efficiency, 0.2, 1);
    }

    [Fact]
    public void A_top_is_at_rest_in_every_frame_of_its_chain()
    {
        PhaseSpacePoints points = FlatSampler.Of(TopDecay.Process).Sample(50, 3);
        for (int i = 0; i < points.Count; i++)
        {
            TopDecay decay = new TopDecay.Batch(points)[i];
            FourVector<Rest<TopDecay.Frames.WPlus>> positron = decay.InRestFrameOfWPlus(decay.Positron), neutrino = decay.InRestFrameOfWPlus(decay.Neutrino);
            Assert.Equal(0, (positron + neutrino).P.Value, 1e-12 * 173);
            Assert.Equal(decay.WPlus.Mass.Value, (positron.E + neutrino.E).Value, 1e-12 * 173);

            // Products of momenta are the same in every frame.
            Assert.Equal((decay.Top * decay.Positron).Value, (decay.InRestFrameOfWPlus(decay.Top) * positron).Value, 1e-11 * 173 * 173);
        }
    }

    private static void Near(double expected, ProcessDefinition process, double mostError)
    {
        ProcessEstimate estimate = ProcessEstimate.Of(process, events: Events);
        (double value, double error) = estimate.Rate!.Value;
        Assert.InRange(error / value, 0, mostError);

        // 1e-5 for what quadratures leave.
        Assert.InRange(value / expected, 1 - 1e-5 - (Sigmas * error / value), 1 + 1e-5 + (Sigmas * error / value));
    }
}

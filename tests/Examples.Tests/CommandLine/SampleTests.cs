using Mandelstam.CommandLine;
using Mandelstam.Data;
using Mandelstam.PhaseSpace.Files;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary><c>mandelstam sample</c>; the samplers' own physics is tested in the runtime's tests.</summary>
public sealed class SampleTests
{
    private const string Muon = "mu- -> e- anti-nu_e nu_mu";

    [Theory]
    [InlineData("events.parquet")]
    [InlineData("events.csv")]
    [InlineData("events.tsv.gz")]
    public void Tables_hold_weight_and_momenta_in_the_order_of_the_text(string name)
    {
        using Tool tool = new();
        string file = tool.File(name);
        Assert.Equal(0, tool.Run("sample", "K+ -> pi+ pi+ pi-", "--n", "3000", "--out", file, "--flat"));
        Table table = Table.Read(file);
        Assert.Equal(
            ["weight", "p1_E", "p1_px", "p1_py", "p1_pz", "p2_E", "p2_px", "p2_py", "p2_pz", "p3_E", "p3_px", "p3_py", "p3_pz"],
            table.Names);
        Assert.Equal(3000, table.Rows);
        const double Kaon = 0.493677, Pion = 0.13957039;
        double[][] columns = [.. table.Names.Select(table.Doubles)];
        for (int row = 0; row < table.Rows; row++)
        {
            double energy = 0, along = 0;
            for (int first = 1; first < columns.Length; first += 4)
            {
                double e = columns[first][row], x = columns[first + 1][row], y = columns[first + 2][row], z = columns[first + 3][row];
                energy += e;
                along += z;
                Assert.Equal(Pion * Pion, (e * e) - (x * x) - (y * y) - (z * z), 1e-16);
            }

            Assert.Equal(Kaon, energy, 1e-15);
            Assert.Equal(0, along, 1e-15);
        }

        Assert.Contains("volume", tool.Output, StringComparison.Ordinal);
        Assert.Contains("counts every state 2 times", tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Muon, 0.1056583755, new[] { 0.0, 0, 0 })]
    [InlineData("mu+ -> e+ nu_e anti-nu_mu", 0.1056583755, new[] { 0.00051099895, 0, 0 })]
    [InlineData("K+ -> pi+ pi+ pi-", 0.493677, new[] { 0.13957039, 0.13957039, 0.13957039 })]
    [InlineData("H -> (Z -> e+ e-) (Z -> mu+ mu-)", 125.2, new[] { 0.00051099895, 0.00051099895, 0.1056583755, 0.1056583755 }, "--off-shell")]
    [InlineData("t -> b (W+ -> tau+ nu_tau)", 172.57, new[] { 4.183, 1.77693, 0 })]
    [InlineData("g g -> g g g", 1000, new[] { 0.0, 0, 0 }, "--sqrts", "1000")]
    [InlineData("B+ -> anti-D0 pi+ pi+ pi-", 5.27941, new[] { 1.86484, 0.13957039, 0.13957039, 0.13957039 })]
    public void The_mean_weight_of_a_flat_file_is_the_volume_of_all_its_particles(string process, double energy, double[] masses, params string[] more)
    {
        const int Count = 40_000;
        using Tool tool = new();
        string file = tool.File("events.parquet");
        Assert.Equal(0, tool.Run(["sample", process, "--n", $"{Count}", "--out", file, "--flat", .. more]));
        Table table = Table.Read(file);
        double[] weights = table.Doubles("weight");
        double mean = weights.Average(), error = Math.Sqrt(Math.Max(weights.Select(w => (w - mean) * (w - mean)).Average(), 0) / Count);

        // 4.5 standard errors, and what the quadrature leaves.
        double expected = Volume(energy, masses);
        Assert.InRange(mean / expected, 1 - 2e-5 - (4.5 * error / expected), 1 + 2e-5 + (4.5 * error / expected));
        for (int row = 0; row < Count; row += 97)
        {
            double[] sum = new double[4];
            for (int i = 0; i < masses.Length; i++)
            {
                double[] p = [.. ((string[])["E", "px", "py", "pz"]).Select(name => table.Doubles(FormattableString.Invariant($"p{i + 1}_{name}"))[row])];
                Assert.Equal(masses[i] * masses[i], (p[0] * p[0]) - (p[1] * p[1]) - (p[2] * p[2]) - (p[3] * p[3]), 3e-12 * energy * energy);
                sum = [.. sum.Zip(p, static (a, b) => a + b)];
            }

            Assert.Equal(energy, sum[0], 3e-12 * energy);
            Assert.All(sum[1..], component => Assert.Equal(0, component, 3e-12 * energy));
        }
    }

    [Theory]
    [InlineData("events.parquet", true)]
    [InlineData("events.csv", false)]
    [InlineData("events.lhe", false)]
    [InlineData("events.lhe", true)]
    public void The_same_seed_gives_the_same_bytes_for_every_number_of_threads(string name, bool flat)
    {
        using Tool tool = new();
        byte[] one = Sample("7", "1"), three = Sample("7", "3"), other = Sample("8", "1");
        Assert.Equal(one, three);
        Assert.NotEqual(one, other);

        byte[] Sample(string seed, string threads)
        {
            string file = tool.File(name);
            string[] arguments = ["sample", Muon, "--n", "40000", "--out", file, "--seed", seed, "--threads", threads, .. flat ? (string[])["--flat"] : []];
            Assert.Equal(0, tool.Run(arguments));
            return File.ReadAllBytes(file);
        }
    }

    [Fact]
    public void Without_an_amplitude_events_are_unweighted_by_a_constant_one_and_that_is_said()
    {
        using Tool tool = new();
        string file = tool.File("events.parquet");
        Assert.Equal(0, tool.Run("sample", "D0 -> K- pi+ pi0", "--n", "5000", "--out", file));
        Assert.Contains("unweighted by a constant |M|²: the process declares none", tool.Output, StringComparison.Ordinal);
        Assert.All(Table.Read(file).Doubles("weight"), weight => Assert.Equal(1, weight));
    }

    [Theory]
    [InlineData("MuonDecay")]
    [InlineData(Muon)]
    public void A_declared_process_is_unweighted_by_its_amplitude(string process)
    {
        using Tool tool = new();
        string file = tool.File("events.parquet");
        Assert.Equal(0, tool.Run("sample", process, "--n", "40000", "--out", file));
        Assert.Contains("unweighted by the declared |M|²", tool.Output, StringComparison.Ordinal);
        Assert.Contains("width", tool.Output, StringComparison.Ordinal);

        // ⟨2E/m⟩ is 3/5 for the electron antineutrino; its spread is 1/5.
        Assert.Equal(0.6, Table.Read(file).Doubles("p2_E").Average() * 2 / 0.1056583755, 4.5 * 0.2 / 200);
    }

    [Theory]
    [InlineData("HiggsToFourLeptons")]
    [InlineData("QuarkPairGluon")]
    [InlineData("ThreeGluons")]
    public void Every_declared_process_gives_events(string process)
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("sample", process, "--n", "200", "--out", tool.File("events.lhe")));
        using LheFile file = LheFile.Open(tool.File("events.lhe"));
        Assert.Equal(200, file.Events().Count());
    }

    [Fact]
    public void A_process_is_known_by_its_name_and_by_its_text()
    {
        ProcessDefinition declared = ProcessDefinition.Parse(Muon, new() { Name = "MuonDecay", Massless = [0] });
        ProcessRegistry registry = new(declared);
        ProcessOptions none = new();
        Assert.Same(declared, registry.Find("muondecay", none));
        Assert.Same(declared, registry.Find("mu-  → e- anti-nu_e nu_mu", none));
        Assert.Equal(4, registry.Find("tau- -> pi- pi+ pi- nu_tau", none).Particles);
        Assert.Contains("MuonDecay", Assert.Throws<MandelstamException>(() => registry.Find("KaonDecay", none)).Message, StringComparison.Ordinal);
        Assert.Throws<MandelstamException>(() => registry.Find("MuonDecay", new() { SqrtS = 3 }));
    }

    [Theory]
    [InlineData("mu- -> e- nu_e nu_mu", "PHY0301: 'mu- -> e- nu_e nu_mu' changes electron number from 0 to +2; 'mu- -> e- anti-nu_e nu_mu' does not")]
    [InlineData("mu- -> e- anti-nu_x nu_mu", "PHY0303: 'anti-nu_x' is not in the particle table; did you mean")]
    [InlineData("muon -> e- anti-nu_e nu_muu", "PHY0303: 'nu_muu' is not in the particle table; did you mean 'nu_mu'")]
    [InlineData("pi+ -> K+ gamma gamma", "PHY0302: 'pi+' (0.140 GeV) is lighter than its products (0.494 GeV)")]
    [InlineData("phi(1020) -> K+ K+", "PHY0301: 'phi(1020) -> K+ K+' changes electric charge from 0 to +2; 'phi(1020) -> K+ K-' does not")]
    [InlineData("H -> (Z -> e+ mu-) (Z -> mu+ mu-)", "PHY0301: 'Z -> e+ mu-' changes electron number from 0 to -1 and muon number from 0 to +1")]
    [InlineData("mu- e- anti-nu_e nu_mu", "There is no process")]
    [InlineData("mu- -> e- -> nu_mu", "PHY0304: 'mu- -> e- -> nu_mu' has a second arrow")]
    [InlineData("Z -> (mu+ mu-", "PHY0304")]
    [InlineData("-> e+ e-", "PHY0304: '-> e+ e-' has nothing before the arrow")]
    [InlineData("Z -> ", "PHY0304")]
    [InlineData("e+ e- -> mu+ mu-", "--sqrts")]
    [InlineData("Z -> mu+ mu- X", "PHY0304")]
    [InlineData("Z -> Z", "PHY0304")]
    [InlineData("no arrow", "There is no process")]
    public void What_cannot_happen_is_refused(string process, string reason)
    {
        using Tool tool = new();
        string file = tool.File("events.parquet");
        Assert.Equal(1, tool.Run("sample", process, "--n", "10", "--out", file));
        Assert.Contains(reason, tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("--n", "0")]
    [InlineData("--n", "-5")]
    [InlineData("--n", "many")]
    public void A_wrong_number_is_a_wrong_command_line(string option, string value)
    {
        using Tool tool = new();
        Assert.Equal(2, tool.Run("sample", Muon, option, value, "--out", tool.File("events.csv")));
    }

    [Fact]
    public void A_file_of_an_unknown_kind_is_refused()
    {
        using Tool tool = new();
        Assert.Equal(1, tool.Run("sample", Muon, "--n", "10", "--out", tool.File("events.root")));
        Assert.Contains("extension", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scattering_with_a_chain_is_a_Les_Houches_file()
    {
        using Tool tool = new();
        string file = tool.File("events.lhe.gz");
        Assert.Equal(0, tool.Run("sample", "e+ e- -> (Z -> mu+ mu-) H", "--n", "500", "--out", file, "--sqrts", "250", "--off-shell"));
        using LheFile lhe = LheFile.Open(file);
        Assert.Equal("3.0", lhe.Run.Version);
        Assert.Equal((-11, 11), lhe.Run.Beams);
        Assert.Equal(250, lhe.Run.BeamEnergies.First + lhe.Run.BeamEnergies.Second, 1e-12);
        LheEvent[] events = [.. lhe.Events()];
        Assert.Equal(500, events.Length);
        foreach (LheEvent one in events)
        {
            Assert.Equal([-11, 11, 23, -13, 13, 25], one.Particles.Select(static p => p.Id));
            Assert.Equal([-1, -1, 2, 1, 1, 1], one.Particles.Select(static p => p.Status));
            Assert.Equal([0, 0, 1, 3, 3, 1], one.Particles.Select(static p => p.FirstMother));
            Assert.Equal([0, 0, 2, 3, 3, 2], one.Particles.Select(static p => p.LastMother));
            Assert.Equal(1, one.Weight);
            LheParticle z = one.Particles[2], plus = one.Particles[3], minus = one.Particles[4];
            Assert.Equal(plus.Energy + minus.Energy, z.Energy, 1e-12);
            Assert.Equal(z.Mass * z.Mass, (z.Energy * z.Energy) - (z.Px * z.Px) - (z.Py * z.Py) - (z.Pz * z.Pz), 1e-8);
        }
    }

    // dM²/2π of one cluster after the other, at the midpoints of an angle that softens the root at both ends: good to 1e-5 for four particles.
    private static double Volume(double mass, double[] masses)
    {
        if (masses.Length == 2)
        {
            double momentum = Math.Sqrt(Math.Max(
                ((mass * mass) - Math.Pow(masses[0] + masses[1], 2)) * ((mass * mass) - Math.Pow(masses[0] - masses[1], 2)), 0)) / (2 * mass);
            return momentum / (4 * Math.PI * mass);
        }

        const int Nodes = 600;
        double low = masses[1..].Sum(), high = mass - masses[0], sum = 0;
        for (int node = 0; node < Nodes; node++)
        {
            double angle = Math.PI / 2 * (node + 0.5) / Nodes, cluster = low + ((high - low) * Math.Pow(Math.Sin(angle), 2));
            double step = (high - low) * Math.Sin(2 * angle) * Math.PI / 2 / Nodes;
            sum += step * cluster / Math.PI * Volume(mass, [masses[0], cluster]) * Volume(cluster, masses[1..]);
        }

        return sum;
    }
}

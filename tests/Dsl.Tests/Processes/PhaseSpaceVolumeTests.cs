using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Dsl.Tests.Processes;

public class PhaseSpaceVolumeTests
{
    [Fact]
    public void The_massless_volume_is_the_formula_of_Kleiss_Stirling_and_Ellis()
    {
        double factorial = 1;
        for (int n = 2; n <= 12; n++)
        {
            factorial *= n == 2 ? 1 : (n - 1) * (n - 2);
            double expected = Math.Pow(2 * Math.PI, 4 - (3 * n)) * Math.Pow(Math.PI / 2, n - 1) * Math.Pow(91.0 * 91, n - 2) / factorial;

            // Powers and products of some thirty factors: 1e-13.
            Assert.Equal(1, PhaseSpaceVolume.Massless(91, n) / expected, 1e-13);
        }
    }

    [Fact]
    public void Two_bodies_share_the_energy()
    {
        // Pion to muon and neutrino: p = (m² − μ²)/2m.
        double p = PhaseSpaceVolume.TwoBodyMomentum(0.13957, 0.10566, 0);
        Assert.Equal(((0.13957 * 0.13957) - (0.10566 * 0.10566)) / (2 * 0.13957), p, 1e-16);
        Assert.Equal(p, PhaseSpaceVolume.TwoBodyMomentum(0.13957, 0, 0.10566), 1e-17);
        Assert.Equal(1 / (8 * Math.PI), PhaseSpaceVolume.TwoBody(5, 0, 0), 1e-16);
        Assert.Equal(0, PhaseSpaceVolume.TwoBody(1, 0.6, 0.6));
    }

    [Fact]
    public void What_is_no_energy_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseSpaceVolume.Massless(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseSpaceVolume.Massless(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseSpaceVolume.Massless(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PhaseSpaceVolume.TwoBody(1, -0.1, 0));
    }
}

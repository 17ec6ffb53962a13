using Mandelstam.Examples.PhaseSpace;
using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using TorchSharp;
using Xunit;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary>Every declared process: kernel and tensors compute what the declaration computes as plain C#, and its kinematics is that of its momenta.</summary>
public sealed class DeclaredProcessTests
{
    private const int Events = 203; // a whole number of registers and some

    [Fact]
    public void The_kernel_of_a_muon_decay_is_its_declaration() =>
        Agree(MuonDecay.Process, static (p, i) => new MuonDecay.Batch(p)[i].Amplitude, MuonDecay.Tensors.SquaredAmplitude, null, null);

    [Fact]
    public void The_kernel_of_quarks_and_a_gluon_is_its_declaration() => Agree(
        QuarkPairGluon.Process, static (p, i) => new QuarkPairGluon.Batch(p)[i].Amplitude.Value, QuarkPairGluon.Tensors.SquaredAmplitude,
        static (p, i) => new QuarkPairGluon.Batch(p)[i].IsResolved, QuarkPairGluon.Tensors.Selection);

    [Fact]
    public void The_kernel_of_five_gluons_is_its_declaration() => Agree(
        ThreeGluons.Process, static (p, i) => new ThreeGluons.Batch(p)[i].Amplitude.Value, ThreeGluons.Tensors.SquaredAmplitude,
        static (p, i) => new ThreeGluons.Batch(p)[i].IsResolved, ThreeGluons.Tensors.Selection);

    [Fact]
    public void The_kernel_of_four_antennas_is_its_declaration() => Agree(
        HiggsToGluons.Process, static (p, i) => new HiggsToGluons.Batch(p)[i].Amplitude.Value, HiggsToGluons.Tensors.SquaredAmplitude,
        static (p, i) => new HiggsToGluons.Batch(p)[i].IsResolved, HiggsToGluons.Tensors.Selection);

    [Fact]
    public void The_kernel_of_a_chain_is_its_declaration() => Agree(
        HiggsToFourLeptons.Process, static (p, i) => new HiggsToFourLeptons.Batch(p)[i].Amplitude.Value, HiggsToFourLeptons.Tensors.SquaredAmplitude, null, null);

    [Fact]
    public void Along_a_chain_every_rest_frame_is_at_rest()
    {
        PhaseSpacePoints points = new SequentialSampler(HiggsToFourLeptons.Process).Sample(20, 4);
        for (int i = 0; i < points.Count; i++)
        {
            HiggsToFourLeptons decay = new HiggsToFourLeptons.Batch(points)[i];
            FourVector<Rest<HiggsToFourLeptons.Frames.Z1>> electron = decay.InRestFrameOfZ1(decay.Electron), positron = decay.InRestFrameOfZ1(decay.Positron);
            Assert.Equal(0, (electron + positron).P.Value, 1e-12 * 125);
            Assert.Equal(decay.Z1.Mass.Value, (electron.E + positron.E).Value, 1e-12 * 125);
            Assert.Equal(0, decay.InRestFrameOfZ2(decay.Z2).P.Value, 1e-12 * 125);
            Assert.Equal(decay.Z2.M2.Value, (decay.Muon + decay.Antimuon).M2.Value);
        }
    }

    [Fact]
    public void Pairs_of_three_bodies_lie_in_their_dalitz_plot()
    {
        PhaseSpacePoints points = new RamboSampler(MuonDecay.Process.TotalEnergy, 3).Sample(500, 9);
        DalitzRegion region = MuonDecay.Process.Dalitz!;
        double s = MuonDecay.Process.TotalEnergy * MuonDecay.Process.TotalEnergy;
        for (int i = 0; i < points.Count; i++)
        {
            MuonDecay decay = new MuonDecay.Batch(points)[i];
            (double first, double second, double third) = (decay.ElectronAntiNuEMassSquared.Value, decay.AntiNuENuMuMassSquared.Value, decay.ElectronNuMuMassSquared.Value);
            Assert.True(region.Contains(first, second));
            Assert.Equal(region.Sum, first + second + third, 1e-13 * s);
        }
    }

    internal static void Agree(
        ProcessDefinition process, Func<PhaseSpacePoints, int, double> amplitude, Func<torch.Tensor, torch.Tensor> tensors,
        Func<PhaseSpacePoints, int, bool>? selection, Func<torch.Tensor, torch.Tensor>? mask)
    {
        PhaseSpacePoints points = new RamboSampler(process.TotalEnergy, process.Masses).Sample(Events, 17);
        double[] kernel = new double[Events + 1];
        kernel[Events] = -1;
        process.SquaredAmplitude!(points, kernel);
        Assert.Equal(-1, kernel[Events]);
        double[] momenta = new double[Events * process.Particles * 4];
        for (int i = 0; i < Events; i++)
        {
            // Sums and products of some hundred operations, and products of momenta that keep their digits where they are collinear.
            Assert.Equal(1, kernel[i] / amplitude(points, i), 1e-11);
            for (int k = 0; k < process.Particles; k++)
            {
                int at = 4 * ((i * process.Particles) + k);
                (momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]) = (points.Energy(k)[i], points.Px(k)[i], points.Py(k)[i], points.Pz(k)[i]);
            }
        }

        using torch.Tensor tensor = torch.tensor(momenta).reshape(Events, process.Particles, 4).requires_grad_();
        using torch.Tensor values = tensors(tensor);
        Assert.All(values.detach().data<double>().ToArray().Zip(kernel), static pair => Assert.Equal(1, pair.First / pair.Second, 1e-11));
        values.sum().backward();
        Assert.True(tensor.grad!.isfinite().all().item<bool>());

        // The derivative of the first event along one direction, against a quotient.
        double step = 1e-6 * process.TotalEnergy;
        double slope = tensor.grad![0, 0, 1].item<double>();
        double At(double shift)
        {
            double before = points.Px(0)[0];
            points.Px(0)[0] = before + shift;
            process.SquaredAmplitude!(points, kernel);
            points.Px(0)[0] = before;
            return kernel[0];
        }

        double quotient = (At(step) - At(-step)) / (2 * step);
        Assert.Equal(quotient, slope, 1e-6 * (Math.Abs(quotient) + (Math.Abs(At(0)) / process.TotalEnergy)));

        if (process.Selection is not null)
        {
            bool[] selected = new bool[Events];
            process.Selection(points, selected);
            Assert.Equal(Enumerable.Range(0, Events).Select(i => selection!(points, i)), selected);
            using torch.Tensor kept = mask!(tensor);
            Assert.Equal(selected, kept.data<bool>().ToArray());
        }
    }
}

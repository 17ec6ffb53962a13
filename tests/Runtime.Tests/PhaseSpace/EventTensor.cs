using Mandelstam.Processes;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>What tests of the maps on tensors share.</summary>
internal static class EventTensor
{
    /// <summary>Momenta as the maps have them, [count, n, 4].</summary>
    public static Tensor Of(PhaseSpacePoints points)
    {
        double[] values =
        [
            .. Enumerable.Range(0, points.Count).SelectMany(row => Enumerable.Range(0, points.Particles).SelectMany(i =>
                (double[])[points.Energy(i)[row], points.Px(i)[row], points.Py(i)[row], points.Pz(i)[row]])),
        ];
        return tensor(values, [points.Count, points.Particles, 4]);
    }

    /// <summary>A number of events that has a slope in every one of their coordinates: components of several momenta, so that conservation hides none.</summary>
    public static Tensor Number(Tensor p)
    {
        Tensor last = p.select(-2, p.shape[^2] - 1);
        return (p.select(-1, 1).square() * 0.7).sum() + (p.select(-2, 0) * last).sum() + p.select(-2, 1).select(-1, 3).sum()
            + (last.select(-1, 2) * p.select(-2, 1).select(-1, 0)).sum();
    }

    /// <summary>Holds gradients against central differences.</summary>
    /// <param name="at">Where.</param>
    /// <param name="function">A number of it.</param>
    public static void CheckSlopes(Tensor at, Func<Tensor, Tensor> function)
    {
        Tensor variable = at.clone().requires_grad_(true);
        function(variable).backward();
        double[] slopes = [.. variable.grad!.flatten().data<double>()], values = [.. at.flatten().data<double>()];

        // The quotient is wrong by the third derivative times 1e-10, and by rounding over the step, 1e-11.
        const double Step = 1e-5;
        for (int i = 0; i < values.Length; i++)
        {
            double quotient = (Shifted(i, Step) - Shifted(i, -Step)) / (2 * Step);
            Assert.Equal(quotient, slopes[i], 1e-6 * (1 + Math.Abs(quotient)));
        }

        double Shifted(int index, double by)
        {
            double[] moved = [.. values];
            moved[index] += by;
            return function(tensor(moved, at.shape)).item<double>();
        }
    }
}

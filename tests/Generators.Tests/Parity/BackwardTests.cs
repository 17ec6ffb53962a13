using System.Globalization;
using Mandelstam.Events;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>Energies below zero have their sign in every backend, and what does not exist is no number in any.</summary>
public sealed class BackwardTests
{
    private const double Tolerance = 1e-11, SingleTolerance = 2e-5;

    /// <summary>(pT, η, φ) of the massless one, (px, py, pz, E), (pT, η, φ, m).</summary>
    public static TheoryData<float[]> Events =>
    [
        [30, 1, 1, 10, 5, 3, 15, 40, -0.5f, 2, 5],
        [30, 1, 1, 10, 5, 3, 20, 40, -0.5f, 2, 5],
        [12, -2, -3, -70, 20, 50, 120, 25, 1.5f, -1, 0.1f],
        [12, -2, -3, -70, 20, 50, 90, 25, 1.5f, -1, 0.1f],
        [80, 0.1f, 0.4f, 10, 5, -3, 11, 9, 2.2f, 3, 90],
        [30, 1, 1, 3, 0, 4, 5, 40, -0.5f, 2, 5],
        [30, 1, 1, 3, 2, 4, 1, 40, -0.5f, 2, 5],
        [30, float.NaN, 1, 3, 2, 4, 9, 40, -0.5f, 2, 5],
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_backend_is_the_declaration(float[] numbers)
    {
        DeclarationProbe probe = Compiled.Probe("Declarations.Backward");
        EventModel model = probe.Model;
        EventBatch batch = new(model, 1);
        for (int i = 0; i < numbers.Length; i++)
        {
            batch.Column(i)[0] = numbers[i];
        }

        double[] expected = probe.Run(batch, 0, [], []).Features;
        PerturbedEvents<double> scalar = model.Perturb<double>(batch, [], selection: false);
        PerturbedEvents<float> single = model.Perturb<float>(batch, [], selection: false);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        double[] tensors = probe.Perturb(BackendParityTests.Columns(batch), [], null, null).Features.contiguous().data<double>().ToArray();
        foreach ((int i, FeatureInfo feature) in model.Features.Index())
        {
            Near(expected[i], scalar.Features[i][0], Tolerance, feature.Name);
            Near(expected[i], tensors[i], Tolerance, feature.Name);
            Near(expected[i], single.Features[i][0], SingleTolerance, feature.Name);
        }
    }

    private static void Near(double expected, double actual, double tolerance, string name) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)) || expected.Equals(actual),
        string.Create(CultureInfo.InvariantCulture, $"{name}: expected {expected:R}, was {actual:R}"));
}

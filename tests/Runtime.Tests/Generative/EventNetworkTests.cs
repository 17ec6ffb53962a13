using Mandelstam.Generative;
using Mandelstam.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>Fields and their divergences against derivatives that are taken in other ways.</summary>
public sealed class EventNetworkTests
{
    private const int Rows = 5;

    public static TheoryData<NetworkKind, int, bool> Networks => new()
    {
        { NetworkKind.Perceptron, 3, true }, { NetworkKind.Perceptron, 4, true }, { NetworkKind.Perceptron, 3, false }, { NetworkKind.Perceptron, 4, false },
        { NetworkKind.Transformer, 3, false }, { NetworkKind.Transformer, 5, false },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Untrained_network_is_zero(NetworkKind kind, int particles, bool isIsotropic)
    {
        using EventNetwork network = EventNetwork.Create(particles, Small(kind, isIsotropic), 1);
        Assert.All(network.Evaluate(Samples.Uniform(Rows, particles, 1).Values, new float[Rows]), static value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Exact_divergence_is_the_trace_of_difference_quotients(NetworkKind kind, int particles, bool isIsotropic)
    {
        using DisposeScope scope = NewDisposeScope();
        EventNetwork network = Stirred(kind, particles, isIsotropic);
        (double[] events, float[] times) = Inputs(particles);
        (_, Tensor divergence) = network.WithDivergence(AsTensor(events, particles), tensor(times), null);
        float[] found = divergence.detach().data<float>().ToArray();
        // Fourth-order quotients: rounding adds some 1e-5/step, curvature (step/|q|)⁴, so that events with short vectors are left to reverse mode below.
        const double step = 1e-2, Shortest = 0.4;
        double[] expected = new double[Rows];
        for (int k = 0; k < 3 * particles; k++)
        {
            foreach ((double shift, double weight) in new[] { (-2.0, 1.0 / 12), (-1, -8.0 / 12), (1, 8.0 / 12), (2, -1.0 / 12) })
            {
                double[] moved = [.. events];
                for (int row = 0; row < Rows; row++)
                {
                    moved[(row * 3 * particles) + k] += shift * step;
                }

                float[] field = network.Evaluate(moved, times);
                for (int row = 0; row < Rows; row++)
                {
                    expected[row] += weight * field[(row * 3 * particles) + k] / step;
                }
            }
        }

        int compared = 0;
        for (int row = 0; row < Rows; row++)
        {
            if (Enumerable.Range(0, particles).Any(p => new Span<double>(events, ((row * particles) + p) * 3, 3).ToArray().Sum(static x => x * x) < Shortest * Shortest))
            {
                continue;
            }

            Assert.Equal(expected[row], found[row], 6e-3 * (1 + Math.Abs(expected[row])));
            compared++;
        }

        Assert.True(compared >= 2, $"{compared} of {Rows} events have no short vector.");

        // The diagonal of the Jacobian by reverse mode through the plain evaluation, for all events.
        Tensor input = AsTensor(events, particles).requires_grad_();
        Tensor values = network.call(input, tensor(times));
        Tensor trace = zeros(Rows);
        for (int k = 0; k < 3 * particles; k++)
        {
            trace += autograd.grad([values.select(1, k).sum()], [input], retain_graph: true)[0].select(1, k);
        }

        Assert.True(divergence.detach().allclose(trace.detach(), 1e-4, 1e-4));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Probes_give_the_quadratic_form_and_on_average_the_divergence(NetworkKind kind, int particles, bool isIsotropic)
    {
        using DisposeScope scope = NewDisposeScope();
        EventNetwork network = Stirred(kind, particles, isIsotropic);
        (double[] events, float[] times) = Inputs(particles);
        Tensor input = AsTensor(events, particles).requires_grad_();
        CounterRandom random = new(5);
        Tensor probe = tensor([.. Enumerable.Range(0, events.Length).Select(_ => random.NextUniform() < 0.5 ? -1f : 1f)], [Rows, 3 * particles]);

        // vᵀJv by reverse mode through the plain evaluation, which the perceptron's forward slopes do not use.
        Tensor expected = (autograd.grad([network.call(input, tensor(times))], [input], [probe])[0] * probe).sum(1);
        (Tensor field, Tensor along) = network.WithDivergence(input.detach(), tensor(times), probe);
        Assert.True(along.detach().allclose(expected, 1e-4, 1e-4));
        Assert.True(field.detach().allclose(network.call(input, tensor(times)).detach(), 1e-5, 1e-5));
    }

    [Theory]
    [InlineData(NetworkKind.Perceptron, true)]
    [InlineData(NetworkKind.Perceptron, false)]
    [InlineData(NetworkKind.Transformer, false)]
    public void Divergence_has_gradients_for_the_weights(NetworkKind kind, bool isExact)
    {
        using DisposeScope scope = NewDisposeScope();
        EventNetwork network = Stirred(kind, 3, isIsotropic: isExact);
        (double[] events, float[] times) = Inputs(3);
        Tensor input = AsTensor(events, 3);
        Tensor? probe = isExact ? null : ones_like(input);
        (_, Tensor divergence) = network.WithDivergence(input, tensor(times), probe);
        divergence.sum().backward();

        // One weight of the first matrix, against a quotient.
        Parameter weight = network.parameters().First(static p => p.shape.Length == 2);
        float slope = weight.grad!.flatten()[0].item<float>();
        const float step = 1e-2f;
        float Shifted(float by)
        {
            using IDisposable quiet = no_grad();
            weight.flatten()[0].add_(by);
            float sum = network.WithDivergence(input, tensor(times), probe).Divergence.sum().item<float>();
            weight.flatten()[0].add_(-by);
            return sum;
        }

        float quotient = (Shifted(step) - Shifted(-step)) / (2 * step);
        Assert.Equal(quotient, slope, 2e-2f * (0.1f + Math.Abs(quotient)));
    }

    [Fact]
    public void Permuted_particles_give_the_permuted_field_unless_places_are_told_apart()
    {
        int[] order = [2, 0, 3, 1];
        (double[] events, float[] times) = Inputs(4);
        double[] permuted = Permute(events, order);
        using EventNetwork alike = Stirred(NetworkKind.Transformer, 4, isIsotropic: false);
        Assert.All(Permute([.. alike.Evaluate(events, times).Select(static v => (double)v)], order).Zip(alike.Evaluate(permuted, times)),
            static pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        using EventNetwork labelled = Stirred(NetworkKind.Transformer, 4, isIsotropic: false, isEquivariant: false);
        Assert.Contains(Permute([.. labelled.Evaluate(events, times).Select(static v => (double)v)], order).Zip(labelled.Evaluate(permuted, times)),
            static pair => Math.Abs(pair.First - pair.Second) > 1e-2);
    }

    [Fact]
    public void Turned_events_have_the_turned_field_where_no_direction_is_preferred()
    {
        (double[] events, float[] times) = Inputs(4);
        double[] turned = Turn(events);
        using EventNetwork isotropic = Stirred(NetworkKind.Perceptron, 4, isIsotropic: true);
        Assert.All(Turn([.. isotropic.Evaluate(events, times).Select(static v => (double)v)]).Zip(isotropic.Evaluate(turned, times)),
            static pair => Assert.Equal(pair.First, pair.Second, 1e-4));

        using EventNetwork other = Stirred(NetworkKind.Perceptron, 4, isIsotropic: false);
        Assert.Contains(Turn([.. other.Evaluate(events, times).Select(static v => (double)v)]).Zip(other.Evaluate(turned, times)),
            static pair => Math.Abs(pair.First - pair.Second) > 1e-2);
    }

    [Fact]
    public void Impossible_architectures_are_refused()
    {
        Assert.Throws<MandelstamException>(() => EventNetwork.Create(3, new NetworkOptions { Layers = 0 }, 1));
        Assert.Throws<MandelstamException>(() => EventNetwork.Create(3, new NetworkOptions { Kind = NetworkKind.Transformer, Width = 30, Heads = 4 }, 1));
    }

    private static NetworkOptions Small(NetworkKind kind, bool isIsotropic, bool isEquivariant = true) =>
        new() { Kind = kind, Layers = 2, Width = 16, Heads = 2, IsEquivariant = isEquivariant, IsIsotropic = isIsotropic };

    /// <summary>A network whose last layer is not zero.</summary>
    private static EventNetwork Stirred(NetworkKind kind, int particles, bool isIsotropic, bool isEquivariant = true)
    {
        EventNetwork network = EventNetwork.Create(particles, Small(kind, isIsotropic, isEquivariant), 1);
        CounterRandom random = new(2);
        using IDisposable quiet = no_grad();
        foreach (Parameter parameter in network.parameters())
        {
            float[] noise = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(0.3 * random.NextNormal()))];
            parameter.add_(tensor(noise, parameter.shape));
        }

        return network;
    }

    // Far from |q| = 0, where quotients would see the curvature of 1/|q|.
    private static (double[] Events, float[] Times) Inputs(int particles) =>
        ([.. Samples.Uniform(Rows, particles, 3).Values.Select(v => 2 * particles * v)], [0, 0.1f, 0.35f, 0.8f, 1]);

    private static Tensor AsTensor(double[] events, int particles) => tensor(Array.ConvertAll(events, static v => (float)v), [Rows, 3 * particles]);

    /// <summary>A turn by 0.7 about the axis (1, 1, 1)/√3.</summary>
    private static double[] Turn(double[] events)
    {
        (double sine, double cosine) = Math.SinCos(0.7);
        double[] turned = new double[events.Length];
        for (int i = 0; i < events.Length; i += 3)
        {
            double along = (events[i] + events[i + 1] + events[i + 2]) / 3 * (1 - cosine);
            for (int k = 0; k < 3; k++)
            {
                double across = (events[i + ((k + 2) % 3)] - events[i + ((k + 1) % 3)]) / Math.Sqrt(3);
                turned[i + k] = along + (cosine * events[i + k]) + (sine * across);
            }
        }

        return turned;
    }

    private static double[] Permute(double[] events, int[] order)
    {
        int width = 3 * order.Length;
        return [.. Enumerable.Range(0, events.Length).Select(i => events[(i / width * width) + (3 * order[i % width / 3]) + (i % 3)])];
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>A vector field on events: 3N numbers and a time in, 3N numbers out, with the divergence that implicit score matching asks for.</summary>
public abstract class EventNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    // Few and slow: fields change slowly with time, and what oscillates fast is noise in the inputs.
    private const int Frequencies = 8;
    private const double HighestFrequency = 20;

    private readonly float[] _frequencies = [.. Enumerable.Range(0, Frequencies).Select(static k => (float)Math.Pow(HighestFrequency, k / (Frequencies - 1.0)))];

    /// <summary>Sets what all networks have.</summary>
    /// <param name="name">The name of the module.</param>
    /// <param name="particles">Particles per event, N.</param>
    /// <param name="options">Architecture.</param>
    /// <param name="device">Where it lives.</param>
    private protected EventNetwork(string name, int particles, NetworkOptions options, Device? device)
        : base(name)
    {
        options.Validate();
        Particles = particles;
        Options = options;
        Device = device ?? CPU;
    }

    /// <summary>Numbers that a time is turned into.</summary>
    protected static int TimeInputs => 1 + (2 * Frequencies);

    /// <summary>Length, and square of one, below which the logarithms of lengths and products level off.</summary>
    protected double Floor => Options.Floor;

    /// <summary>Particles per event, N.</summary>
    public int Particles { get; }

    /// <summary>The architecture.</summary>
    public NetworkOptions Options { get; }

    /// <summary>Where it lives.</summary>
    public Device Device { get; }

    /// <summary>Makes a network; its output is zero before training.</summary>
    /// <param name="particles">Particles per event.</param>
    /// <param name="options">Architecture.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    public static EventNetwork Create(int particles, NetworkOptions options, ulong seed, Device? device = null) => options.Kind switch
    {
        NetworkKind.Transformer => new ParticleTransformer(particles, options, seed, device),
        _ => new EventPerceptron(particles, options, seed, device),
    };

    /// <summary>The field and its divergence with respect to the event.</summary>
    /// <param name="events">Events, [B, 3N].</param>
    /// <param name="times">Times in [0, 1], [B].</param>
    /// <param name="probe">Signs ±1, [B, 3N], for Hutchinson's estimate vᵀ(∂f/∂q)v, whose mean over signs is the divergence; null: the divergence itself.</param>
    /// <returns>Field [B, 3N] and divergence [B], both differentiable with respect to the weights.</returns>
    /// <remarks>Here by derivatives that can be differentiated again; a network that knows its own in closed form has a faster way.</remarks>
    public virtual (Tensor Field, Tensor Divergence) WithDivergence(Tensor events, Tensor times, Tensor? probe)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradient = enable_grad();
        Tensor input = events.detach().requires_grad_();
        Tensor field = call(input, times);
        Tensor divergence = probe is not null ? Along(probe, null) : Exact();
        return (field.MoveToOuterDisposeScope(), divergence.MoveToOuterDisposeScope());

        Tensor Along(Tensor direction, Tensor? sum)
        {
            Tensor term = (autograd.grad([field], [input], [direction], create_graph: true)[0] * direction).sum(1);
            return sum is null ? term : sum + term;
        }

        Tensor Exact()
        {
            Tensor? sum = null;
            for (int k = 0; k < 3 * Particles; k++)
            {
                Tensor direction = zeros_like(field);
                direction.select(1, k).fill_(1);
                sum = Along(direction, sum);
            }

            return sum!;
        }
    }

    /// <summary>The field at many events, without gradients.</summary>
    /// <param name="events">Events, 3N numbers each.</param>
    /// <param name="times">One time for each.</param>
    /// <returns>3N numbers for each.</returns>
    public float[] Evaluate(ReadOnlySpan<double> events, ReadOnlySpan<float> times)
    {
        const int BlockRows = 4096;
        int width = 3 * Particles;
        float[] result = new float[events.Length];
        using IDisposable noGradient = no_grad();
        for (int start = 0; start < times.Length; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            int rows = Math.Min(BlockRows, times.Length - start);
            float[] block = new float[rows * width];
            for (int i = 0; i < block.Length; i++)
            {
                block[i] = (float)events[(start * width) + i];
            }

            Tensor field = call(tensor(block, [rows, width]).to(Device), tensor(times.Slice(start, rows).ToArray()).to(Device));
            field.to(CPU).contiguous().data<float>().ToArray().CopyTo(result.AsSpan(start * width));
        }

        return result;
    }

    /// <summary>Times, and their sines and cosines at 8 frequencies from 1 to 20, [B, 17].</summary>
    /// <param name="times">Times in [0, 1], [B].</param>
    protected Tensor Embed(Tensor times)
    {
        Tensor column = times.unsqueeze(1), angles = column * tensor(_frequencies).to(Device);
        return cat([column, angles.sin(), angles.cos()], 1);
    }
}

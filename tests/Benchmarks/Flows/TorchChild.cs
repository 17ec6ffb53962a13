using System.Runtime.InteropServices;
using System.Text.Json;
using Mandelstam.Flows;
using TorchSharp.Modules;

namespace Mandelstam.Benchmarks.Flows;

/// <summary>flow_torch.py in a child process: the same flow in PyTorch, with the same weights.</summary>
internal sealed class TorchChild : IDisposable
{
    private readonly PythonChild _child;
    private readonly string _folder;

    private TorchChild(PythonChild child, string folder)
    {
        _child = child;
        _folder = folder;
    }

    /// <summary>Version of PyTorch.</summary>
    public string Version => _child.Greeting;

    /// <summary>Starts the child; null where there is no Python with PyTorch.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="events">Inputs event by event.</param>
    public static TorchChild? Start(ContrastiveFlow flow, float[] events)
    {
        if (PythonChild.WithModule("torch") is not { } python)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("mandelstam").FullName;
        File.WriteAllBytes(Path.Combine(folder, "events.bin"), MemoryMarshal.AsBytes(events.AsSpan()).ToArray());
        using (FileStream weights = File.Create(Path.Combine(folder, "weights.bin")))
        {
            foreach (Coupling coupling in flow.Couplings)
            {
                foreach ((Parameter weight, Parameter bias) in coupling.Conditioner.Weights.Zip(coupling.Conditioner.Biases))
                {
                    weights.Write(weight.detach().bytes);
                    weights.Write(bias.detach().bytes);
                }
            }
        }

        File.WriteAllText(Path.Combine(folder, "layout.json"), JsonSerializer.Serialize(new
        {
            dimensions = flow.Dimensions,
            bound = flow.Options.LogScaleBound,
            range = flow.Options.QuadraticRange,
            curvature = (1 - flow.Options.MinimumSlope) / flow.Options.QuadraticRange,
            couplings = flow.Couplings.Select((coupling, i) => new { sizes = coupling.Conditioner.Sizes, moved = flow.Splits[i].Moved, conditions = flow.Splits[i].Conditions }),
        }));
        return new(new PythonChild(python, Path.Combine("Flows", "flow_torch.py"), folder), folder);
    }

    /// <summary>Seconds of the log-densities of all events.</summary>
    /// <param name="threads">Threads.</param>
    /// <param name="rows">Events at a time.</param>
    public double LogProb(int threads, int rows) => _child.Number(FormattableString.Invariant($"log_prob {threads} {rows}"));

    /// <summary>Seconds of a training step.</summary>
    /// <param name="threads">Threads.</param>
    /// <param name="rows">Events of each kind.</param>
    public double Step(int threads, int rows) => _child.Number(FormattableString.Invariant($"step {threads} {rows}"));

    /// <summary>The log-densities.</summary>
    public float[] Values()
    {
        _child.Ask("values 1 4096");
        return [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(_folder, "values.bin")))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _child.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Mandelstam.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>All that a training needs to go on: what <see cref="TrainingLoop"/> writes into a checkpoint beside weights and moments.</summary>
/// <remarks>One safetensors file, replaced as a whole; the plain numbers travel as JSON in its metadata, exact to the last bit.</remarks>
internal sealed class TrainingState : IDisposable
{
    private const string Key = "mandelstam.training";
    private const string Weights = "weights.";
    private const string Best = "best.";
    private const string FirstMoment = "adam.first";
    private const string SecondMoment = "adam.second";
    private const string Average = "average";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Version of this layout.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the training.</summary>
    public required string Stage { get; init; }

    /// <summary>What tells it from others.</summary>
    public required string Identity { get; init; }

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>Sum of batch losses since the last look at held-out events.</summary>
    public double LossSum { get; set; }

    /// <summary>Number of batches in it.</summary>
    public int LossCount { get; set; }

    /// <summary>Step of the best held-out loss.</summary>
    public long BestStep { get; set; }

    /// <summary>The best held-out loss.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Looks since then.</summary>
    public int LooksWithoutImprovement { get; set; }

    /// <summary>True when nothing is left to do.</summary>
    public bool Finished { get; set; }

    /// <summary>True where patience ended it.</summary>
    public bool StoppedEarly { get; set; }

    /// <summary>The training curves.</summary>
    public List<TrainingPoint> History { get; init; } = [];

    /// <summary>Weights at the best look, on the CPU.</summary>
    [JsonIgnore]
    public Dictionary<string, Tensor> BestWeights { get; } = new(StringComparer.Ordinal);

    /// <summary>Remembers the model's present weights as the best.</summary>
    /// <param name="model">The model.</param>
    public void KeepBest(nn.Module model)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            SetBest(name, parameter.detach().to(CPU, copy: true));
        }
    }

    /// <summary>Gives the model its best weights.</summary>
    /// <param name="model">The model.</param>
    public void RestoreBest(nn.Module model)
    {
        using IDisposable noGradient = no_grad();
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            parameter.copy_(BestWeights[name]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor weights in BestWeights.Values)
        {
            weights.Dispose();
        }
    }

    /// <summary>Writes the checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">Its present weights are stored.</param>
    /// <param name="adam">Its moments are stored; their step count is <see cref="Step"/>.</param>
    /// <param name="average">Averaged weights, where they are kept.</param>
    public void Write(string path, nn.Module model, Adam adam, WeightAverage? average)
    {
        List<(string Name, Tensor Tensor)> tensors = [.. model.named_parameters().Select(item => (Weights + item.name, (Tensor)item.parameter))];
        tensors.AddRange(BestWeights.Select(item => (Best + item.Key, item.Value)));
        tensors.Add((FirstMoment, adam.FirstMoment));
        tensors.Add((SecondMoment, adam.SecondMoment));
        if (average is not null)
        {
            tensors.Add((Average, average.Values));
        }

        Safetensors.Save(path, tensors, new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(this, Json) });
    }

    /// <summary>Reads a checkpoint and puts weights and moments back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stage">Name of the training that wants to go on.</param>
    /// <param name="identity">Its identity, which has to be the checkpoint's.</param>
    /// <param name="model">Receives the weights.</param>
    /// <param name="adam">Receives the moments.</param>
    /// <param name="average">Receives the averaged weights, where they are kept.</param>
    /// <returns>The state.</returns>
    /// <exception cref="MandelstamException">The file is damaged, no checkpoint, or another training's.</exception>
    public static TrainingState Read(string path, string stage, string identity, nn.Module model, Adam adam, WeightAverage? average)
    {
        const string WayOut = "Remove the file to train again, or choose another output folder.";
        using DisposeScope scope = NewDisposeScope();
        (Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata) = Safetensors.Load(path);
        if (!metadata.TryGetValue(Key, out string? text))
        {
            throw new MandelstamException($"'{path}' is no checkpoint of a training. {WayOut}");
        }

        TrainingState state;
        try
        {
            state = JsonSerializer.Deserialize<TrainingState>(text, Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new MandelstamException($"The checkpoint '{path}' cannot be understood: {error.Message} {WayOut}", error);
        }

        if (state.Format != 1)
        {
            throw new MandelstamException($"The checkpoint '{path}' has format {state.Format}; this version reads 1. {WayOut}");
        }

        if (state.Identity != identity)
        {
            throw new MandelstamException(
                state.Stage == stage
                    ? $"The checkpoint '{path}' of '{stage}' was made with another configuration, seed or other data. {WayOut}"
                    : $"The checkpoint '{path}' belongs to '{state.Stage}', not to '{stage}'. {WayOut}");
        }

        // Everything is checked before anything is changed.
        long total = model.parameters().Sum(parameter => parameter.numel());
        List<(string Name, long[] Shape)> needed = [.. model.named_parameters().Select(item => (Weights + item.name, item.parameter.shape))];
        needed.AddRange(state.BestStep > 0 ? model.named_parameters().Select(item => (Best + item.name, item.parameter.shape)) : []);
        needed.AddRange([(FirstMoment, [total]), (SecondMoment, [total])]);
        needed.AddRange(average is null ? [] : [(Average, [total])]);
        foreach ((string name, long[] shape) in needed)
        {
            if (!tensors.TryGetValue(name, out Tensor? stored) || !stored.shape.AsSpan().SequenceEqual(shape))
            {
                throw new MandelstamException(
                    $"The checkpoint '{path}' does not hold '{name}' of shape [{string.Join(", ", shape)}], which '{stage}' needs. {WayOut}");
            }
        }

        using (no_grad())
        {
            foreach ((string name, Parameter parameter) in model.named_parameters())
            {
                parameter.copy_(tensors[Weights + name]);
                if (state.BestStep > 0)
                {
                    state.SetBest(name, tensors[Best + name]);
                }
            }

            average?.Values.copy_(tensors[Average]);
        }

        adam.Restore(state.Step, tensors[FirstMoment], tensors[SecondMoment]);
        return state;
    }

    private void SetBest(string name, Tensor weights)
    {
        if (BestWeights.Remove(name, out Tensor? former))
        {
            former.Dispose();
        }

        BestWeights[name] = weights.DetachFromDisposeScope();
    }
}

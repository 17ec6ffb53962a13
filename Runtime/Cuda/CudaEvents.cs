using System.Collections.Concurrent;
using Mandelstam.Events;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Mandelstam.Cuda;

/// <summary>A declaration's fused kernels on a CUDA device: each pass reads and writes the tensors' own memory, once.</summary>
/// <remarks>
/// They compute what the generated <c>Tensors</c> compute, in the type of the columns (float32 or float64), with one thread an event. The source
/// is compiled at first use, once per event, device and type. Kernels run on the device's default stream, which is libtorch's own unless it was
/// told otherwise; nothing is recorded for autograd, <see cref="Pull"/> is the gradient.
/// </remarks>
public sealed class CudaEvents
{
    private static readonly ConcurrentDictionary<(string Source, int Device, ScalarType Type), Lazy<IEventKernels>> _compiled = [];

    private readonly EventModel _model;
    private readonly Device _device;
    private readonly ScalarType _type;
    private readonly IEventKernels _kernels;
    private readonly int[] _numeric;

    /// <summary>Uses kernels that are compiled already.</summary>
    internal CudaEvents(EventModel model, Device device, ScalarType type, IEventKernels kernels)
    {
        (_model, _device, _type, _kernels) = (model, device, type, kernels);
        _numeric = [.. Enumerable.Range(0, model.Columns.Length).Where(i => model.Columns[i].Role == ColumnRole.Primary && !model.Columns[i].IsText)];
    }

    /// <summary>The device that the kernels run on, where the tensors must lie.</summary>
    public Device Device => _device;

    /// <summary>Whether this machine can compile and run kernels: a driver, a device, NVRTC, and a libtorch with CUDA.</summary>
    public static bool IsAvailable => torch.cuda.is_available() && CudaDriver.Missing is null && Nvrtc.Missing is null;

    /// <summary>Compiles an event's kernels for a device, or finds them.</summary>
    /// <param name="model">The event's model.</param>
    /// <param name="device">A CUDA device; null for the first.</param>
    /// <param name="type">The type of the columns: float32 or float64.</param>
    /// <exception cref="MandelstamException">The machine has no CUDA, or the model no CUDA source.</exception>
    /// <exception cref="ArgumentException">The device is not a CUDA device, or the type is not supported.</exception>
    public static CudaEvents For(EventModel model, Device? device = null, ScalarType type = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Kernels compute in float32 or float64, not in {type}.", nameof(type));
        }

        if (device is not null && device.type != DeviceType.CUDA)
        {
            throw new ArgumentException($"'{device}' is not a CUDA device.", nameof(device));
        }

        string source = model.CudaSource
            ?? throw new MandelstamException($"'{model.Name}' has no CUDA source: it is generated where the declaration's project references Mandelstam's runtime.");
        if (!torch.cuda.is_available())
        {
            throw new MandelstamException("libtorch sees no CUDA device. Use the tensor code on the CPU, or a libtorch with CUDA on a machine that has one.");
        }

        if ((CudaDriver.Missing ?? Nvrtc.Missing) is { } missing)
        {
            throw new MandelstamException(missing);
        }

        int index = Math.Max(0, device?.index ?? 0);
        IEventKernels kernels = _compiled.GetOrAdd(
            (source, index, type), static key => new(() => new CudaKernels(key.Source, key.Device, key.Type))).Value;
        return new(model, new Device(DeviceType.CUDA, index), type, kernels);
    }

    /// <summary>Nuisances, corrections, selection, category, columns and features of a batch, in one pass; no event is dropped.</summary>
    /// <param name="columns">One contiguous tensor [n] a numeric column, on the device, in the file's unit, by the index in the model's columns.</param>
    /// <param name="nuisances">The point [number of nuisances], on the device, in declared order.</param>
    /// <param name="noise">Unit normals [NoiseCount, n]; null means zero.</param>
    /// <param name="processes">Process codes [n], int64; null means unlabelled.</param>
    /// <returns>Tensors on the device, which belong to the caller's dispose scope: what the tensor code gives.</returns>
    /// <exception cref="ArgumentException">A tensor has another shape, type, device or layout than it must have.</exception>
    public TensorEvents Perturb(IReadOnlyList<Tensor?> columns, Tensor nuisances, Tensor? noise = null, Tensor? processes = null)
    {
        List<long> arguments = Inputs(columns, nuisances, noise, processes, out long rows);
        Tensor features = Empty(_type, _model.Features.Length, rows), perturbed = Empty(_type, _numeric.Length, rows);
        Tensor selected = Empty(ScalarType.Bool, rows), category = Empty(ScalarType.Int64, rows), rate = Empty(_type, rows);
        foreach (Tensor output in new[] { features, perturbed, selected, category, rate })
        {
            arguments.Add(TensorAddress.Of(output));
        }

        Launch("perturb", arguments, rows);
        return new(features.transpose(0, 1), Split(perturbed), selected, category, rate);
    }

    /// <summary>The gradient of a weighted sum of outputs by every input: the vector-Jacobian product of <see cref="Perturb"/>, in one pass.</summary>
    /// <param name="columns">As for <see cref="Perturb"/>.</param>
    /// <param name="nuisances">As for <see cref="Perturb"/>.</param>
    /// <param name="weights">The weights of the outputs. Those of the features are read in place where they are laid out as <see cref="Perturb"/> lays out features.</param>
    /// <param name="noise">As for <see cref="Perturb"/>, held fixed.</param>
    /// <param name="processes">As for <see cref="Perturb"/>.</param>
    /// <returns>Tensors on the device, which belong to the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">A tensor has another shape, type, device or layout than it must have.</exception>
    public TensorGradients Pull(IReadOnlyList<Tensor?> columns, Tensor nuisances, TensorWeights weights, Tensor? noise = null, Tensor? processes = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        List<long> arguments = Inputs(columns, nuisances, noise, processes, out long rows);
        using Tensor? featureWeights = weights.Features?.transpose(0, 1).contiguous();
        using Tensor? columnWeights = weights.Columns is null ? null : stack([.. _numeric.Select(i => weights.Columns[i] ?? zeros(rows, _type, _device))]);
        arguments.Add(featureWeights is null ? 0 : Address(featureWeights, "the weights of the features", _type, _model.Features.Length, rows));
        arguments.Add(columnWeights is null ? 0 : Address(columnWeights, "the weights of the columns", _type, _numeric.Length, rows));
        arguments.Add(weights.Rate is null ? 0 : Address(weights.Rate, "the weight of the rate", _type, rows));
        Tensor byColumns = Empty(_type, _numeric.Length, rows), byNuisances = Empty(_type, _model.Nuisances.Length, rows);
        arguments.Add(TensorAddress.Of(byColumns));
        arguments.Add(TensorAddress.Of(byNuisances));
        Launch("pull", arguments, rows);
        return new(Split(byColumns), [.. Enumerable.Range(0, _model.Nuisances.Length).Select(k => byNuisances.select(0, k))]);
    }

    private List<long> Inputs(IReadOnlyList<Tensor?> columns, Tensor nuisances, Tensor? noise, Tensor? processes, out long rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(nuisances);
        if (columns.Count != _model.Columns.Length)
        {
            throw new ArgumentException($"'{_model.Name}' has {_model.Columns.Length} columns, but {columns.Count} were given.", nameof(columns));
        }

        Tensor Column(int i) => columns[i] ?? throw new ArgumentException($"Column '{_model.Columns[i].Name}' is missing.", nameof(columns));
        rows = _numeric.Length == 0 ? 0 : Column(_numeric[0]).NumberOfElements;
        List<long> arguments = [rows];
        foreach (int i in _numeric)
        {
            arguments.Add(Address(Column(i), $"column '{_model.Columns[i].Name}'", _type, rows));
        }

        arguments.Add(Address(nuisances, "the nuisances", _type, _model.Nuisances.Length));
        arguments.Add(noise is null || _model.NoiseCount == 0 ? 0 : Address(noise, "the noise", _type, _model.NoiseCount, rows));
        arguments.Add(processes is null ? 0 : Address(processes, "the process codes", ScalarType.Int64, rows));
        return arguments;
    }

    // A kernel trusts its pointers: whatever is not as it reads it must be refused here.
    private long Address(Tensor tensor, string name, ScalarType type, params long[] shape)
    {
        if (tensor.dtype != type || !tensor.shape.AsSpan().SequenceEqual(shape) || !tensor.is_contiguous() || tensor.device_type != _device.type
            || Math.Max(0, tensor.device_index) != Math.Max(0, _device.index))
        {
            throw new ArgumentException(
                $"{name}: a contiguous {type} [{string.Join(", ", shape)}] on {_device} is expected, but {tensor.dtype} [{string.Join(", ", tensor.shape)}] on {tensor.device} was given.");
        }

        return TensorAddress.Of(tensor);
    }

    private void Launch(string name, List<long> arguments, long rows)
    {
        if (rows > 0)
        {
            _kernels.Launch(name, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(arguments), rows);
        }
    }

    private Tensor Empty(ScalarType type, params long[] shape) => empty(shape, type, _device);

    private Tensor?[] Split(Tensor stacked)
    {
        Tensor?[] columns = new Tensor?[_model.Columns.Length];
        for (int k = 0; k < _numeric.Length; k++)
        {
            columns[_numeric[k]] = stacked.select(0, k);
        }

        return columns;
    }
}

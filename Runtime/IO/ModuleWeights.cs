using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.IO;

/// <summary>Moves weights between Torch modules and <see cref="SafeTensors"/> files.</summary>
public static class ModuleWeights
{
    /// <summary>Copies a tensor out of Torch.</summary>
    /// <param name="value">float32, float64 or int64, on any device.</param>
    /// <returns>Its elements.</returns>
    public static SafeTensor ToArray(Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor host = value.detach().to(CPU).contiguous();
        byte[] data = host.dtype switch
        {
            ScalarType.Float32 => MemoryMarshal.AsBytes<float>(host.data<float>().ToArray()).ToArray(),
            ScalarType.Float64 => MemoryMarshal.AsBytes<double>(host.data<double>().ToArray()).ToArray(),
            ScalarType.Int64 => MemoryMarshal.AsBytes<long>(host.data<long>().ToArray()).ToArray(),
            _ => throw new ArgumentException($"Tensors of {host.dtype} are not stored.", nameof(value)),
        };
        return new SafeTensor(TypeName(host.dtype), [.. host.shape], data);
    }

    /// <summary>Copies stored elements into a tensor of the same type and shape.</summary>
    /// <param name="stored">The elements.</param>
    /// <param name="target">The tensor that receives them.</param>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void CopyTo(SafeTensor stored, Tensor target)
    {
        if (stored.ElementType != TypeName(target.dtype) || !stored.Shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new ArgumentException(
                $"is {stored.ElementType}[{string.Join(", ", stored.Shape)}] where {TypeName(target.dtype)}[{string.Join(", ", target.shape)}] is expected");
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor host = target.dtype switch
        {
            ScalarType.Float32 => tensor(MemoryMarshal.Cast<byte, float>(stored.Data).ToArray(), stored.Shape),
            ScalarType.Float64 => tensor(MemoryMarshal.Cast<byte, double>(stored.Data).ToArray(), stored.Shape),
            _ => tensor(MemoryMarshal.Cast<byte, long>(stored.Data).ToArray(), stored.Shape),
        };
        target.copy_(host);
    }

    /// <summary>Adds all parameters of a module to a file's content.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The content.</param>
    /// <param name="prefix">Put before each parameter's name.</param>
    public static void Store(nn.Module module, SafeTensors file, string prefix = "")
    {
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            file.Tensors[prefix + name] = ToArray(parameter);
        }
    }

    /// <summary>Sets all parameters of a module from a file's content.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The content.</param>
    /// <param name="path">Name of the file, for messages.</param>
    /// <param name="prefix">What stands before each parameter's name.</param>
    /// <exception cref="MandelstamException">The file holds another model; nothing was changed.</exception>
    public static void Load(nn.Module module, SafeTensors file, string path, string prefix = "")
    {
        (string name, Parameter parameter)[] parameters = [.. module.named_parameters()];
        HashSet<string> expected = [.. parameters.Select(item => prefix + item.name)];
        string[] missing = [.. expected.Where(name => !file.Tensors.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] foreign = [.. file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !expected.Contains(name)).Order(StringComparer.Ordinal)];
        string[] different = [.. parameters
            .Where(item => file.Tensors.TryGetValue(prefix + item.name, out SafeTensor? stored) && !stored.Shape.AsSpan().SequenceEqual(item.parameter.shape))
            .Select(item => $"{item.name} is [{string.Join(", ", file.Tensors[prefix + item.name].Shape)}] instead of [{string.Join(", ", item.parameter.shape)}]")];
        if (missing.Length + foreign.Length + different.Length > 0)
        {
            string[] complaints = [.. missing.Select(name => $"{name} is missing"), .. foreign.Select(name => $"{name} is not part of it"), .. different];
            throw new MandelstamException(
                $"'{path}' holds the weights of another model: {string.Join("; ", complaints.Take(3))}{(complaints.Length > 3 ? $"; and {complaints.Length - 3} more" : "")}. "
                + "Give the file that was written with this configuration, or train again.");
        }

        foreach ((string name, Parameter parameter) in parameters)
        {
            CopyTo(file.Tensors[prefix + name], parameter);
        }
    }

    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.Int64 => "I64",
        _ => type.ToString(),
    };
}

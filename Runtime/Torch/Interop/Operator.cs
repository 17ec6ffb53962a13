using System.Text;

namespace TorchSharp.Interop;

/// <summary>An operator of libtorch, found by schema name and overload at its first call.</summary>
/// <param name="name">The name without <c>aten::</c>.</param>
/// <param name="overload">The overload, empty for the first one.</param>
internal sealed unsafe class Operator(string name, string overload)
{
    private const int MostResults = 4;

    // Two threads may both look it up: they find the same thing, and one small native record is lost.
    private nint _handle;

    /// <summary>Calls it for its one tensor.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return new torch.Tensor(result.Pointer);
    }

    /// <summary>Calls it for its two tensors.</summary>
    public (torch.Tensor First, torch.Tensor Second) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        Value* results = stackalloc Value[2];
        Invoke(arguments, results, 2);
        return (new torch.Tensor(results[0].Pointer), new torch.Tensor(results[1].Pointer));
    }

    /// <summary>Calls it for its three tensors.</summary>
    public (torch.Tensor First, torch.Tensor Second, torch.Tensor Third) CallTriple(params ReadOnlySpan<Argument> arguments)
    {
        Value* results = stackalloc Value[3];
        Invoke(arguments, results, 3);
        return (new torch.Tensor(results[0].Pointer), new torch.Tensor(results[1].Pointer), new torch.Tensor(results[2].Pointer));
    }

    /// <summary>Calls it for its list of tensors.</summary>
    public torch.Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return torch.Tensor.TakeList(result.Count);
    }

    /// <summary>Calls it for a truth value.</summary>
    public bool CallBool(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return result.Integer != 0;
    }

    /// <summary>Calls an operator that changes its first argument, and returns that.</summary>
    public torch.Tensor Apply(params ReadOnlySpan<Argument> arguments)
    {
        Value* results = stackalloc Value[MostResults];
        int count = Invoke(arguments, results, MostResults);
        for (int i = 0; i < count; i++)
        {
            NativeMethods.mt_release(results[i].Pointer);
        }
        return (torch.Tensor)arguments[0].Owner!;
    }

    private int Invoke(ReadOnlySpan<Argument> arguments, Value* results, int capacity)
    {
        if (_handle == 0)
        {
            Find();
        }
        Value* values = stackalloc Value[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Value;
        }
        int count = NativeMethods.mt_call(_handle, arguments.Length, values, capacity, results);
        for (int i = 0; i < arguments.Length; i++)
        {
            GC.KeepAlive(arguments[i].Owner);
        }
        return NativeError.Check(count);
    }

    private void Find()
    {
        nint found;
        fixed (byte* schema = Encoding.UTF8.GetBytes($"aten::{name}\0"), variant = Encoding.UTF8.GetBytes($"{overload}\0"))
        {
            NativeError.Check(NativeMethods.mt_operator(schema, variant, &found));
        }
        _handle = found;
    }
}

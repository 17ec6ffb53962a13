using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>One call of a custom function in the graph. The native node owns it through a handle, and releases that when the graph goes.</summary>
internal sealed unsafe class FunctionNode
{
    private enum OutcomeList
    {
        Results,
        Saved,
        Dirty,
        NonDifferentiable,
    }

    private readonly ICustomFunction _function;
    private readonly torch.autograd.AutogradContext _context = new();
    private readonly bool[] _isTensor;
    private object[] _arguments;

    private FunctionNode(ICustomFunction function, object[] arguments)
    {
        _function = function;
        _arguments = arguments;
        _isTensor = Array.ConvertAll(arguments, argument => argument is torch.Tensor { IsInvalid: false });
    }

    /// <summary>Runs a function forward and records its node.</summary>
    public static List<torch.Tensor> Apply(ICustomFunction function, object[] arguments)
    {
        nint[] inputs = [.. arguments.OfType<torch.Tensor>().Where(tensor => !tensor.IsInvalid).Select(tensor => tensor.Handle)];
        GCHandle node = GCHandle.Alloc(new FunctionNode(function, arguments));
        FunctionCallbacks callbacks = new() { Forward = &OnForward, Backward = &OnBackward, Release = &OnRelease };
        int count;
        fixed (nint* first = inputs)
        {
            count = NativeError.Check(NativeMethods.mt_custom(first, inputs.Length, callbacks, GCHandle.ToIntPtr(node)));
        }
        GC.KeepAlive(arguments);
        return [.. torch.Tensor.TakeList(count)];
    }

    [UnmanagedCallersOnly]
    private static int OnForward(nint node, nint outcome)
    {
        try
        {
            Of(node).Forward(outcome);
            return 0;
        }
        catch (Exception exception)
        {
            return NativeError.Report(exception);
        }
    }

    [UnmanagedCallersOnly]
    private static int OnBackward(nint node, int count, nint* gradients, int savedCount, nint* saved, nint outcome)
    {
        try
        {
            Of(node).Backward(new ReadOnlySpan<nint>(gradients, count), new ReadOnlySpan<nint>(saved, savedCount), outcome);
            return 0;
        }
        catch (Exception exception)
        {
            return NativeError.Report(exception);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnRelease(nint node) => GCHandle.FromIntPtr(node).Free();

    private static FunctionNode Of(nint node) => (FunctionNode)GCHandle.FromIntPtr(node).Target!;

    private static torch.Tensor Borrow(nint handle) => new(handle == 0 ? 0 : NativeMethods.mt_retain(handle));

    private static void Push(nint outcome, OutcomeList list, IEnumerable<torch.Tensor?> tensors)
    {
        foreach (torch.Tensor? tensor in tensors)
        {
            NativeMethods.mt_push(outcome, (int)list, tensor is null || tensor.IsInvalid ? 0 : tensor.Retain());
        }
    }

    private void Forward(nint outcome)
    {
        List<torch.Tensor> results = _function.Forward(_context, _arguments);
        // The node lives as long as the graph: it must not keep arguments alive that backward did not ask for.
        _arguments = [];
        Push(outcome, OutcomeList.Results, results);
        Push(outcome, OutcomeList.Saved, _context.ToSave);
        Push(outcome, OutcomeList.Dirty, _context.Dirty);
        Push(outcome, OutcomeList.NonDifferentiable, _context.NonDifferentiable);
        NativeMethods.mt_materialize(outcome, _context.MaterializeGrads ? 1 : 0);
        _context.Packed();
    }

    private void Backward(ReadOnlySpan<nint> gradients, ReadOnlySpan<nint> saved, nint outcome)
    {
        List<torch.Tensor> incoming = [];
        foreach (nint gradient in gradients)
        {
            incoming.Add(Borrow(gradient));
        }
        _context.Unpack(saved);
        try
        {
            Push(outcome, OutcomeList.Results, ForTensors(_function.Backward(_context, incoming)));
        }
        finally
        {
            _context.Unpack([]);
        }
    }

    private IEnumerable<torch.Tensor?> ForTensors(List<torch.Tensor> gradients)
    {
        for (int i = _isTensor.Length; i < gradients.Count; i++)
        {
            RequireNone(gradients[i], i);
        }
        if (gradients.Count < _isTensor.Length)
        {
            throw new InvalidOperationException(
                $"Function {_function.Name} returned an incorrect number of gradients (expected {_isTensor.Length}), got {gradients.Count}");
        }
        for (int i = 0; i < _isTensor.Length; i++)
        {
            if (_isTensor[i])
            {
                yield return gradients[i];
            }
            else
            {
                RequireNone(gradients[i], i);
            }
        }
    }

    private void RequireNone(torch.Tensor? gradient, int position)
    {
        if (gradient is { IsInvalid: false })
        {
            throw new InvalidOperationException(
                $"Function {_function.Name} returned a gradient at position {position + 1}, but the corresponding forward input was not a Tensor");
        }
    }
}

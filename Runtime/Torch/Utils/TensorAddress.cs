using TorchSharp.Interop;

namespace TorchSharp.Utils;

/// <summary>Where a tensor's elements lie, on whatever device: for kernels of our own. TorchSharp has no public name for it.</summary>
public static unsafe class TensorAddress
{
    /// <summary>The address of the first element. It is valid as long as the tensor is; zero for a tensor without elements.</summary>
    /// <param name="tensor">The tensor.</param>
    public static nint Of(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        void* address;
        NativeError.Check(NativeMethods.mt_data(tensor.Handle, &address));
        GC.KeepAlive(tensor);
        return (nint)address;
    }
}

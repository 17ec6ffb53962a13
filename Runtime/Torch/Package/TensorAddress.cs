using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Where a tensor's elements lie, on whatever device: for kernels of our own. TorchSharp has no public name for it.</summary>
internal static partial class TensorAddress
{
    /// <summary>The address of the first element. It is valid as long as the tensor is; zero for a tensor without elements.</summary>
    /// <param name="tensor">The tensor.</param>
    public static nint Of(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        nint address = Data(tensor.Handle);
        GC.KeepAlive(tensor);
        return address;
    }

    // The package's own native library, which it has loaded by the time that there is a tensor.
    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    private static partial nint Data(nint tensor);
}

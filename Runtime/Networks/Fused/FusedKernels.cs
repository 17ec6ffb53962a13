using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Networks.Fused;

/// <summary>Where kernels of our own take the place of libtorch's operators.</summary>
internal static class FusedKernels
{
    /// <summary>Registers of events per block: with four, each weight that is loaded is used four times.</summary>
    public const int Depth = 4;

    /// <summary>Units of a layer beyond which libtorch's matrix products, which divide them into blocks for the cache, are as fast.</summary>
    public const int WidestLayer = 256;

    /// <summary>True where the processor has registers of at least 256 bits with fused multiply-add; elsewhere Torch is as good.</summary>
    public static bool AreSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;

    /// <summary>True where registers of 512 bits are there.</summary>
    public static bool AreWide => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <summary>Whether a network runs faster here than through Torch.</summary>
    /// <param name="type">Element type of its weights.</param>
    /// <param name="device">Where it lives.</param>
    /// <param name="networks">Its perceptrons.</param>
    public static bool Suit(ScalarType type, Device device, params IEnumerable<Perceptron> networks) =>
        AreSupported && type == ScalarType.Float32 && device.type == DeviceType.CPU && networks.All(static network => network.Sizes.All(static size => size <= WidestLayer));
}

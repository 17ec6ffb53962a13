namespace TorchSharp;

/// <summary>The kinds of devices; the numbers are libtorch's.</summary>
public enum DeviceType
{
    /// <summary>The host's processor.</summary>
    CPU = 0,

    /// <summary>A CUDA device, and in ROCm builds of libtorch an AMD one.</summary>
    CUDA = 1,

    /// <summary>An Apple GPU.</summary>
    MPS = 13,

    /// <summary>No storage at all: only shapes and types.</summary>
    META = 14,
}

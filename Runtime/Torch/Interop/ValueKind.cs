namespace TorchSharp.Interop;

/// <summary>What a <see cref="Value"/> holds; the numbers are the shim's.</summary>
internal enum ValueKind
{
    None,
    Tensor,
    Integer,
    Real,
    Boolean,
    Integers,
    Reals,
    Tensors,
    OptionalTensors,
    Text,
    Device,
    Generator,
    Default,
}

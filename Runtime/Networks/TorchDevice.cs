using TorchSharp;

namespace Mandelstam.Networks;

/// <summary>The device that a user names.</summary>
public static class TorchDevice
{
    /// <summary>The device of a name.</summary>
    /// <param name="name">"cpu" or "cuda".</param>
    /// <exception cref="MandelstamException">There is no such device, or this machine has none.</exception>
    public static torch.Device Of(string name)
    {
        if (name == "cuda" && !torch.cuda.is_available())
        {
            throw new MandelstamException("This machine has no CUDA device that libtorch can use; run with --device cpu.");
        }

        return name is "cpu" or "cuda" ? torch.device(name) : throw new MandelstamException($"There is no device '{name}'; known are cpu and cuda.");
    }
}

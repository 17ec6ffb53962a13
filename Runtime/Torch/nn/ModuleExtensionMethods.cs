namespace TorchSharp;

/// <summary>Moving and converting modules; each returns the module it was given.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts the floating-point parameters and buffers.</summary>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(null, type, non_blocking);

    /// <summary>Moves the parameters and buffers and converts the floating-point ones.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(device, type, non_blocking);

    /// <summary>Moves the parameters and buffers.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(new torch.Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>Moves the parameters and buffers.</summary>
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(device, null, non_blocking);

    /// <summary>Moves the parameters and buffers.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(new torch.Device(device), null, non_blocking);

    /// <summary>Moves and converts the parameters and buffers to device and type of a tensor.</summary>
    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(other.device, other.dtype, non_blocking);

    /// <summary>Moves the parameters and buffers to the host.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(torch.CPU, null, non_blocking);

    /// <summary>Moves the parameters and buffers to a CUDA device.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(new torch.Device(DeviceType.CUDA, deviceIndex), null, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to single precision.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(null, torch.ScalarType.Float32, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to double precision.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(null, torch.ScalarType.Float64, non_blocking);

    /// <summary>Converts the floating-point parameters and buffers to half precision.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module
        => (T)module.Move(null, torch.ScalarType.Float16, non_blocking);
}

using System.Runtime.InteropServices;

namespace Mandelstam.Cuda;

/// <summary>What of the CUDA driver's API is used, bound at run time: a machine without a driver can load and run everything else.</summary>
/// <remarks>NVIDIA, CUDA Driver API: context, module and execution control. Functions with a <c>_v2</c> are what the header's plain names stand for.</remarks>
internal sealed unsafe class CudaDriver
{
    private const int CapabilityMajor = 75, CapabilityMinor = 76;

    private static readonly Lazy<(CudaDriver? Driver, string? Missing)> _loaded = new(Load);

    private readonly delegate* unmanaged<int*, int, int> _deviceGet;
    private readonly delegate* unmanaged<int*, int, int, int> _deviceGetAttribute;
    private readonly delegate* unmanaged<nint*, int, int> _primaryContextRetain;
    private readonly delegate* unmanaged<nint, int> _contextPush;
    private readonly delegate* unmanaged<nint*, int> _contextPop;
    private readonly delegate* unmanaged<nint*, byte*, int> _moduleLoadData;
    private readonly delegate* unmanaged<nint*, nint, byte*, int> _moduleGetFunction;
    private readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, nint*, nint*, int> _launchKernel;
    private readonly delegate* unmanaged<int, byte**, int> _getErrorName;

    private CudaDriver(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        _deviceGet = (delegate* unmanaged<int*, int, int>)Find("cuDeviceGet");
        _deviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)Find("cuDeviceGetAttribute");
        _primaryContextRetain = (delegate* unmanaged<nint*, int, int>)Find("cuDevicePrimaryCtxRetain");
        _contextPush = (delegate* unmanaged<nint, int>)Find("cuCtxPushCurrent_v2");
        _contextPop = (delegate* unmanaged<nint*, int>)Find("cuCtxPopCurrent_v2");
        _moduleLoadData = (delegate* unmanaged<nint*, byte*, int>)Find("cuModuleLoadData");
        _moduleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)Find("cuModuleGetFunction");
        _launchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, nint*, nint*, int>)Find("cuLaunchKernel");
        _getErrorName = (delegate* unmanaged<int, byte**, int>)Find("cuGetErrorName");
        Check(((delegate* unmanaged<uint, int>)Find("cuInit"))(0), "cuInit");
    }

    /// <summary>Why there is no driver to use; null where there is one.</summary>
    public static string? Missing => _loaded.Value.Missing;

    /// <summary>The driver.</summary>
    /// <exception cref="MandelstamException">There is none.</exception>
    public static CudaDriver Instance => _loaded.Value.Driver ?? throw new MandelstamException(Missing!);

    /// <summary>The context that libtorch and every other user of the CUDA runtime share; retained for the life of the process.</summary>
    /// <param name="device">The device's number.</param>
    /// <param name="architecture">Its compute capability, ten times the major version plus the minor.</param>
    public nint PrimaryContext(int device, out int architecture)
    {
        int handle, major, minor;
        nint context;
        Check(_deviceGet(&handle, device), "cuDeviceGet");
        Check(_deviceGetAttribute(&major, CapabilityMajor, handle), "cuDeviceGetAttribute");
        Check(_deviceGetAttribute(&minor, CapabilityMinor, handle), "cuDeviceGetAttribute");
        Check(_primaryContextRetain(&context, handle), "cuDevicePrimaryCtxRetain");
        architecture = (10 * major) + minor;
        return context;
    }

    /// <summary>Does something while a context is this thread's current one, and leaves the thread as it was.</summary>
    public void In(nint context, Action action)
    {
        Check(_contextPush(context), "cuCtxPushCurrent");
        try
        {
            action();
        }
        finally
        {
            nint popped;
            _contextPop(&popped);
        }
    }

    /// <summary>Loads a cubin, or PTX text that ends in a zero, into the current context.</summary>
    public nint Load(byte[] image)
    {
        nint module;
        fixed (byte* bytes = image)
        {
            Check(_moduleLoadData(&module, bytes), "cuModuleLoadData");
        }

        return module;
    }

    /// <summary>A kernel of a module.</summary>
    public nint Function(nint module, string name)
    {
        nint function;
        fixed (byte* text = System.Text.Encoding.ASCII.GetBytes(name + "\0"))
        {
            Check(_moduleGetFunction(&function, module, text), "cuModuleGetFunction");
        }

        return function;
    }

    /// <summary>Starts a kernel on the default stream. The driver copies the arguments before it returns.</summary>
    /// <param name="function">The kernel.</param>
    /// <param name="blocks">Blocks, in one dimension.</param>
    /// <param name="threads">Threads a block.</param>
    /// <param name="arguments">The address of each argument.</param>
    public void Launch(nint function, uint blocks, uint threads, nint* arguments) =>
        Check(_launchKernel(function, blocks, 1, 1, threads, 1, 1, 0, 0, arguments, null), "cuLaunchKernel");

    private static (CudaDriver?, string?) Load()
    {
        string name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";
        if (!NativeLibrary.TryLoad(name, out nint library))
        {
            return (null, $"There is no CUDA driver on this machine ({name} was not found). Use the tensor code on the CPU.");
        }

        try
        {
            return (new(library), null);
        }
        catch (EntryPointNotFoundException e)
        {
            return (null, $"The CUDA driver ({name}) is too old: {e.Message}");
        }
        catch (MandelstamException e)
        {
            return (null, e.Message);
        }
    }

    private void Check(int result, string call)
    {
        if (result != 0)
        {
            byte* name = null;
            _getErrorName(result, &name);
            string text = Marshal.PtrToStringAnsi((nint)name) ?? result.ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new MandelstamException($"CUDA: {call} failed with {text}.");
        }
    }
}

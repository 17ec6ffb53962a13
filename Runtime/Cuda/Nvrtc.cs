using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mandelstam.Cuda;

/// <summary>What of NVIDIA's run-time compiler is used, bound at run time.</summary>
/// <remarks>NVIDIA, NVRTC user guide. Version 11.2 or later: it lists the architectures that it knows.</remarks>
internal sealed unsafe class Nvrtc
{
    /// <summary>The environment variable that names the library where it is in no usual place.</summary>
    private const string Variable = "MANDELSTAM_NVRTC";

    // A libtorch with CUDA brings one of these along; so does a CUDA toolkit.
    private static readonly string[] _names = OperatingSystem.IsWindows()
        ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
        : ["libnvrtc.so", "libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2"];

    private static readonly Lazy<(Nvrtc? Compiler, string? Missing)> _loaded = new(Load);

    private readonly delegate* unmanaged<int*, int> _numSupportedArchs;
    private readonly delegate* unmanaged<int*, int> _supportedArchs;
    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> _createProgram;
    private readonly delegate* unmanaged<nint, int, byte**, int> _compileProgram;
    private readonly delegate* unmanaged<nint*, int> _destroyProgram;
    private readonly delegate* unmanaged<nint, nuint*, int> _logSize, _ptxSize, _cubinSize;
    private readonly delegate* unmanaged<nint, byte*, int> _log, _ptx, _cubin;
    private readonly delegate* unmanaged<int, byte*> _errorString;

    private Nvrtc(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        _numSupportedArchs = (delegate* unmanaged<int*, int>)Find("nvrtcGetNumSupportedArchs");
        _supportedArchs = (delegate* unmanaged<int*, int>)Find("nvrtcGetSupportedArchs");
        _createProgram = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)Find("nvrtcCreateProgram");
        _compileProgram = (delegate* unmanaged<nint, int, byte**, int>)Find("nvrtcCompileProgram");
        _destroyProgram = (delegate* unmanaged<nint*, int>)Find("nvrtcDestroyProgram");
        _logSize = (delegate* unmanaged<nint, nuint*, int>)Find("nvrtcGetProgramLogSize");
        _log = (delegate* unmanaged<nint, byte*, int>)Find("nvrtcGetProgramLog");
        _ptxSize = (delegate* unmanaged<nint, nuint*, int>)Find("nvrtcGetPTXSize");
        _ptx = (delegate* unmanaged<nint, byte*, int>)Find("nvrtcGetPTX");
        _cubinSize = (delegate* unmanaged<nint, nuint*, int>)Find("nvrtcGetCUBINSize");
        _cubin = (delegate* unmanaged<nint, byte*, int>)Find("nvrtcGetCUBIN");
        _errorString = (delegate* unmanaged<int, byte*>)Find("nvrtcGetErrorString");
    }

    /// <summary>Why there is no compiler to use; null where there is one.</summary>
    public static string? Missing => _loaded.Value.Missing;

    /// <summary>The compiler.</summary>
    /// <exception cref="MandelstamException">There is none.</exception>
    public static Nvrtc Instance => _loaded.Value.Compiler ?? throw new MandelstamException(Missing!);

    /// <summary>Compiles a source.</summary>
    /// <param name="source">CUDA C.</param>
    /// <param name="architecture">The device's compute capability, as in sm_90.</param>
    /// <param name="real">The type of the numbers, in C.</param>
    /// <returns>A cubin where the compiler knows the device; else PTX for the newest architecture before it, which the driver compiles on.</returns>
    /// <exception cref="MandelstamException">The compiler knows no architecture that the device can run, or refused the source.</exception>
    public byte[] Compile(string source, int architecture, string real)
    {
        int count;
        Check(_numSupportedArchs(&count), "nvrtcGetNumSupportedArchs");
        int[] known = new int[count];
        fixed (int* first = known)
        {
            Check(_supportedArchs(first), "nvrtcGetSupportedArchs");
        }

        int target = known.Where(a => a <= architecture).DefaultIfEmpty(0).Max();
        if (target == 0)
        {
            throw new MandelstamException(string.Create(
                CultureInfo.InvariantCulture,
                $"NVRTC compiles for compute capability {known[0] / 10.0:F1} and later, but the device has {architecture / 10.0:F1}. Use an older CUDA's libnvrtc: {Variable} names it."));
        }

        bool isExact = target == architecture;
        nint program;
        fixed (byte* text = Zero(source), file = Zero("event.cu"))
        {
            Check(_createProgram(&program, text, file, 0, null, null), "nvrtcCreateProgram");
        }

        try
        {
            Run(program, [$"--gpu-architecture={(isExact ? "sm" : "compute")}_{target.ToString(CultureInfo.InvariantCulture)}", "-DREAL=" + real]);
            return isExact ? Read(program, _cubinSize, _cubin) : Read(program, _ptxSize, _ptx);
        }
        finally
        {
            _destroyProgram(&program);
        }
    }

    private static (Nvrtc?, string?) Load()
    {
        string[] names = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? [path] : _names;
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                try
                {
                    return (new(library), null);
                }
                catch (EntryPointNotFoundException)
                {
                    // Older than 11.2; perhaps the next name is a newer one.
                }
            }
        }

        return (null, $"There is no NVRTC of CUDA 11.2 or later ({string.Join(", ", names)}). Install the CUDA toolkit, or set {Variable} to the path of the library.");
    }

    private static byte[] Zero(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static byte[] Read(nint program, delegate* unmanaged<nint, nuint*, int> size, delegate* unmanaged<nint, byte*, int> get)
    {
        nuint length;
        if (size(program, &length) != 0)
        {
            return [];
        }

        byte[] bytes = new byte[(int)length];
        fixed (byte* first = bytes)
        {
            return get(program, first) == 0 ? bytes : [];
        }
    }

    private void Run(nint program, string[] options)
    {
        GCHandle[] pins = [.. options.Select(static o => GCHandle.Alloc(Zero(o), GCHandleType.Pinned))];
        try
        {
            byte** texts = stackalloc byte*[pins.Length];
            for (int i = 0; i < pins.Length; i++)
            {
                texts[i] = (byte*)pins[i].AddrOfPinnedObject();
            }

            int result = _compileProgram(program, pins.Length, texts);
            if (result != 0)
            {
                string log = Encoding.UTF8.GetString(Read(program, _logSize, _log)).TrimEnd('\0', '\n');
                throw new MandelstamException($"NVRTC refused a generated kernel ({Name(result)}); please report it with the declaration.\n{log}");
            }
        }
        finally
        {
            Array.ForEach(pins, static p => p.Free());
        }
    }

    private void Check(int result, string call)
    {
        if (result != 0)
        {
            throw new MandelstamException($"NVRTC: {call} failed with {Name(result)}.");
        }
    }

    private string Name(int result) => Marshal.PtrToStringAnsi((nint)_errorString(result)) ?? result.ToString(CultureInfo.InvariantCulture);
}

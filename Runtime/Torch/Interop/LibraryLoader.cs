using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Interop;

/// <summary>Finds the shim, and sets what must be set before libtorch is loaded.</summary>
internal static partial class LibraryLoader
{
    private const string FileName = "libmandelstam_torch.so";

    /// <summary>Takes over the search for one library of this assembly.</summary>
    public static void Register(string library)
        => NativeLibrary.SetDllImportResolver(typeof(LibraryLoader).Assembly, (name, _, _) => name == library ? Load() : 0);

    private static nint Load()
    {
        string path = Candidates().FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"{FileName}, the bridge to this machine's libtorch, has not been built: run ./mandelstam setup (or Runtime/Torch/native/build.sh).");
        PrepareProcess();
        return NativeLibrary.Load(path);
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("MANDELSTAM_NATIVE") is { Length: > 0 } folder)
        {
            yield return Path.Combine(folder, FileName);
        }
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Dsl.sln")))
            {
                yield return Path.Combine(at.FullName, ".mandelstam", "native", FileName);
            }
        }
        // An application outside of the repository: what the set-up made for the one that this library was built in.
        if (typeof(LibraryLoader).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static a => a.Key == "NativeFolder")?.Value is { } built)
        {
            yield return Path.Combine(built, FileName);
        }
    }

    private static void PrepareProcess()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        // A preset for an older core halves the speed of matrix products. .NET's own SetEnvironmentVariable does not reach native getenv.
        if (Avx512F.IsSupported && Environment.GetEnvironmentVariable("MANDELSTAM_KEEP_BLAS_CORE") is null)
        {
            SetEnvironment("OPENBLAS_CORETYPE", "SkylakeX", 1);
        }
        // OpenMP's threads spin while they wait: beside any other busy process that costs a factor of ten. Asleep they cost next to nothing.
        SetEnvironment("OMP_WAIT_POLICY", "passive", 0);
        KeepFreedMemory();
        // Debian's reference BLAS is an order of magnitude slower than OpenBLAS, and OpenBLAS with its own thread pool fights with libtorch's
        // OpenMP pool: the OpenMP build shares it. Loaded first, it is the libblas.so.3 that libtorch gets.
        string blas = $"/usr/lib/{Triplet()}/openblas-openmp/libblas.so.3";
        if (File.Exists(blas))
        {
            NativeLibrary.TryLoad(blas, out _);
        }
    }

    // By default glibc gives freed activations back to the kernel and pays for fresh pages at the next step: a fifth of a training step.
    private static void KeepFreedMemory()
    {
        const int TrimThreshold = -1, TopPad = -2, MmapMax = -4;
        try
        {
            MallocOption(MmapMax, 0);
            MallocOption(TrimThreshold, int.MaxValue);
            MallocOption(TopPad, 64 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library (musl): it has no such options, and only speed is lost.
        }
    }

    private static string Triplet() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => "aarch64-linux-gnu",
        _ => "x86_64-linux-gnu",
    };

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallocOption(int option, int value);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using Mandelstam.Cuda;
using Xunit;

namespace Mandelstam.Generators.Tests.Cuda;

/// <summary>Generated CUDA source compiled as C++ with a header that stands in for CUDA, and run on the CPU.</summary>
internal sealed unsafe class CpuKernels : IEventKernels
{
    // Not a divisor of the tests' numbers of rows: the last block has threads without a row.
    private const uint ThreadsPerBlock = 48;

    private readonly Dictionary<string, nint> _launchers = [];

    /// <summary>Compiles and loads.</summary>
    /// <param name="source">CUDA C.</param>
    /// <param name="real">The type of the numbers, in C.</param>
    public CpuKernels(string source, string real)
    {
        string folder = Directory.CreateTempSubdirectory("mandelstam-cuda-").FullName, file = Path.Combine(folder, "event.cpp"), library = Path.Combine(folder, "event.so");
        try
        {
            string[] kernels = ["perturb", "pull"];
            File.WriteAllText(file, source + string.Concat(kernels.Select(static k =>
                $"extern \"C\" void launch_{k}(void** arguments, unsigned blocks, unsigned threads) {{ on_cpu::launch({k}, arguments, blocks, threads); }}\n")));
            string header = Path.Combine(TestKit.ReferenceData.RepositoryRoot, "tests", "Generators.Tests", "Cuda", "cuda_on_cpu.h");

            // Warnings that would be a loss of digits on the device are errors. No contraction: every operation rounds, as in the reference.
            Compile(
                "-std=c++17", "-O0", "-ffp-contract=off", "-fPIC", "-shared", "-Wall", "-Werror", "-Wdouble-promotion", "-Wfloat-conversion", "-Wno-unused",
                "-DREAL=" + real, "-include", header, "-o", library, file);
            nint handle = NativeLibrary.Load(library);
            foreach (string kernel in kernels)
            {
                _launchers.Add(kernel, NativeLibrary.GetExport(handle, "launch_" + kernel));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true); // a loaded library stays mapped
        }
    }

    /// <summary>Whether a compiler for it is at hand.</summary>
    public static bool HasCompiler { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static p => File.Exists(Path.Combine(p, "g++")));

    /// <inheritdoc/>
    public void Launch(string name, ReadOnlySpan<long> arguments, long rows)
    {
        nint* addresses = stackalloc nint[arguments.Length];
        fixed (long* first = arguments)
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                addresses[i] = (nint)(first + i);
            }

            ((delegate* unmanaged<nint*, uint, uint, void>)_launchers[name])(addresses, (uint)((rows + ThreadsPerBlock - 1) / ThreadsPerBlock), ThreadsPerBlock);
        }
    }

    private static void Compile(params string[] arguments)
    {
        using Process compiler = Process.Start(new ProcessStartInfo("g++", arguments) { RedirectStandardError = true })!;
        string messages = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, messages);
    }
}

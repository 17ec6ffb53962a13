using TorchSharp;

namespace Mandelstam.Cuda;

/// <summary>Kernels compiled with NVRTC and loaded into a device's primary context, which is the one that libtorch uses.</summary>
internal sealed unsafe class CudaKernels : IEventKernels
{
    // A multiple of the warp that leaves the registers of a long kernel room enough on every generation.
    private const uint ThreadsPerBlock = 128;

    private readonly CudaDriver _driver = CudaDriver.Instance;
    private readonly nint _context;
    private readonly Dictionary<string, nint> _functions = [];

    /// <summary>Compiles and loads.</summary>
    /// <param name="source">CUDA C.</param>
    /// <param name="device">The device's number.</param>
    /// <param name="type">The type of the numbers.</param>
    public CudaKernels(string source, int device, torch.ScalarType type)
    {
        _context = _driver.PrimaryContext(device, out int architecture);
        byte[] image = Nvrtc.Instance.Compile(source, architecture, type == torch.ScalarType.Float64 ? "double" : "float");
        _driver.In(_context, () =>
        {
            // Kept for the life of the process, as the context is: the next batch needs it again.
            nint module = _driver.Load(image);
            foreach (string name in new[] { "perturb", "pull" })
            {
                _functions.Add(name, _driver.Function(module, name));
            }
        });
    }

    /// <inheritdoc/>
    public void Launch(string name, ReadOnlySpan<long> arguments, long rows)
    {
        long[] values = arguments.ToArray();
        _driver.In(_context, () =>
        {
            nint* addresses = stackalloc nint[values.Length];
            fixed (long* first = values)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    addresses[i] = (nint)(first + i);
                }

                _driver.Launch(_functions[name], checked((uint)((rows + ThreadsPerBlock - 1) / ThreadsPerBlock)), ThreadsPerBlock, addresses);
            }
        });
    }
}

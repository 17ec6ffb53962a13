using Mandelstam.Cuda;
using Xunit;

namespace Mandelstam.Generators.Tests.Cuda;

/// <summary>A test that runs on a CUDA device; skipped, and counted as skipped, where there is none.</summary>
public sealed class CudaTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the device when the test is discovered.</summary>
    public CudaTheoryAttribute()
    {
        if (!CudaEvents.IsAvailable)
        {
            Skip = "There is no CUDA here: a libtorch with CUDA, a driver, a device and NVRTC are needed.";
        }
    }
}

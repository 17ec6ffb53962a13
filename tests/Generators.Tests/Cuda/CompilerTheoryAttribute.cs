using Xunit;

namespace Mandelstam.Generators.Tests.Cuda;

/// <summary>A test that compiles generated CUDA source as C++; skipped, and counted as skipped, where there is no g++.</summary>
public sealed class CompilerTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the compiler when the test is discovered.</summary>
    public CompilerTheoryAttribute()
    {
        if (!CpuKernels.HasCompiler)
        {
            Skip = "There is no g++ on the PATH: generated CUDA source cannot be compiled for the CPU.";
        }
    }
}

namespace Mandelstam.Cuda;

/// <summary>The compiled kernels of an event for one device and one type of number.</summary>
internal interface IEventKernels
{
    /// <summary>Starts a kernel with one thread a row, after all that was started before on the device's default stream.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="arguments">Its arguments in order: addresses and counts, eight bytes each.</param>
    /// <param name="rows">The number of rows.</param>
    void Launch(string name, ReadOnlySpan<long> arguments, long rows);
}

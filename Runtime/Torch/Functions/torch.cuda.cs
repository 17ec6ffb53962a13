using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Whether libtorch has CUDA and the machine a device.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many devices there are.</summary>
        public static int device_count() => NativeError.Check(NativeMethods.mt_cuda_device_count());

        /// <summary>Waits until a device has done all its work.</summary>
        public static void synchronize(Device? device = null) => NativeError.Check(NativeMethods.mt_cuda_synchronize(device?.index ?? -1));

        /// <summary>Seeds the generator of the current device.</summary>
        public static void manual_seed(long seed)
        {
            if (is_available())
            {
                using Generator generator = Generator.DefaultOf(CUDA);
                generator.manual_seed(seed);
            }
        }
    }
}

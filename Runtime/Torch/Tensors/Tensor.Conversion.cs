using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Other element types, other devices.
    public partial class Tensor
    {
        /// <summary>A copy with another element type, or the tensor itself where nothing changes.</summary>
        /// <param name="type">The element type.</param>
        /// <param name="copy">Copies also where nothing changes.</param>
        /// <param name="disposeAfter">Disposes of this tensor if a copy was made.</param>
        /// <param name="non_blocking">Does not wait for a device.</param>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => Convert(Aten.to_dtype.Call(this, type, non_blocking, copy), disposeAfter);

        /// <inheritdoc cref="to_type"/>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>A copy on another device, or the tensor itself where it lies there.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => to(dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>A copy on another device, or the tensor itself where it lies there.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>A copy on another device, or the tensor itself where it lies there.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => to(dtype, new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>A copy with another element type on another device, or the tensor itself where nothing changes.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => Convert(Aten.to_device.Call(this, device, type, non_blocking, copy), disposeAfter);

        /// <summary>A copy with the element type and device of another tensor, or the tensor itself where nothing changes.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>A copy in the host's memory, or the tensor itself where it lies there.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>A copy on a CUDA device, or the tensor itself where it lies there.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>A copy with another element type, or the tensor itself where nothing changes.</summary>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>A copy with the element type of another tensor, or the tensor itself where nothing changes.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>A copy in single precision, or the tensor itself where it is that.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>A copy in double precision, or the tensor itself where it is that.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>A copy in half precision, or the tensor itself where it is that.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>A copy with 64-bit integers, or the tensor itself where it has them.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>A copy with 32-bit integers, or the tensor itself where it has them.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>A copy with truth values, or the tensor itself where it has them.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        // Where nothing changes, libtorch returns the tensor itself: then no second object is made of it.
        private Tensor Convert(Tensor result, bool disposeAfter)
        {
            if (result._handle == Handle)
            {
                result.Dispose();
                return this;
            }
            if (disposeAfter)
            {
                Dispose();
            }
            return result;
        }
    }
}

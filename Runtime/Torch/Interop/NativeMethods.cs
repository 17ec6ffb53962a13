using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

#pragma warning disable SA1300, IDE1006 // The names are those of native/shim.cpp, where each function is described.

/// <summary>The shim's functions. Those that cannot block and do next to nothing skip the garbage collector's transition.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "mandelstam_torch";

    static NativeMethods() => LibraryLoader.Register(Library);

    [LibraryImport(Library)] internal static partial byte* mt_error();
    [LibraryImport(Library)] internal static partial void mt_set_error(byte* message);
    [LibraryImport(Library)] internal static partial byte* mt_version();

    [LibraryImport(Library)] internal static partial int mt_operator(byte* name, byte* overload, nint* result);
    [LibraryImport(Library)] internal static partial int mt_call(nint op, int count, Value* arguments, int capacity, Value* results);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_take_list(nint* result);

    [LibraryImport(Library)] internal static partial void mt_release(nint handle);
    [LibraryImport(Library)] internal static partial void mt_release_all(nint* handles, int count);
    [LibraryImport(Library), SuppressGCTransition] internal static partial nint mt_retain(nint handle);
    [LibraryImport(Library)] internal static partial int mt_empty(int dimensions, long* sizes, int type, int device, int index, nint* result);
    [LibraryImport(Library)] internal static partial int mt_data(nint handle, void** result);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_dimensions(nint handle);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_elements(nint handle);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long mt_bytes(nint handle);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_sizes(nint handle, long* result);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_strides(nint handle, long* result);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_type(nint handle);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_contiguous(nint handle);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_device(nint handle, int* type, int* index);
    [LibraryImport(Library)] internal static partial int mt_item(nint handle, Value* result);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_requires_grad(nint handle);
    [LibraryImport(Library)] internal static partial int mt_set_requires_grad(nint handle, int value);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_is_leaf(nint handle);
    [LibraryImport(Library)] internal static partial int mt_retain_grad(nint handle);
    [LibraryImport(Library)] internal static partial int mt_get_grad(nint handle, nint* result);
    [LibraryImport(Library)] internal static partial int mt_set_grad(nint handle, nint gradient);
    [LibraryImport(Library)]
    internal static partial int mt_backward(
        nint* outputs, int outputCount, nint* gradients, int gradientCount, int retain, int create, nint* inputs, int inputCount);
    [LibraryImport(Library)]
    internal static partial int mt_grad(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retain, int create, int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void mt_set_grad_mode(int value);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int mt_inference_mode();
    [LibraryImport(Library)] internal static partial nint mt_inference_begin(int value);
    [LibraryImport(Library)] internal static partial void mt_inference_end(nint guard);
    [LibraryImport(Library)] internal static partial int mt_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial int mt_threads();
    [LibraryImport(Library)] internal static partial int mt_set_threads(int count);
    [LibraryImport(Library)] internal static partial int mt_cuda_device_count();
    [LibraryImport(Library)] internal static partial int mt_cuda_synchronize(int index);

    [LibraryImport(Library)] internal static partial int mt_generator(int device, int index, int fresh, ulong seed, nint* result);
    [LibraryImport(Library)] internal static partial void mt_generator_release(nint handle);
    [LibraryImport(Library)] internal static partial int mt_generator_seed(nint handle, int action, ulong* seed);
    [LibraryImport(Library)] internal static partial int mt_generator_get_state(nint handle, nint* result);
    [LibraryImport(Library)] internal static partial int mt_generator_set_state(nint handle, nint state);

    [LibraryImport(Library)] internal static partial void mt_push(nint outcome, int list, nint handle);
    [LibraryImport(Library)] internal static partial void mt_materialize(nint outcome, int value);
    [LibraryImport(Library)] internal static partial int mt_custom(nint* inputs, int count, FunctionCallbacks callbacks, nint state);
}

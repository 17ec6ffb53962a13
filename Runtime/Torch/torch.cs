using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// The part of TorchSharp's API that this project uses, over whatever libtorch the machine has. Names, signatures and meaning are TorchSharp's
/// (and so PyTorch's); an error of libtorch arrives as <see cref="ExternalException"/> with its message.
/// </summary>
public static unsafe partial class torch
{
    private static ScalarType _defaultType = ScalarType.Float32;

    /// <summary>The version of libtorch that the bridge was built against.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.mt_version())!;

    /// <summary>The innermost open dispose scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Opens a dispose scope on this thread: tensors created until it is disposed of are disposed of with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>Runs an expression in a dispose scope of its own; only its result survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>The element type of tensors that are created without one.</summary>
    public static ScalarType get_default_dtype() => _defaultType;

    /// <summary>Sets the element type of tensors that are created without one.</summary>
    public static void set_default_dtype(ScalarType dtype) => _defaultType = dtype;

    /// <summary>How many threads one operator may use.</summary>
    public static int get_num_threads() => NativeMethods.mt_threads();

    /// <summary>Sets how many threads one operator may use.</summary>
    public static void set_num_threads(int num) => NativeError.Check(NativeMethods.mt_set_threads(num));

    /// <summary>Stops the recording of gradients on this thread until disposed of.</summary>
    public static IDisposable no_grad() => new GradientMode(false);

    /// <summary>Starts the recording of gradients on this thread until disposed of.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    /// <summary>Starts or stops the recording of gradients on this thread until disposed of.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    /// <summary>Whether gradients are recorded on this thread.</summary>
    public static bool is_grad_enabled() => NativeMethods.mt_grad_mode() != 0;

    /// <summary>Stops recording and version counting on this thread until disposed of: faster, but its tensors never take part in gradients.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    /// <summary>Whether the thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.mt_inference_mode() != 0;

    /// <summary>Seeds the default generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeError.Check(NativeMethods.mt_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    /// <summary>The seed of the default generator.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The state of the default generator.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Sets the state of the default generator.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    private sealed class GradientMode : IDisposable
    {
        private readonly int _before = NativeMethods.mt_grad_mode();

        public GradientMode(bool enabled) => NativeMethods.mt_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.mt_set_grad_mode(_before);
    }

    private sealed class InferenceGuard(bool mode) : IDisposable
    {
        private nint _guard = NativeMethods.mt_inference_begin(mode ? 1 : 0);

        public void Dispose()
        {
            nint guard = Interlocked.Exchange(ref _guard, 0);
            if (guard != 0)
            {
                NativeMethods.mt_inference_end(guard);
            }
        }
    }
}

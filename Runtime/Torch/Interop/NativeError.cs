using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>Turns libtorch's errors into the exception that TorchSharp throws for them, and managed ones into libtorch's on the way down.</summary>
internal static unsafe class NativeError
{
    [ThreadStatic]
    private static Exception? _pending;

    /// <summary>Passes a status on, unless it is negative.</summary>
    /// <exception cref="ExternalException">The call failed; the message is libtorch's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Check(int status)
    {
        if (status < 0)
        {
            Throw();
        }
        return status;
    }

    /// <summary>Reports an exception of a managed callback; <see cref="Check"/> in the caller gives it as the inner exception.</summary>
    public static int Report(Exception exception)
    {
        _pending = exception;
        fixed (byte* message = Encoding.UTF8.GetBytes($"{exception.GetType().Name}: {exception.Message}\0"))
        {
            NativeMethods.mt_set_error(message);
        }
        return -1;
    }

    private static void Throw()
    {
        Exception? cause = _pending;
        _pending = null;
        throw new ExternalException(Marshal.PtrToStringUTF8((nint)NativeMethods.mt_error()), cause);
    }
}

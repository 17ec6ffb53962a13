namespace TorchSharp.Interop;

/// <summary>
/// Answers for a tensor that no dispose scope owns. It, not the tensor, has the finalizer, so that the many tensors inside scopes cost the
/// garbage collector nothing; and it tells the collector how many bytes hang on the object.
/// </summary>
internal sealed class NativeReference
{
    // Below this a tensor weighs little more than its managed object, and telling would cost more than it brings.
    private const long Unnoticed = 4096;

    private readonly nint _handle;
    private readonly long _bytes;

    public NativeReference(nint handle)
    {
        _handle = handle;
        long bytes = NativeMethods.mt_bytes(handle);
        if (bytes >= Unnoticed)
        {
            _bytes = bytes;
            GC.AddMemoryPressure(bytes);
        }
    }

    ~NativeReference() => ReleaseNative();

    /// <summary>Releases the tensor now.</summary>
    public void Release()
    {
        GC.SuppressFinalize(this);
        ReleaseNative();
    }

    /// <summary>Steps back without releasing: a scope answers from now on.</summary>
    public void Surrender()
    {
        GC.SuppressFinalize(this);
        RemovePressure();
    }

    private void ReleaseNative()
    {
        NativeMethods.mt_release(_handle);
        RemovePressure();
    }

    private void RemovePressure()
    {
        if (_bytes > 0)
        {
            GC.RemoveMemoryPressure(_bytes);
        }
    }
}

using System.Runtime.InteropServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A libtorch tensor: a counted reference to it, released by <see cref="Dispose()"/>, by its dispose scope or by the garbage collector.</summary>
    public unsafe partial class Tensor : IDisposable
    {
        private nint _handle;

        // Only for a tensor that no scope owns: then nobody but the garbage collector may notice that it is gone.
        private NativeReference? _reference;

        /// <summary>Takes over one reference.</summary>
        internal Tensor(nint handle)
        {
            _handle = handle;
            if (handle == 0)
            {
                return;
            }
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
            if (OwningDisposeScope is null)
            {
                _reference = new NativeReference(handle);
            }
        }

        /// <summary>Takes over the reference and the scope of another tensor, which becomes invalid.</summary>
        private protected Tensor(Tensor other)
        {
            _handle = other._handle;
            _reference = other._reference;
            OwningDisposeScope = other.OwningDisposeScope;
            OwningDisposeScope?.Replace(other, this);
            (other._handle, other._reference, other.OwningDisposeScope) = (0, null, null);
        }

        /// <summary>The scope that disposes of this tensor, if any.</summary>
        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>The place in the scope's list, kept by the scope.</summary>
        internal int ScopeIndex { get; set; }

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed of.</exception>
        public nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        /// <summary>Whether the tensor was disposed of.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>The lengths of the dimensions.</summary>
        public long[] shape
        {
            get
            {
                long[] result = new long[NativeMethods.mt_dimensions(Handle)];
                fixed (long* sizes = result)
                {
                    NativeMethods.mt_sizes(_handle, sizes);
                }
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>The element type.</summary>
        public ScalarType dtype => (ScalarType)NativeMethods.mt_type(Handle);

        /// <summary>Where the elements lie.</summary>
        public Device device
        {
            get
            {
                int type, index;
                NativeMethods.mt_device(Handle, &type, &index);
                GC.KeepAlive(this);
                return new Device((DeviceType)type, index);
            }
        }

        /// <summary>The kind of device.</summary>
        public DeviceType device_type => device.type;

        /// <summary>The number of the device, -1 for the current one.</summary>
        public int device_index => device.index;

        /// <summary>Whether the elements lie on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => NativeMethods.mt_dimensions(Handle);

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => NativeMethods.mt_elements(Handle);

        /// <summary>The size of an element in bytes.</summary>
        public long ElementSize => dtype.ElementSize();

        /// <summary>The matrix transpose.</summary>
        public Tensor T => Aten.numpy_T.Call(this);

        /// <summary>The transpose of the last two dimensions.</summary>
        public Tensor mT => Aten.mT.Call(this);

        /// <summary>Whether gradients with respect to this tensor are recorded.</summary>
        public bool requires_grad
        {
            get => NativeMethods.mt_requires_grad(Handle) != 0;
            set => NativeError.Check(NativeMethods.mt_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>Whether no recorded operation produced this tensor.</summary>
        public bool is_leaf => NativeMethods.mt_is_leaf(Handle) != 0;

        /// <summary>The gradient that the last backward pass left, as a new tensor object, or null.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient;
                NativeError.Check(NativeMethods.mt_get_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeError.Check(NativeMethods.mt_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>The elements' memory as bytes; the tensor must lie on the CPU, be contiguous and outlive the span.</summary>
        /// <exception cref="NotImplementedException">It is not contiguous.</exception>
        /// <exception cref="InvalidOperationException">It lies on another device.</exception>
        public Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                {
                    throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                }
                return new Span<byte>(HostData(), checked((int)NativeMethods.mt_bytes(Handle)));
            }
            set
            {
                Span<byte> target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"{value.Length} bytes were given for a tensor of {target.Length}.", nameof(value));
                }
                value.CopyTo(target);
            }
        }

        /// <summary>Makes a new tensor object of a reference that the caller owns.</summary>
        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The size of an element in bytes.</summary>
        public long element_size() => ElementSize;

        /// <summary>The lengths of the dimensions.</summary>
        public long[] size() => shape;

        /// <summary>The length of one dimension; negative numbers count from the last.</summary>
        public long size(int dim) => shape[(int)Wrap(dim)];

        /// <summary>The steps between neighbours along each dimension, in elements.</summary>
        public long[] stride()
        {
            long[] result = new long[NativeMethods.mt_dimensions(Handle)];
            fixed (long* strides = result)
            {
                NativeMethods.mt_strides(_handle, strides);
            }
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The step between neighbours along one dimension, in elements.</summary>
        public long stride(int dim) => stride()[(int)Wrap(dim)];

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => NativeMethods.mt_contiguous(Handle) != 0;

        /// <summary>Whether the elements are real floating-point numbers.</summary>
        public bool is_floating_point() => dtype.IsFloatingPoint();

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => dtype.IsComplex();

        /// <summary>Whether the elements are integers or truth values.</summary>
        public bool is_integral() => dtype.IsIntegral();

        /// <summary>Whether the elements lie in the host's memory.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Asks for gradients and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Asks for gradients and returns this tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of this tensor though it is not a leaf.</summary>
        public void retain_grad() => NativeError.Check(NativeMethods.mt_retain_grad(Handle));

        /// <summary>Computes the gradients of this one-element tensor with respect to the leaves.</summary>
        public void backward() => autograd.backward(this);

        /// <summary>Computes the gradients of this tensor with respect to the leaves.</summary>
        /// <param name="grad_tensors">The gradient with respect to this tensor; not needed for one element.</param>
        /// <param name="retain_graph">Keeps the recorded graph for another pass.</param>
        /// <param name="create_graph">Records the backward pass itself, for higher derivatives.</param>
        /// <param name="inputs">The leaves; all of them by default.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Cuts the tensor out of the graph, in place.</summary>
        public Tensor detach_() => Aten.detach_.Apply(this);

        /// <summary>Whether the other tensor has the same shape and elements.</summary>
        public bool Equals(Tensor? target) => target is not null && Aten.equal.CallBool(this, target);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => _handle.GetHashCode();

        /// <summary>Reads elements of the type that the tensor has.</summary>
        /// <exception cref="ArgumentException">The element type is another one.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ScalarType asked = ScalarTypes.Of<T>();
            return asked == dtype ? new TensorAccessor<T>(this)
                : throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
        }

        /// <summary>The value of a one-element tensor, of the type that the tensor has.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"Number of elements in the tensor must be 1, got {NumberOfElements}.");
            }
            if (ScalarTypes.Of<T>() != dtype)
            {
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            }
            return ToScalar().As<T>();
        }

        /// <summary>The value of a one-element tensor.</summary>
        public Scalar ToScalar()
        {
            Value value;
            NativeError.Check(NativeMethods.mt_item(Handle, &value));
            GC.KeepAlive(this);
            return new Scalar(value, dtype);
        }

        /// <summary>Moves the tensor to the scope around the one that owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: from now on only <see cref="Dispose()"/> or the garbage collector releases it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to another scope, or out of all where that is null.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
            {
                other.Attach(this);
            }
            else
            {
                OwningDisposeScope?.MoveToOther(other, this);
            }
            return this;
        }

        /// <summary>Moves the tensor to the scope that owns another one.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Releases the tensor; further use throws.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
            {
                return;
            }
            DisposeScopeManager.ThreadSingleton.CountDisposal(this);
            OwningDisposeScope?.Forget(this);
            if (_reference is { } reference)
            {
                reference.Release();
            }
            else
            {
                NativeMethods.mt_release(handle);
            }
        }

        /// <summary>The tensors of the list that the last call on this thread returned.</summary>
        internal static Tensor[] TakeList(int count)
        {
            nint[] handles = new nint[count];
            fixed (nint* first = handles)
            {
                NativeMethods.mt_take_list(first);
            }
            return Array.ConvertAll(handles, handle => new Tensor(handle));
        }

        /// <summary>The elements' address.</summary>
        internal void* HostData()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
            void* address;
            NativeError.Check(NativeMethods.mt_data(Handle, &address));
            return address;
        }

        /// <summary>Another reference to the same native tensor, for the shim to own.</summary>
        internal nint Retain() => NativeMethods.mt_retain(Handle);

        /// <summary>Hands the reference to the scope that releases it.</summary>
        internal nint TakeHandle() => Interlocked.Exchange(ref _handle, 0);

        /// <summary>Tells the tensor that a scope answers for it, or none.</summary>
        internal void SetOwner(DisposeScope? scope)
        {
            OwningDisposeScope = scope;
            if (scope is null)
            {
                _reference ??= new NativeReference(_handle);
            }
            else
            {
                _reference?.Surrender();
                _reference = null;
            }
        }

        private long Wrap(long dim) => dim < 0 ? dim + Dimensions : dim;

        private Tensor To(ScalarType? type) => type is { } given ? to_type(given) : this;

        private static string? NameOf(RoundingMode mode) => mode is RoundingMode.None ? null : mode.ToString();
    }
}

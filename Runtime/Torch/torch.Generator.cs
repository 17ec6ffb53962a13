using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A random generator of a device.</summary>
    public unsafe class Generator : IDisposable
    {
        private nint _handle;

        /// <summary>Makes a generator with a seed.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(device ?? CPU, fresh: true, seed)
        {
        }

        private Generator(Device device, bool fresh, ulong seed)
        {
            this.device = device;
            nint handle;
            NativeError.Check(NativeMethods.mt_generator((int)device.type, device.index, fresh ? 1 : 0, seed, &handle));
            _handle = handle;
        }

        /// <summary>Releases the generator.</summary>
        ~Generator() => Dispose(false);

        private enum SeedAction
        {
            Read,
            Set,
            Draw,
        }

        /// <summary>The generator that operators use where none is given.</summary>
        public static Generator Default => DefaultOf(CPU);

        /// <summary>The device whose numbers it draws.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        /// <exception cref="InvalidOperationException">It was disposed of.</exception>
        public nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        /// <summary>Sets the seed and returns this generator.</summary>
        public Generator manual_seed(long seed)
        {
            Seed(SeedAction.Set, unchecked((ulong)seed));
            return this;
        }

        /// <summary>Draws a seed from the system, sets and returns it.</summary>
        public long seed() => Seed(SeedAction.Draw, 0);

        /// <summary>The seed.</summary>
        public long initial_seed() => Seed(SeedAction.Read, 0);

        /// <summary>The state, as bytes.</summary>
        public Tensor get_state()
        {
            nint state;
            NativeError.Check(NativeMethods.mt_generator_get_state(Handle, &state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        /// <summary>Goes back to a state.</summary>
        public void set_state(Tensor value)
        {
            NativeError.Check(NativeMethods.mt_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        /// <summary>Releases the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>The default generator of a device.</summary>
        internal static Generator DefaultOf(Device device) => new(device, fresh: false, 0);

        /// <summary>Releases the generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                NativeMethods.mt_generator_release(handle);
            }
        }

        private long Seed(SeedAction action, ulong seed)
        {
            NativeError.Check(NativeMethods.mt_generator_seed(Handle, (int)action, &seed));
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }
    }
}

using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>What a custom function's forward hands to its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private nint[] _unpacked = [];

            internal AutogradContext()
            {
            }

            internal List<Tensor?> ToSave { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>Whether backward gets zeros for outputs that nothing depends on.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Saves tensors, in forward; the graph keeps them until it is released.</summary>
            public void save_for_backward(List<Tensor> tensors) => ToSave = [.. tensors];

            /// <summary>The saved tensors, in backward.</summary>
            public List<Tensor> get_saved_variables() => [.. _unpacked.Select(handle => new Tensor(handle == 0 ? 0 : NativeMethods.mt_retain(handle)))];

            /// <summary>Saves anything but a tensor, in forward.</summary>
            public void save_data(string key, object value) => _data[key] = value;

            /// <summary>What was saved under a key, or null.</summary>
            public object? get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>Tells, in forward, which inputs it changed in place.</summary>
            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            /// <summary>Tells, in forward, which outputs have no gradient.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            /// <summary>Whether backward gets zeros, or null, for outputs that nothing depends on.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Does nothing: the graph owns what was saved.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Does nothing: the graph owns what was saved.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Shows the saved tensors for the time of a backward call.</summary>
            internal void Unpack(ReadOnlySpan<nint> saved) => _unpacked = saved.ToArray();

            /// <summary>Lets go of what forward needed only once.</summary>
            internal void Packed()
            {
                ToSave = [];
                Dirty = [];
                NonDifferentiable = [];
            }
        }
    }
}

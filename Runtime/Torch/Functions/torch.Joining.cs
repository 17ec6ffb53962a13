using TorchSharp.Interop;

namespace TorchSharp;

#pragma warning disable CS1591 // What each function computes is documented at https://pytorch.org/docs/stable/torch.html under its name.

// Functions of several tensors.
public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.cat.Call(Argument.List([.. tensors]), dim);
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.cat.Call(Argument.List(tensors), dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.cat.Call(Argument.List(tensors.ToArray()), dim);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack.Call(Argument.List([.. tensors]), dim);
    public static Tensor hstack(params Tensor[] tensors) => Aten.hstack.Call(Argument.List(tensors));
    public static Tensor vstack(Tensor[] tensors) => Aten.vstack.Call(Argument.List(tensors));
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.meshgrid_indexing.CallList(Argument.List([.. tensors]), indexing);
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.broadcast_tensors.CallList(Argument.List(tensors));
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum.Call(equation, Argument.List(tensors));
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.where_self.Call(condition, x, y);
    public static Tensor[] where(Tensor condition) => Aten.where.CallList(condition);

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null)
        => Aten.searchsorted_Tensor.Call(sorted_sequence, values, out_int32, right, Argument.None, sorter);
}

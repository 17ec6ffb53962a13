using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Reading and writing parts of a tensor, with the rules of numpy.
    public partial class Tensor
    {
        /// <summary>The part that a list of indices selects.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements that masks or lists of indices select.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The part at one position of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => At(indices).copy_(value);
        }

        /// <summary>The part at one position of the first dimension.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At(i1);
            set => At(i1).copy_(value);
        }

        /// <summary>The part at one position of the first two dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => At(i1, i2).copy_(value);
        }

        /// <summary>The part at one position of the first three dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => At(i1, i2, i3).copy_(value);
        }

        /// <summary>The part at one position of the first four dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => At(i1, i2, i3, i4).copy_(value);
        }

        /// <summary>The part that a list of indices selects.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            (Tensor view, Tensor?[]? lists) = Locate(indices);
            return lists is null ? view.alias() : Aten.index_Tensor.Call(view, Argument.OptionalList(lists));
        }

        /// <summary>The elements that masks or lists of indices select.</summary>
        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.Call(this, Argument.OptionalList(indices));

        /// <summary>Writes into the part that a list of indices selects.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Writes into the part that a list of indices selects, or adds to it.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            (Tensor view, Tensor?[]? lists) = Locate(indices);
            if (lists is not null)
            {
                Aten.index_put_.Apply(view, Argument.OptionalList(lists), value.to(dtype, device), accumulate);
            }
            else if (accumulate)
            {
                view.add_(value);
            }
            else
            {
                view.copy_(value);
            }
            return this;
        }

        /// <summary>Writes into the elements that masks or lists of indices select.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <summary>Writes into the elements that masks or lists of indices select, or adds to them.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
            => Aten.index_put_.Apply(this, Argument.OptionalList(indices), value, accumulate);

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            Tensor part = this;
            foreach (long index in indices)
            {
                part = part.select(0, index);
            }
            return part;
        }

        // Numbers, ranges and new dimensions make a view; masks and lists of indices are left for the operator, one slot per dimension.
        private (Tensor View, Tensor?[]? Lists) Locate(TensorIndex[] indices)
        {
            Tensor view = this;
            List<Tensor?> lists = [];
            bool any = false;
            long dimension = 0;
            foreach (TensorIndex index in indices)
            {
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        view = view.select(dimension, index.Start ?? 0);
                        continue;
                    case TensorIndex.IndexKind.Slice:
                        view = Aten.slice_Tensor.Call(view, dimension, index.Start, index.Stop, index.Step ?? 1);
                        dimension++;
                        continue;
                    case TensorIndex.IndexKind.Null:
                        view = view.unsqueeze(dimension++);
                        continue;
                    case TensorIndex.IndexKind.Ellipsis:
                        dimension += Dimensions - indices.Sum(Consumed);
                        continue;
                    case TensorIndex.IndexKind.Bool:
                        view = view.unsqueeze(dimension);
                        Put(torch.tensor([index.Start == 1], device: device));
                        continue;
                    default:
                        Put(index.Indices!);
                        continue;
                }
            }
            return (view, any ? lists.ToArray() : null);

            void Put(Tensor list)
            {
                while (lists.Count < dimension)
                {
                    lists.Add(null);
                }
                lists.Add(list);
                any = true;
                dimension += list.dtype == ScalarType.Bool ? Math.Max(list.Dimensions, 1) : 1;
                // A mask of several dimensions is one entry that the operator expands itself.
                for (long extra = lists.Count; extra < dimension; extra++)
                {
                    dimension--;
                }
            }
        }

        private static long Consumed(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice => 1,
            TensorIndex.IndexKind.Tensor => index.Indices!.dtype == ScalarType.Bool ? index.Indices.Dimensions : 1,
            _ => 0,
        };
    }
}

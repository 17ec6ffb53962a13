namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of a tensor: a number, a range, an ellipsis, a new dimension, a mask or a list of indices.</summary>
    public struct TensorIndex
    {
        /// <summary>As many full dimensions as are left over.</summary>
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of length one.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.Null };

        /// <summary>A new dimension of length one.</summary>
        public static TensorIndex Null = new() { Kind = IndexKind.Null };

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        internal enum IndexKind
        {
            Single,
            Null,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal IndexKind Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal torch.Tensor? Indices { get; private init; }

        /// <summary>Every <paramref name="step"/>-th entry from a first one up to before a last one; negative numbers count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
            => new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>The entries of a range.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>The entries of a range.</summary>
        public static TensorIndex Slice(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(start, stop);
        }

        /// <summary>A new dimension of length one or zero.</summary>
        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        /// <summary>One entry; the dimension goes away.</summary>
        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        /// <summary>The entries that a mask marks or a list of indices names.</summary>
        public static TensorIndex Tensor(torch.Tensor tensor) => new() { Kind = IndexKind.Tensor, Indices = tensor };

        /// <summary>One entry.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>The entries of a range.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>The entries of a range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One entry.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Only there so that overload resolution prefers index lists to tensor lists.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator torch.Tensor(TensorIndex value) => throw new InvalidOperationException("An index is not a tensor.");
    }
}

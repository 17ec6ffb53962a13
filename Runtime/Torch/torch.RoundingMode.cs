namespace TorchSharp;

public static partial class torch
{
#pragma warning disable IDE1006, CA1720 // PyTorch's names: they are passed on as they are.
    /// <summary>What a division does to its result.</summary>
    public enum RoundingMode
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Rounds towards zero.</summary>
        trunc,

        /// <summary>Rounds down.</summary>
        floor,
    }
#pragma warning restore IDE1006, CA1720
}

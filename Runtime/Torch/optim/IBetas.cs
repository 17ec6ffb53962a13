namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with the two memory lengths of Adam.</summary>
        public interface IBetas
        {
            /// <summary>How much of the mean gradient and of the mean squared gradient stays from step to step.</summary>
            (double, double) Betas { get; set; }
        }
    }
}

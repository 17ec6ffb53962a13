namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with a step length that a schedule can set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The step length.</summary>
            double LearningRate { get; set; }

            /// <summary>The step length at the start.</summary>
            double InitialLearningRate { get; set; }
        }
    }
}

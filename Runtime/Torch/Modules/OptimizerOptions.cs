namespace TorchSharp.Modules;

/// <summary>The settings of a group of parameters.</summary>
public class OptimizerOptions
{
    /// <summary>The step length.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The step length at the start.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Takes over the settings of others.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }
}

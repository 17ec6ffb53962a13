using System.Globalization;

namespace Mandelstam.Trees;

/// <summary>How boosted trees are grown.</summary>
public sealed record BoostedTreesOptions
{
    /// <summary>The number of trees.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>The most leaves of a tree.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>The share of each tree in the sum.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>The least events of a leaf.</summary>
    public int LeafEvents { get; init; } = 100;

    /// <summary>The share of the inputs that each tree sees.</summary>
    public double InputShare { get; init; } = 0.8;

    /// <summary>The threads to use; 0 for all. Results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of what is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The options in LightGBM's words.</summary>
    internal string ToParameters() => string.Create(
        CultureInfo.InvariantCulture,
        $"objective=binary num_leaves={Leaves} learning_rate={LearningRate} min_data_in_leaf={LeafEvents} feature_fraction={InputShare} num_threads={Threads} seed={Seed} deterministic=true force_row_wise=true verbosity=-1 max_bin=255");
}

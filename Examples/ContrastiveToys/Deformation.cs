namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>How the nuisance parameter φ of arXiv:2505.08709, Sec. 5, deforms the ten-dimensional data.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Title">What pictures call it.</param>
/// <param name="Smallest">Smallest φ.</param>
/// <param name="Largest">Largest φ.</param>
/// <param name="IsRotation">Turns means and covariances in the plane that tells signal from background; else the embedding of that plane changes.</param>
public sealed record Deformation(string Name, string Title, double Smallest, double Largest, bool IsRotation)
{
    /// <summary>The three panels of the paper's Fig. 3. The range of the third is ours: the text names none.</summary>
    public static IReadOnlyList<Deformation> All { get; } =
    [
        new("large_rotation", "large rotation", 0, Math.PI / 2, IsRotation: true),
        new("small_rotation", "small rotation", -Math.PI / 5, Math.PI / 5, IsRotation: true),
        new("subspace", "subspace deformation", 0, 1, IsRotation: false),
    ];

    /// <summary>Evenly spaced values of φ, both ends among them.</summary>
    /// <param name="count">How many, at least two.</param>
    public double[] Grid(int count) => [.. Enumerable.Range(0, count).Select(i => Smallest + ((Largest - Smallest) * i / (count - 1)))];
}

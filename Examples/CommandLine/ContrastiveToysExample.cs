namespace Mandelstam.CommandLine;

/// <summary>Contrastive flows on Gaussians, where the answers are known.</summary>
internal sealed class ContrastiveToysExample : IExample
{
    /// <inheritdoc/>
    public string Name => "cnf-toys";

    /// <inheritdoc/>
    public string Description => "Contrastive flows and classifiers on Gaussians in 2 and 10 dimensions, against closed forms.";
}

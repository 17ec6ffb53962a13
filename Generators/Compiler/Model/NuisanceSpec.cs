namespace Mandelstam.Compiler.Model;

/// <summary>A nuisance parameter.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Name">Its name in files and on the command line.</param>
/// <param name="Method">The method that applies it.</param>
/// <param name="ParameterType">The type of its value: "Double", "Energy", ….</param>
/// <param name="Kind">What it does.</param>
/// <param name="Prior">"Normal", "LogNormal" or "Uniform".</param>
/// <param name="Mean">Mean of the prior (of the logarithm for a log-normal one).</param>
/// <param name="Sigma">Width of the prior (of the logarithm for a log-normal one).</param>
/// <param name="Nominal">The value that changes nothing.</param>
/// <param name="Min">Draws below are moved up to it.</param>
/// <param name="Max">Draws above are moved down to it.</param>
/// <param name="Noise">Sizes (1 or 2) of the noise parameters, in order.</param>
/// <param name="Description">The method's documentation.</param>
public sealed record NuisanceSpec(
    string Name,
    string Method,
    string ParameterType,
    NuisanceKind Kind,
    string Prior,
    double Mean,
    double Sigma,
    double Nominal,
    double Min,
    double Max,
    EquatableArray<int> Noise,
    string Description)
{
    /// <summary>Where the noise parameters stand, in order.</summary>
    public EquatableArray<SourceSpan> NoisePlaces { get; init; }
}

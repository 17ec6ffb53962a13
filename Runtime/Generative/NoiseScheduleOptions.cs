namespace Mandelstam.Generative;

/// <summary>Sizes of the steps of a Langevin chain: first geometric ones, for structures that are narrow, then linear ones.</summary>
public sealed record NoiseScheduleOptions
{
    /// <summary>The schedule of arXiv:2604.02415 for smooth densities: 500 linear steps from 0.002 to 0.01.</summary>
    public static NoiseScheduleOptions Smooth { get; } = new();

    /// <summary>The one for singular densities: 137 geometric steps 5·10⁻⁸·1.08ᵏ, then 1000 linear ones from 0.002 to 0.02.</summary>
    public static NoiseScheduleOptions Singular { get; } = new()
    {
        GeometricSteps = 137, GeometricFirst = 5e-8, GeometricRatio = 1.08, LinearSteps = 1000, LinearFirst = 0.002, LinearLast = 0.02, ScalesOutput = true,
    };

    /// <summary>Number of geometric steps.</summary>
    public int GeometricSteps { get; init; }

    /// <summary>The first of them.</summary>
    public double GeometricFirst { get; init; } = 1e-5;

    /// <summary>Ratio of one to the one before.</summary>
    public double GeometricRatio { get; init; } = 1.08;

    /// <summary>Number of linear steps.</summary>
    public int LinearSteps { get; init; } = 500;

    /// <summary>The first of them.</summary>
    public double LinearFirst { get; init; } = 0.002;

    /// <summary>The last of them.</summary>
    public double LinearLast { get; init; } = 0.01;

    /// <summary>The network's output is divided by σ_t where that is below one, and losses are weighted with its square.</summary>
    public bool ScalesOutput { get; init; }

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        if (GeometricSteps < 0 || LinearSteps < 1)
        {
            throw new MandelstamException($"A noise schedule of {GeometricSteps} geometric and {LinearSteps} linear steps: there have to be 0 or more and 1 or more.");
        }

        if (!(GeometricFirst > 0 && GeometricRatio > 0 && LinearFirst > 0 && LinearLast > 0))
        {
            throw new MandelstamException("The steps of a noise schedule have to be positive: GeometricFirst, GeometricRatio, LinearFirst and LinearLast.");
        }
    }
}

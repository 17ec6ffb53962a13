using Mandelstam.Generative;

namespace Mandelstam.CommandLine;

/// <summary>A distribution on phase space that generative models learn.</summary>
/// <param name="name">What the user types.</param>
/// <param name="description">One line for the help.</param>
/// <param name="define">The distribution, for a number of particles where that is the user's.</param>
/// <param name="defaultParticles">The number of particles unless the user gives another; null where the process fixes it.</param>
internal sealed class PhaseSpaceExample(string name, string description, Func<int, GenerativeDefinition> define, int? defaultParticles = null) : IExample
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => description;

    /// <summary>The number of particles unless the user gives another; null where the process fixes it.</summary>
    public int? DefaultParticles => defaultParticles;

    /// <summary>The distribution.</summary>
    /// <param name="particles">Number of particles, where that is the user's.</param>
    public GenerativeDefinition Define(int particles) => define(particles);
}

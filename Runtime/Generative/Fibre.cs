namespace Mandelstam.Generative;

/// <summary>The four numbers by which points of q-space over the same momenta differ: the boost that takes them to rest, and the scale.</summary>
/// <remarks>Under the reference density (<see cref="ReferencePrior"/>) they do not depend on the momenta, whatever those are.</remarks>
/// <param name="X">First component of b = −Q/M, the velocity of the boost times its γ.</param>
/// <param name="Y">Second component of b.</param>
/// <param name="Z">Third component of b.</param>
/// <param name="Scale">x = E/M, the total energy of the momenta over the mass of the q.</param>
public readonly record struct Fibre(double X, double Y, double Z, double Scale);

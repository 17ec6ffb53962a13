namespace Mandelstam.Randomness;

/// <summary>A sequence of uniform numbers, from which those of other distributions are made.</summary>
public interface IUniformSequence
{
    /// <summary>The next uniform number between 0 and 1.</summary>
    double NextUniform();
}

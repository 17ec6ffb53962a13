namespace Mandelstam;

/// <summary>The reflection z → −z: rapidities change sign.</summary>
public sealed class ReflectionZ : ISymmetry
{
    private ReflectionZ()
    {
    }
}

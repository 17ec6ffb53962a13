namespace Mandelstam;

/// <summary>The rest frame of the particle or system that a boost or a decay names; axes parallel to those of the frame it came from.</summary>
public sealed class Rest : IFrame
{
    private Rest()
    {
    }
}

namespace Mandelstam;

/// <summary>The frame in which the momenta of the colliding particles sum to zero.</summary>
public sealed class CentreOfMass : IFrame
{
    private CentreOfMass()
    {
    }
}

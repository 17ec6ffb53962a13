namespace Mandelstam;

/// <summary>The laboratory frame: the detector at rest, the z axis along the beam.</summary>
public sealed class Lab : IFrame
{
    private Lab()
    {
    }
}

namespace Mandelstam;

/// <summary>The rest frame of a named particle, for when an event has several rest frames that must not be mixed up.</summary>
/// <typeparam name="TParticle">A type that names the particle; never constructed.</typeparam>
public sealed class Rest<TParticle> : IFrame
{
    private Rest()
    {
    }
}

namespace Mandelstam.Processes;

/// <summary>One particle of many events: its momenta as columns, and each as a vector of its frame.</summary>
/// <typeparam name="TFrame">The frame of the process.</typeparam>
/// <param name="points">The events.</param>
/// <param name="particle">The particle's place in the final state.</param>
/// <param name="mass">Its mass in GeV; NaN where it has a line shape, so that each event has its own.</param>
public readonly struct ParticleColumns<TFrame>(PhaseSpacePoints points, int particle, double mass)
    where TFrame : IFrame
{
    /// <summary>Energies in GeV.</summary>
    public ReadOnlySpan<double> Energy => points.Energy(particle);

    /// <summary>Momenta along x, in GeV.</summary>
    public ReadOnlySpan<double> Px => points.Px(particle);

    /// <summary>Momenta along y, in GeV.</summary>
    public ReadOnlySpan<double> Py => points.Py(particle);

    /// <summary>Momenta along z, in GeV.</summary>
    public ReadOnlySpan<double> Pz => points.Pz(particle);

    /// <summary>The momentum in one event. Its mass is the particle's own, not what rounding has left of E² − p².</summary>
    /// <param name="index">The event.</param>
    public FourVector<TFrame> this[int index]
    {
        get
        {
            (Energy x, Energy y, Energy z) = (new(Px[index]), new(Py[index]), new(Pz[index]));
            return double.IsNaN(mass) ? FourVector.PxPyPzE<TFrame>(x, y, z, new(Energy[index])) : FourVector.PxPyPzM<TFrame>(x, y, z, new(mass));
        }
    }
}

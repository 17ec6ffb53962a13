namespace Mandelstam.Particles;

/// <summary>Masses and widths as quantities of the language. The compiler shares the table but not the quantities.</summary>
public static class ParticleQuantities
{
    extension(Particle particle)
    {
        /// <summary>Mass.</summary>
        public Energy Mass => particle.MassInGeV.GeV;

        /// <summary>Total width; zero for a stable particle.</summary>
        public Energy Width => particle.WidthInGeV.GeV;
    }
}

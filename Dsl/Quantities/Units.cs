namespace Mandelstam;

/// <summary>Units as they are said: <c>26.GeV</c>, <c>500.MeV</c>, <c>1.TeV</c>, <c>0.4.Rad</c>, <c>30.Deg</c>.</summary>
/// <remarks>The value is stored in the base unit (GeV, rad); the conversion is one correctly rounded operation, in double precision.</remarks>
public static class Units
{
    extension(double value)
    {
        /// <summary>The number as an energy in GeV.</summary>
        public Energy GeV => new(value);

        /// <summary>The number as an energy in MeV.</summary>
        public Energy MeV => new(value / 1e3);

        /// <summary>The number as an energy in keV.</summary>
        public Energy KeV => new(value / 1e6);

        /// <summary>The number as an energy in TeV.</summary>
        public Energy TeV => new(value * 1e3);

        /// <summary>The number as an angle in radians.</summary>
        public Angle Rad => new(value);

        /// <summary>The number as an angle in degrees.</summary>
        public Angle Deg => new(value * (Math.PI / 180));
    }

    extension(int value)
    {
        /// <summary>The number as an energy in GeV.</summary>
        public Energy GeV => ((double)value).GeV;

        /// <summary>The number as an energy in MeV.</summary>
        public Energy MeV => ((double)value).MeV;

        /// <summary>The number as an energy in keV.</summary>
        public Energy KeV => ((double)value).KeV;

        /// <summary>The number as an energy in TeV.</summary>
        public Energy TeV => ((double)value).TeV;

        /// <summary>The number as an angle in radians.</summary>
        public Angle Rad => ((double)value).Rad;

        /// <summary>The number as an angle in degrees.</summary>
        public Angle Deg => ((double)value).Deg;
    }

    extension(float value)
    {
        /// <summary>The number as an energy in GeV.</summary>
        public Energy GeV => ((double)value).GeV;

        /// <summary>The number as an energy in MeV.</summary>
        public Energy MeV => ((double)value).MeV;

        /// <summary>The number as an energy in keV.</summary>
        public Energy KeV => ((double)value).KeV;

        /// <summary>The number as an energy in TeV.</summary>
        public Energy TeV => ((double)value).TeV;

        /// <summary>The number as an angle in radians.</summary>
        public Angle Rad => ((double)value).Rad;

        /// <summary>The number as an angle in degrees.</summary>
        public Angle Deg => ((double)value).Deg;
    }
}

namespace Mandelstam.Generators.Reading;

/// <summary>The names by which the language's own types are known; a test holds each against the real type.</summary>
internal static class KnownNames
{
    public const string Assembly = "Mandelstam.Dsl";
    public const string Event = "Mandelstam.EventAttribute";
    public const string Column = "Mandelstam.ColumnAttribute";
    public const string Massless = "Mandelstam.MasslessAttribute";
    public const string MissingMomentum = "Mandelstam.MissingMomentumAttribute";
    public const string Weight = "Mandelstam.WeightAttribute";
    public const string Label = "Mandelstam.LabelAttribute";
    public const string Passenger = "Mandelstam.PassengerAttribute";
    public const string ColumnValue = "Mandelstam.ColumnValueAttribute";
    public const string Feature = "Mandelstam.FeatureAttribute";
    public const string Nuisance = "Mandelstam.NuisanceAttribute";
    public const string RateNuisance = "Mandelstam.RateNuisanceAttribute";
    public const string Noise = "Mandelstam.NoiseAttribute";
    public const string Correction = "Mandelstam.CorrectionAttribute";
    public const string Selection = "Mandelstam.SelectionAttribute";
    public const string Category = "Mandelstam.CategoryAttribute";
    public const string InvariantUnder = "Mandelstam.InvariantUnderAttribute`1";
    public const string Unaffected = "Mandelstam.UnaffectedAttribute";
    public const string DependsOn = "Mandelstam.DependsOnAttribute";
    public const string NotTranslated = "Mandelstam.NotTranslatedAttribute";
    public const string DeclaredModel = "Mandelstam.Events.DeclaredModelAttribute";
    public const string PhysicsProperties = "Mandelstam.Testing.PhysicsPropertiesAttribute";
    public const string Decay = "Mandelstam.DecayAttribute";
    public const string Scattering = "Mandelstam.ScatteringAttribute";
    public const string Parent = "Mandelstam.ParentAttribute";
    public const string Incoming = "Mandelstam.IncomingAttribute";
    public const string Daughter = "Mandelstam.DaughterAttribute";
    public const string SquaredAmplitude = "Mandelstam.SquaredAmplitudeAttribute";
    public const string NewParticle = "Mandelstam.NewParticleAttribute";
    public const string TensorEvents = "Mandelstam.Events.TensorEvents";
}

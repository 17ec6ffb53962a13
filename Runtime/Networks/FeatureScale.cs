namespace Mandelstam.Networks;

/// <summary>How one feature is standardised.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Logarithm">True where the logarithm is taken first.</param>
/// <param name="Smallest">Values below are raised to it before the logarithm; in the feature's unit.</param>
/// <param name="Mean">Weighted mean of the training events, after the logarithm.</param>
/// <param name="Deviation">Weighted standard deviation likewise; 0 where the feature is constant.</param>
/// <param name="Absent">Value that says "not there"; null where there is none.</param>
public sealed record FeatureScale(string Name, bool Logarithm, double Smallest, double Mean, double Deviation, double? Absent);

namespace Mandelstam.Reports;

/// <summary>A likelihood along one parameter.</summary>
/// <param name="Name">What the legend calls it, for example "nuisances fitted" or "nuisances fixed".</param>
/// <param name="Values">Values of the parameter, ascending.</param>
/// <param name="TwiceDelta">−2 ln L less its minimum, one per value.</param>
public sealed record ScanCurve(string Name, IReadOnlyList<double> Values, IReadOnlyList<double> TwiceDelta);

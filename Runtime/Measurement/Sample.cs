using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>The population at one point of the nuisances: event by event, or summed to yields for each method.</summary>
/// <param name="Point">The point.</param>
/// <param name="Events">Event by event; null where only sums are kept.</param>
/// <param name="Sums">For each method yields and variances, index process × bins + bin; empty where events are kept.</param>
/// <param name="Profile">For each method that sees nuisances, how sums of scores go along with its bins; empty where they were not asked for.</param>
internal sealed record Sample(double[] Point, BinnedEvents? Events, IReadOnlyList<(double[] Yields, double[] Variances)> Sums, ImmutableArray<ProfileMoments> Profile);

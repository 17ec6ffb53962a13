using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Mandelstam.Measurement;

/// <summary>An option that has not the value it has elsewhere.</summary>
/// <param name="Name">The option, with the options it is part of: <c>Flow.Couplings</c>.</param>
/// <param name="Here">Its value.</param>
/// <param name="There">Its value elsewhere.</param>
internal sealed record OptionDifference(string Name, string Here, string There)
{
    /// <summary>All options in which two sets differ, in declared order.</summary>
    /// <param name="here">One set.</param>
    /// <param name="there">The other one.</param>
    public static ImmutableArray<OptionDifference> Between(MeasurementOptions here, MeasurementOptions there)
    {
        Dictionary<string, string> other = Flatten("", JsonNode.Parse(there.ToJson())).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. Flatten("", JsonNode.Parse(here.ToJson()))
                .Select(option => new OptionDifference(option.Key, option.Value, other.GetValueOrDefault(option.Key, "")))
                .Where(static difference => difference.Here != difference.There),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string name, JsonNode? node) => node is JsonObject inner
        ? inner.SelectMany(property => Flatten(name.Length == 0 ? property.Key : $"{name}.{property.Key}", property.Value))
        : [new(name, node?.ToJsonString().Trim('"') ?? "none")];
}

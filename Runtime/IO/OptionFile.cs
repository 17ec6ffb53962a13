using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mandelstam.IO;

/// <summary>A JSON file that names the options which differ from some others.</summary>
public static class OptionFile
{
    /// <summary>How options are written and read: names in any case, comments allowed, what is not known refused.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads options; what the file does not name keeps its value, also within options that are made of others.</summary>
    /// <typeparam name="T">The record of options.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="basis">The options that the file changes.</param>
    /// <exception cref="MandelstamException">The file is missing, is no JSON, or names an option that does not exist.</exception>
    public static T Read<T>(string path, T basis)
    {
        try
        {
            using JsonDocument changes = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            JsonObject merged = (JsonObject)JsonSerializer.SerializeToNode(basis, Json)!;
            Overlay(merged, changes.RootElement);
            return merged.Deserialize<T>(Json)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"Cannot read the configuration '{path}': {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MandelstamException($"The configuration '{path}' is not usable: {e.Message}", e);
        }
    }

    private static void Overlay(JsonObject target, JsonElement changes)
    {
        foreach (JsonProperty property in changes.EnumerateObject())
        {
            string name = target.Select(static p => p.Key).FirstOrDefault(key => string.Equals(key, property.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new JsonException($"there is no option '{property.Name}'. Known here: {string.Join(", ", target.Select(static p => p.Key))}.");
            if (property.Value.ValueKind == JsonValueKind.Null && target[name] is not null)
            {
                throw new JsonException($"option '{name}' is null; leave it out to keep its value.");
            }

            if (target[name] is JsonObject inner && property.Value.ValueKind == JsonValueKind.Object)
            {
                Overlay(inner, property.Value);
            }
            else
            {
                target[name] = JsonNode.Parse(property.Value.GetRawText());
            }
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Mandelstam.IO;

namespace Mandelstam.Inference;

/// <summary>Stores binnings, templates, belts and results as JSON: numbers as shortest round-trip text, NaN and infinities by name.</summary>
public static class InferenceJson
{
    /// <summary>The serialiser's settings; use them wherever such an object is part of a larger document.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>An object as JSON text.</summary>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>An object from JSON text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What the text is, for the message: a file name, say.</param>
    /// <exception cref="MandelstamException">The text is no such object.</exception>
    public static T Deserialize<T>(string text, string source)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new MandelstamException($"{source} is empty: expected a {typeof(T).Name}.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException)
        {
            throw new MandelstamException($"{source} does not hold a {typeof(T).Name}: {error.Message} Was it written by another version?", error);
        }
    }

    /// <summary>Writes an object to a file, whole or not at all.</summary>
    public static void Write<T>(string path, T value) => AtomicFile.WriteText(path, Serialize(value));

    /// <summary>Reads an object from a file.</summary>
    /// <exception cref="MandelstamException">The file is missing or holds something else.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return Deserialize<T>(File.ReadAllText(path), path);
        }
        catch (IOException error)
        {
            throw new MandelstamException($"Cannot read {path}: {error.Message}", error);
        }
    }
}

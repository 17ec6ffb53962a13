using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mandelstam.Training;

/// <summary>Options as text that is the same under every culture, to tell configurations apart.</summary>
internal static class OptionText
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>All properties of an options record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="options">Its values.</param>
    /// <returns>JSON.</returns>
    public static string Of<T>(T options) => JsonSerializer.Serialize(options, Json);
}

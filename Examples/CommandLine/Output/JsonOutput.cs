using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mandelstam.CommandLine.Output;

/// <summary>What <c>--json</c> prints: one indented document, keys in snake_case, numbers in full precision.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // formulas keep their symbols; nothing here is embedded in HTML
        Converters = { new FiniteNumberConverter() },
    };

    /// <summary>Prints a value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">Records, anonymous objects, arrays, texts and numbers.</param>
    public static void Write<T>(TextWriter output, T value) => output.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>JSON has no word for NaN or infinity: they become null.</summary>
    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}

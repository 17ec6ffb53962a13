using System.Globalization;

namespace Mandelstam.Benchmarks;

/// <summary>The few options that benchmarks have. What a benchmark does not know is refused: a rate for another number of events than asked for would look right.</summary>
internal sealed class BenchmarkArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads the arguments after a benchmark's name.</summary>
    /// <param name="args">The name, then options.</param>
    /// <param name="known">Options of this benchmark that take a value; <c>--json</c> takes none.</param>
    /// <exception cref="UsageException">There is another option, or one has no value.</exception>
    public BenchmarkArguments(string[] args, params string[] known)
    {
        for (int i = 1; i < args.Length; i++)
        {
            if (args[i] == "--json" && args[0] != "fuzz")
            {
                IsJson = true;
            }
            else if (!known.Contains(args[i]))
            {
                throw new UsageException($"The benchmark '{args[0]}' has no option '{args[i]}'; './mandelstam help bench' lists them.");
            }
            else if (i + 1 == args.Length)
            {
                throw new UsageException($"'{args[i]}' wants a value.");
            }
            else
            {
                _values[args[i]] = args[++i];
            }
        }
    }

    /// <summary>JSON is asked for.</summary>
    public bool IsJson { get; }

    /// <summary>A whole number above zero.</summary>
    /// <param name="option">The option.</param>
    /// <param name="otherwise">Its value where it was not given.</param>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int Number(string option, int otherwise) => !_values.TryGetValue(option, out string? text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : throw new UsageException($"'{option}' wants a whole number above zero, not '{text}'.");

    /// <summary>The word after an option; empty without it.</summary>
    /// <param name="option">The option.</param>
    public string Word(string option) => _values.GetValueOrDefault(option, "");
}

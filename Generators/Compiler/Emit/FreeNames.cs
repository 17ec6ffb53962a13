using System.Globalization;

namespace Mandelstam.Compiler.Emit;

/// <summary>Gives names that are not taken yet, in time that does not grow with how many there are.</summary>
/// <param name="reserved">Names that are taken from the start.</param>
internal sealed class FreeNames(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Takes a name: the one that is wanted, or the stem with the least number from 2 on that is free.</summary>
    /// <param name="stem">An identifier.</param>
    /// <param name="wanted">The name to take if it is free; null for the stem.</param>
    public string Take(string stem, string? wanted = null)
    {
        string name = wanted ?? stem;
        return _taken.Add(name) ? name : TakeNumbered(stem);
    }

    /// <summary>Takes the stem with the least number from 2 on that is free.</summary>
    /// <param name="stem">An identifier.</param>
    public string TakeNumbered(string stem)
    {
        int number = _numbers.TryGetValue(stem, out int last) ? last : 1;
        string name;
        do
        {
            name = stem + (++number).ToString(CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(name));

        _numbers[stem] = number;
        return name;
    }
}

using System.Globalization;
using Mandelstam.Events;

namespace Mandelstam.Data;

/// <summary>Collects what cannot be used in the values of a file, so that one message can name and count it all.</summary>
internal sealed class ValueChecks(EventModel model, ReadOptions options)
{
    private const int MostLabelsNamed = 5;

    private const string NegativeAdvice =
        $"; where the analysis can take negative weights, allow them with {nameof(ReadOptions)}.{nameof(ReadOptions.AllowNegativeWeights)}";

    private const string TextAdvice = "; declare it as a string, which keeps every digit";

    // The last whole number up to which single precision holds every one.
    private const float LastExact = 1 << 24;

    private const int Unknown = -1;

    // In the order of the first finding.
    private readonly Dictionary<(int Column, string What), Finding> _findings = [];

    /// <summary>Whether anything was found.</summary>
    public bool HaveFailed => _findings.Count > 0;

    /// <summary>Checks numbers of a column; <paramref name="position"/> is the row of the first, and <paramref name="areWhole"/> says that the file has whole numbers.</summary>
    public void Numbers(int column, ReadOnlySpan<float> values, long position, bool areWhole)
    {
        ColumnRole role = model.Columns[column].Role;
        if (role == ColumnRole.Passenger)
        {
            // The number of an event, say, would come out as another's.
            for (int row = 0; areWhole && row < values.Length; row++)
            {
                if (Math.Abs(values[row]) >= LastExact)
                {
                    Add(column, "too large to be carried along as a number (from 16,777,216 on its last digits would be lost)", position + row, TextAdvice);
                }
            }

            return;
        }

        ColumnValues allowed = model.Columns[column].Values;
        float absent = (float)(model.Columns[column].Absent ?? double.NaN);
        bool checksSign = role == ColumnRole.Weight && !options.AllowNegativeWeights;
        for (int row = 0; row < values.Length; row++)
        {
            float value = values[row];
            if (!float.IsFinite(value))
            {
                Add(column, "NaN, infinite or empty", position + row);
            }
            else if (checksSign && value < 0)
            {
                Add(column, "negative", position + row, NegativeAdvice);
            }
            else if (allowed == ColumnValues.Truth && value is not (0 or 1))
            {
                Add(column, "neither 0 nor 1", position + row, "; declare it as an int if it holds other numbers");
            }
            else if (allowed == ColumnValues.Whole && !float.IsInteger(value))
            {
                Add(column, "no whole number", position + row, "; what is declared as a double may have a fraction, an int and a Count may not");
            }
            else if (allowed == ColumnValues.Magnitude && value < 0 && !value.Equals(absent))
            {
                Add(column, "negative", position + row, LengthAdvice(value, absent));
            }
        }
    }

    /// <summary>Notes a label that the declaration does not know, null included; returns the code for it.</summary>
    public int UnknownLabel(int column, string? text, long position)
    {
        int known = _findings.Keys.Count(key => key.Column == column);
        string what = text is null ? "empty" : known < MostLabelsNamed || _findings.ContainsKey((column, $"'{text}'")) ? $"'{text}'" : "another unknown label";
        Add(column, what, position, $"; known are {string.Join(", ", model.Processes)}");
        return Unknown;
    }

    /// <summary>Notes an empty cell in the column of row numbers; returns a number for it.</summary>
    public long MissingRowId(long position)
    {
        Add(Unknown, "empty", position);
        return Unknown;
    }

    /// <summary>Reports everything that was found.</summary>
    public void ThrowIfFailed(string path)
    {
        if (!HaveFailed)
        {
            return;
        }

        IEnumerable<string> lines = _findings.Select(finding => string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(finding.Key.Column)} is {finding.Key.What} in {Rows(finding.Value.Count)}, first in row {finding.Value.FirstRow} (counted from 0)") +
            finding.Value.Advice);
        throw new MandelstamException($"'{path}' holds values that cannot be used; repair or remove these rows:\n  {string.Join("\n  ", lines)}");
    }

    private string? Name(int column) => column == Unknown ? options.RowIdColumn : model.Columns[column].Name;

    private static string LengthAdvice(float value, float absent) => float.IsNaN(absent)
        ? string.Create(CultureInfo.InvariantCulture, $", and a transverse momentum is a length; where {value} stands for an absent object declare it as UpTo1<…> with Absent = {value}")
        : string.Create(CultureInfo.InvariantCulture, $"; the declaration says that {absent} stands for what is absent: correct its Absent if {value} does");

    private static string Rows(long count) => count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count} rows");

    private void Add(int column, string what, long row, string advice = "")
    {
        Finding finding = _findings.TryGetValue((column, what), out Finding? earlier) ? earlier : new Finding(0, row, advice);
        _findings[(column, what)] = finding with { Count = finding.Count + 1 };
    }

    private sealed record Finding(long Count, long FirstRow, string Advice);
}

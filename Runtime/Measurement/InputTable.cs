using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Finds the inputs of networks in perturbed events.</summary>
public sealed class InputTable
{
    private readonly (bool IsFeature, int Index, double? Absent)[] _sources;

    /// <summary>Looks the variables up.</summary>
    /// <param name="model">The declared event.</param>
    /// <param name="variables">What is wanted.</param>
    /// <exception cref="ArgumentException">A variable is neither a column nor a feature.</exception>
    public InputTable(EventModel model, ImmutableArray<InputVariable> variables)
    {
        Variables = variables;
        _sources = [.. variables.Select(v => Find(model, v.Source))];
    }

    /// <summary>The variables, in order.</summary>
    public ImmutableArray<InputVariable> Variables { get; }

    /// <summary>What stands for an absent value in the columns that this makes: no logarithm or shift can reach it.</summary>
    public const float AbsentValue = -1e30f;

    /// <summary>The value of each variable that says "not there"; null where there is none.</summary>
    public IReadOnlyList<double?> Absent => [.. _sources.Select(static s => s.Absent is null ? (double?)null : AbsentValue)];

    /// <summary>The variables of some events, one array each. What is absent becomes <see cref="AbsentValue"/>.</summary>
    /// <param name="events">The events.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="symmetry">One turn and mirror per event; null leaves them as they are.</param>
    /// <param name="dequantise">Random numbers for discrete variables; null takes the middle of the step.</param>
    public float[][] Columns(PerturbedEvents<float> events, ReadOnlySpan<int> rows, EventSymmetry[]? symmetry = null, CounterRandom? dequantise = null)
    {
        float[][] result = new float[_sources.Length][];
        for (int v = 0; v < _sources.Length; v++)
        {
            (bool isFeature, int index, double? absent) = _sources[v];
            InputVariable variable = Variables[v];
            float[] from = isFeature ? events.Features[index] : events.Columns[index]!;
            float[] to = result[v] = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                double x = from[rows[i]];
                if (absent is double sentinel && x == (float)sentinel)
                {
                    to[i] = AbsentValue;
                    continue;
                }

                if (symmetry is not null)
                {
                    x = symmetry[i].Apply(variable.Kind, x);
                }

                if (variable.Cap is double cap)
                {
                    x = Math.Min(x, cap);
                }

                if (variable.IsDiscrete)
                {
                    x += dequantise is null ? 0.5 : dequantise.NextUniform();
                }

                to[i] = (float)(variable.LogShift is double shift ? Math.Log(Math.Max(x, variable.Floor) + shift) : x);
            }
        }

        return result;
    }

    private static (bool, int, double?) Find(EventModel model, string source)
    {
        for (int f = 0; f < model.Features.Length; f++)
        {
            if (model.Features[f].Name == source)
            {
                return (true, f, model.Features[f].Absent);
            }
        }

        for (int c = 0; c < model.Columns.Length; c++)
        {
            if (model.Columns[c].Name == source && model.Columns[c].Role == ColumnRole.Primary)
            {
                return (false, c, model.Columns[c].Absent);
            }
        }

        throw new ArgumentException($"'{model.Name}' has neither a feature nor a primary column '{source}'.", nameof(source));
    }
}

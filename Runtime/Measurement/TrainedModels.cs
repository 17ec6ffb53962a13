using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Flows;
using Mandelstam.Networks;
using TorchSharp;

namespace Mandelstam.Measurement;

/// <summary>All networks of a measurement: from perturbed events to scores.</summary>
public sealed class TrainedModels : IDisposable
{
    // What a flow's Φ is stretched by, so that it has about the spread of a standardised variable.
    private const float PhiScale = 3.4f;

    private readonly MeasurementDefinition _definition;
    private readonly InputTable _classifierTable;
    private readonly InputTable[] _flowTables;
    private readonly FlowDensity[] _densities;
    private readonly IEventLogits[] _logits;

    /// <summary>Puts networks and scales together.</summary>
    /// <param name="definition">What is measured.</param>
    /// <param name="classifierScale">Scale of the classifiers' variables.</param>
    /// <param name="flowScales">Scale of the flows' variables, for each used category.</param>
    /// <param name="flows">The flows.</param>
    /// <param name="classifiers">The classifiers.</param>
    /// <param name="methods">Which of them make up which method.</param>
    public TrainedModels(
        MeasurementDefinition definition,
        Standardizer classifierScale,
        ImmutableArray<Standardizer> flowScales,
        ImmutableArray<TrainedFlow> flows,
        ImmutableArray<TrainedClassifier> classifiers,
        ImmutableArray<TrainedMethod> methods)
    {
        _definition = definition;
        ClassifierScale = classifierScale;
        FlowScales = flowScales;
        Flows = flows;
        Classifiers = classifiers;
        Methods = methods;
        _classifierTable = new(definition.Model, definition.ClassifierInputs);
        _flowTables = [.. Enumerable.Range(0, 2).Select(head => new InputTable(definition.Model, definition.FlowInputs(head)))];
        _densities = [.. flows.Select(static f => new FlowDensity(f.Flow))];
        _logits = [.. classifiers.Select(static c => c.Network.Logits())];
    }

    /// <summary>Scale of the classifiers' variables.</summary>
    public Standardizer ClassifierScale { get; }

    /// <summary>Scale of the flows' variables, for each used category.</summary>
    public ImmutableArray<Standardizer> FlowScales { get; }

    /// <summary>The flows.</summary>
    public ImmutableArray<TrainedFlow> Flows { get; }

    /// <summary>The classifiers.</summary>
    public ImmutableArray<TrainedClassifier> Classifiers { get; }

    /// <summary>The methods, the main one first.</summary>
    public ImmutableArray<TrainedMethod> Methods { get; }

    /// <summary>Whether all networks are evaluated by the fused kernels, which several threads may call at a time.</summary>
    public bool AreFused => Array.TrueForAll(_densities, static density => density.IsFused) && Array.TrueForAll(_logits, static logits => logits.IsConcurrent);

    /// <summary>Number of Φ that an event has: the flows of its category.</summary>
    public int PhiCount => Flows.Count(static f => f.Head == 0);

    /// <summary>The head of each event: 0 or 1, or −1 for an event of no used category.</summary>
    /// <param name="events">Perturbed events.</param>
    public int[] Heads(PerturbedEvents<float> events)
    {
        int[] heads = new int[events.Count];
        for (int i = 0; i < heads.Length; i++)
        {
            heads[i] = _definition.Categories.IndexOf(events.Category[i]);
        }

        return heads;
    }

    /// <summary>Standardised variables of the classifiers, then Φ of the event's own flows, event by event.</summary>
    /// <param name="events">Perturbed events.</param>
    /// <param name="rows">Which of them; all of used categories.</param>
    /// <param name="heads">The head of each of <paramref name="events"/>.</param>
    /// <param name="symmetry">One turn and mirror per row for the classifiers' variables; null leaves them as they are.</param>
    /// <param name="threads">Threads of the flows.</param>
    public float[] Inputs(PerturbedEvents<float> events, int[] rows, int[] heads, EventSymmetry[]? symmetry = null, int threads = 0)
    {
        int variables = _classifierTable.Variables.Length, width = variables + PhiCount;
        float[][] columns = _classifierTable.Columns(events, rows, symmetry);
        float[] result = new float[rows.Length * width];
        for (int v = 0; v < variables; v++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                result[(i * width) + v] = ClassifierScale.Apply(v, columns[v][i]);
            }
        }

        for (int head = 0; head < 2; head++)
        {
            int[] places = [.. Enumerable.Range(0, rows.Length).Where(i => heads[rows[i]] == head)];
            float[] inputs = FlowInputs(events, [.. places.Select(i => rows[i])], head);
            int phi = variables;
            for (int f = 0; f < Flows.Length; f++)
            {
                if (Flows[f].Head != head)
                {
                    continue;
                }

                float[] logProb = _densities[f].LogProb(inputs, threads);
                for (int i = 0; i < places.Length; i++)
                {
                    result[(places[i] * width) + phi] = PhiScale * (Flows[f].Phi(logProb[i]) - 0.5f);
                }

                phi++;
            }
        }

        return result;
    }

    /// <summary>Standardised variables of a category's flows, event by event.</summary>
    /// <param name="events">Perturbed events.</param>
    /// <param name="rows">Which of them; all of the category.</param>
    /// <param name="head">The category.</param>
    /// <param name="dequantise">Random numbers for discrete variables, in training.</param>
    public float[] FlowInputs(PerturbedEvents<float> events, int[] rows, int head, Randomness.CounterRandom? dequantise = null)
    {
        float[][] columns = _flowTables[head].Columns(events, rows, null, dequantise);
        return FlowScales[head].Apply(columns, [.. Enumerable.Range(0, columns.Length)], [.. Enumerable.Range(0, rows.Length)]);
    }

    /// <summary>The score of each event under each method: the mean logit of its ensemble. Every classifier runs once.</summary>
    /// <param name="inputs">What <see cref="Inputs"/> gave.</param>
    /// <param name="heads">The head of each event.</param>
    /// <param name="threads">Threads to use; 0: one per processor.</param>
    /// <param name="only">The one method that is asked for; null for all.</param>
    /// <returns>Scores, method by method; none of a method that was not asked for.</returns>
    public float[][] Scores(float[] inputs, int[] heads, int threads = 0, int? only = null)
    {
        int variables = _classifierTable.Variables.Length, width = variables + PhiCount;
        float[] narrow = Narrow(inputs, width, variables);
        HashSet<int> needed = [.. Methods.Where((method, m) => m == (only ?? m) && method.Block is null).SelectMany(static method => method.Members)];
        float[][] logits = [.. Classifiers.Select((c, i) => needed.Contains(i) ? _logits[i].Of(c.UsesFlows ? inputs : narrow, heads, threads) : [])];
        return [.. Methods.Select((method, m) =>
        {
            if (m != (only ?? m))
            {
                return [];
            }

            if (method.Block is { } block)
            {
                return ScoresAt(narrow, heads, method.Members, block, block, threads);
            }

            float[] sum = new float[heads.Length];
            foreach (int member in method.Members)
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += logits[member][i] / method.Members.Length;
                }
            }

            return sum;
        })];
    }

    /// <summary>Mean logits of classifiers that are told nuisances.</summary>
    /// <param name="variables">Standardised variables, event by event, without Φ.</param>
    /// <param name="heads">The head of each event.</param>
    /// <param name="members">The classifiers.</param>
    /// <param name="signal">Coordinates of the signal's nuisances.</param>
    /// <param name="background">Coordinates of the background's.</param>
    /// <param name="threads">Threads to use; 0: one per processor.</param>
    public float[] ScoresAt(float[] variables, int[] heads, ImmutableArray<int> members, float[] signal, float[] background, int threads = 0)
    {
        int kept = _classifierTable.Variables.Length, width = kept + signal.Length + background.Length;
        float[] inputs = new float[heads.Length * width];
        for (int i = 0; i < heads.Length; i++)
        {
            Span<float> row = inputs.AsSpan(i * width, width);
            variables.AsSpan(i * kept, kept).CopyTo(row);
            signal.CopyTo(row[kept..]);
            background.CopyTo(row[(kept + signal.Length)..]);
        }

        float[] sum = new float[heads.Length];
        foreach (int member in members)
        {
            float[] logits = _logits[member].Of(inputs, heads, threads);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += logits[i] / members.Length;
            }
        }

        return sum;
    }

    /// <summary>Standardised variables of the classifiers, event by event, without Φ.</summary>
    /// <param name="events">Perturbed events.</param>
    /// <param name="rows">Which of them.</param>
    public float[] Variables(PerturbedEvents<float> events, int[] rows)
    {
        float[][] columns = _classifierTable.Columns(events, rows);
        int variables = columns.Length;
        float[] result = new float[rows.Length * variables];
        for (int v = 0; v < variables; v++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                result[(i * variables) + v] = ClassifierScale.Apply(v, columns[v][i]);
            }
        }

        return result;
    }

    /// <summary>Logits of the first classifier that sees neither flows nor nuisances: one small net in place of all of them.</summary>
    /// <param name="events">Perturbed events.</param>
    /// <param name="rows">Which of them; all of used categories.</param>
    /// <param name="heads">The head of each of <paramref name="rows"/>.</param>
    /// <param name="threads">Threads to use.</param>
    internal float[] FastLogits(PerturbedEvents<float> events, int[] rows, int[] heads, int threads)
    {
        int first = Enumerable.Range(0, Classifiers.Length).First(c => Classifiers[c] is { UsesFlows: false, SeesNuisances: false });
        return _logits[first].Of(Variables(events, rows), heads, threads);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TrainedFlow flow in Flows)
        {
            flow.Flow.Dispose();
        }

        foreach (TrainedClassifier classifier in Classifiers)
        {
            classifier.Network.Dispose();
        }
    }

    /// <summary>The first columns of a table.</summary>
    internal static float[] Narrow(float[] table, int width, int kept)
    {
        int rows = table.Length / width;
        float[] result = new float[rows * kept];
        for (int i = 0; i < rows; i++)
        {
            table.AsSpan(i * width, kept).CopyTo(result.AsSpan(i * kept));
        }

        return result;
    }
}

namespace Mandelstam.Events;

/// <summary>The gradient of a weighted sum of an event's outputs by its inputs, event by event, row by row of the batch.</summary>
/// <param name="Columns">By the columns as stored, per unit of the file, by the index in <see cref="EventModel.Columns"/>; null for all but numeric primary ones.</param>
/// <param name="Nuisances">By the nuisances, in declared order; what each event contributes.</param>
public sealed record EventGradients(double[]?[] Columns, double[][] Nuisances)
{
    /// <summary>The gradient by the nuisances, which all events share: the sum over events.</summary>
    /// <returns>One number a nuisance, in declared order.</returns>
    public double[] SumOverEvents() => [.. Nuisances.Select(static values => values.Sum())];
}

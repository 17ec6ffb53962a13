namespace Mandelstam.Events;

/// <summary>What each output of each event changes by along a direction. Events are those of the batch, row by row: none is dropped.</summary>
/// <param name="Columns">Of the columns after perturbation, in the file's unit, by the index in <see cref="EventModel.Columns"/>; null for all but numeric primary ones.</param>
/// <param name="Features">Of the features, by the index in <see cref="EventModel.Features"/>; 0 where one is absent.</param>
/// <param name="Rate">Of the factor that the rate nuisances put on the weight.</param>
public sealed record EventTangents(double[]?[] Columns, double[][] Features, double[] Rate);

namespace Mandelstam.Events;

/// <summary>The weights of a sum over outputs, of which a gradient is taken: one number an event and output. Null means zero for all events.</summary>
/// <remarks>A loss that depends on an event's outputs y has the weights ∂loss/∂y.</remarks>
/// <param name="Columns">Of the columns after perturbation, by the index in <see cref="EventModel.Columns"/>.</param>
/// <param name="Features">Of the features, by the index in <see cref="EventModel.Features"/>.</param>
/// <param name="Rate">Of the factor that the rate nuisances put on the weight.</param>
public sealed record EventWeights(double[]?[] Columns, double[]?[] Features, double[]? Rate = null)
{
    /// <summary>Weight one for a single feature: the gradient is then that of the feature.</summary>
    /// <param name="model">The event's model.</param>
    /// <param name="feature">The index in <see cref="EventModel.Features"/>.</param>
    /// <param name="rows">The number of events.</param>
    public static EventWeights OfFeature(EventModel model, int feature, int rows)
    {
        double[]?[] features = new double[]?[model.Features.Length];
        features[feature] = new double[rows];
        Array.Fill(features[feature]!, 1);
        return new(new double[]?[model.Columns.Length], features);
    }
}

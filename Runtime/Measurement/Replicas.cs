using Mandelstam.Events;

namespace Mandelstam.Measurement;

/// <summary>Replicated populations by number of copies: the wider the noise, the more copies stand for its average.</summary>
internal sealed class Replicas(EventBatch population, int[] usable, int most, MeasurementDefinition definition)
{
    private readonly Dictionary<int, (EventBatch, int[])> _made = [];
    private readonly double[] _typical = definition.TemplateNuisances();

    /// <summary>The population for one point of the nuisances.</summary>
    public (EventBatch Events, int[] Rows) For(double[] point)
    {
        double ratio = 0;
        for (int n = 0; n < point.Length; n++)
        {
            if (definition.Model.Nuisances[n].Kind == NuisanceKind.Stochastic && _typical[n] > 0)
            {
                ratio = Math.Max(ratio, point[n] / _typical[n]);
            }
        }

        return Made(Math.Max(ratio < 1 ? most / 2 : ratio < 3 ? most : 2 * most, Math.Min(most, 4)));
    }

    /// <summary>The population with the most copies, for every width of the noise.</summary>
    public (EventBatch Events, int[] Rows) Most => Made(2 * most);

    private (EventBatch Events, int[] Rows) Made(int copies)
    {
        if (!_made.TryGetValue(copies, out (EventBatch, int[]) made))
        {
            made = Population.Replicate(population, usable, copies);
            _made.Add(copies, made);
        }

        return made;
    }
}

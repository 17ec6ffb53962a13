namespace Mandelstam.Generative;

/// <summary>Numbers of events that samples are compared by.</summary>
internal static class GenerativeQuantities
{
    /// <summary>x_i = 2E_i/√s of a particle.</summary>
    public static double[] EnergyShares(MomentumTable events, int particle) =>
        Of(events, p => 2 * ConformalMap.Length(p.Slice(3 * particle, 3)) / events.Energy);

    /// <summary>cos θ of a particle.</summary>
    public static double[] Cosines(MomentumTable events, int particle) =>
        Of(events, p => p[(3 * particle) + 2] / ConformalMap.Length(p.Slice(3 * particle, 3)));

    /// <summary>Azimuth of a particle, from −π to π.</summary>
    public static double[] Azimuths(MomentumTable events, int particle) => Of(events, p => Math.Atan2(p[(3 * particle) + 1], p[3 * particle]));

    /// <summary>y_ij = 2p_i·p_j/s of a pair.</summary>
    public static double[] Shares(MomentumTable events, int i, int j) => Of(events, p => Share(events, p, i, j));

    /// <summary>The least y_ij of all pairs.</summary>
    public static double[] SmallestShares(MomentumTable events) => Of(events, p =>
    {
        double smallest = double.PositiveInfinity;
        for (int i = 1; i < events.Particles; i++)
        {
            for (int j = 0; j < i; j++)
            {
                smallest = Math.Min(smallest, Share(events, p, i, j));
            }
        }

        return smallest;
    });

    /// <summary>The numbers that should be uniform, one array each; none where no transform is known.</summary>
    public static double[][] Uniforms(GenerativeDefinition definition, MomentumTable events)
    {
        int count = definition.Uniforms.Length;
        double[][] uniforms = [.. Enumerable.Range(0, count).Select(_ => new double[events.Count])];
        Span<double> numbers = stackalloc double[count];
        for (int row = 0; count > 0 && row < events.Count; row++)
        {
            definition.Transform(events.Event(row), numbers);
            for (int k = 0; k < count; k++)
            {
                uniforms[k][row] = numbers[k];
            }
        }

        return uniforms;
    }

    private static double Share(MomentumTable events, ReadOnlySpan<double> p, int i, int j) =>
        2 * ConformalMap.ProductOf(p.Slice(3 * i, 3), p.Slice(3 * j, 3)) / (events.Energy * events.Energy);

    private static double[] Of(MomentumTable events, Quantity quantity)
    {
        double[] values = new double[events.Count];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = quantity(events.Event(row));
        }

        return values;
    }

    private delegate double Quantity(ReadOnlySpan<double> momenta);
}

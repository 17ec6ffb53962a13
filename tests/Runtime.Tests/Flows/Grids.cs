using Mandelstam.Flows;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>Sums of two-dimensional densities over a square grid, midpoint rule.</summary>
internal static class Grids
{
    /// <summary>Densities at the cells' centres, x outermost.</summary>
    public static double[] Densities(ContrastiveFlow flow, double halfWidth, int cells)
    {
        float[] points = new float[2 * cells * cells];
        for (int i = 0; i < cells; i++)
        {
            for (int j = 0; j < cells; j++)
            {
                points[2 * ((i * cells) + j)] = (float)Center(i, halfWidth, cells);
                points[(2 * ((i * cells) + j)) + 1] = (float)Center(j, halfWidth, cells);
            }
        }

        return Array.ConvertAll(new FlowDensity(flow).LogProb(points), value => Math.Exp(value));
    }

    /// <summary>∫p.</summary>
    public static double Integral(ContrastiveFlow flow, double halfWidth, int cells) =>
        Densities(flow, halfWidth, cells).Sum() * Math.Pow(2 * halfWidth / cells, 2);

    /// <summary>Means and mean squares of both columns.</summary>
    public static (double[] Mean, double[] Second) Moments(ContrastiveFlow flow, double halfWidth, int cells)
    {
        double[] density = Densities(flow, halfWidth, cells);
        double total = density.Sum();
        double[] mean = new double[2];
        double[] second = new double[2];
        for (int k = 0; k < density.Length; k++)
        {
            double[] point = [Center(k / cells, halfWidth, cells), Center(k % cells, halfWidth, cells)];
            for (int column = 0; column < 2; column++)
            {
                mean[column] += density[k] * point[column] / total;
                second[column] += density[k] * point[column] * point[column] / total;
            }
        }

        return (mean, second);
    }

    /// <summary>Centre of a cell.</summary>
    public static double Center(int index, double halfWidth, int cells) => -halfWidth + ((index + 0.5) * 2 * halfWidth / cells);
}

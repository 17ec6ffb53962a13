using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>What float32 may be off by: 4 ulp(f) + Σ |∂f/∂xᵢ| ulp(xᵢ) over the file's numbers xᵢ.</summary>
internal static class FloatBound
{
    /// <summary>What the double kernel itself rounds, of numbers up to some TeV: it shows where the exact result is zero.</summary>
    public const double DoubleNoise = 1e-12;

    /// <summary>For each feature and row, Σ |∂f/∂xᵢ| ulp(xᵢ), from the double kernel at the next numbers on either side.</summary>
    /// <param name="model">A model without roundings to decimals, which would hide the slope.</param>
    /// <param name="batch">The events.</param>
    /// <param name="point">The nuisance parameters.</param>
    /// <param name="noise">Unit normals.</param>
    /// <param name="next">Of a column's value the numbers on either side; none where it stays.</param>
    /// <remarks>Where one side is across a jump, the other one tells.</remarks>
    public static double[][] Open(EventModel model, EventBatch batch, double[] point, double[] noise, Func<int, float, float[]> next)
    {
        double[][] Features() => model.Perturb<double>(batch, point, noise, selection: false).Features;
        double[][] middle = Features();
        double[][] sums = [.. middle.Select(_ => new double[batch.Rows])];
        foreach (int column in Enumerable.Range(0, model.Columns.Length).Where(c => model.Columns[c] is { Role: ColumnRole.Primary, IsText: false }))
        {
            float[] values = batch.Column(column), stored = [.. values];
            double[][] Moved(int side)
            {
                for (int row = 0; row < batch.Rows; row++)
                {
                    values[row] = next(column, stored[row]) is { Length: > 0 } neighbours ? neighbours[side] : stored[row];
                }

                double[][] features = Features();
                stored.CopyTo(values, 0);
                return features;
            }

            double[][] below = Moved(0), above = Moved(1);
            for (int i = 0; i < sums.Length; i++)
            {
                for (int row = 0; row < batch.Rows; row++)
                {
                    double slope = double.MinMagnitudeNumber(middle[i][row] - below[i][row], above[i][row] - middle[i][row]);
                    sums[i][row] += double.IsNaN(slope) ? 0 : Math.Abs(slope);
                }
            }
        }

        return sums;
    }

    /// <summary>The numbers next to one of the file; counts of objects and what stands for an absent one say what there is, and stay.</summary>
    /// <param name="program">The declaration.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public static float[] Next(EventProgram program, int column, float value) =>
        program.Spec.Members.Any(m => m.CountColumn == column || (m.Columns.Contains(column) && (m.ScalarType == "Int32" || (float)m.Absent == value))) ? [] : Neighbours(value);

    /// <summary>The numbers on either side.</summary>
    /// <param name="value">The value.</param>
    public static float[] Neighbours(float value) => [MathF.BitDecrement(value), MathF.BitIncrement(value)];
}

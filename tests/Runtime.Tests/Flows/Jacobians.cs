using Mandelstam.Randomness;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>Small helpers of the flow tests.</summary>
internal static class Jacobians
{
    /// <summary>log |det| of each matrix of a stack, by elimination with pivots: independent of the code under test.</summary>
    public static double[] LogDeterminants(Tensor matrices)
    {
        int count = (int)matrices.shape[0];
        int size = (int)matrices.shape[1];
        double[] all = matrices.detach().contiguous().data<double>().ToArray();
        double[] results = new double[count];
        for (int matrix = 0; matrix < count; matrix++)
        {
            double[,] a = new double[size, size];
            for (int i = 0; i < size * size; i++)
            {
                a[i / size, i % size] = all[(matrix * size * size) + i];
            }

            for (int column = 0; column < size; column++)
            {
                int pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(a[row, column]));
                for (int k = 0; k < size; k++)
                {
                    (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
                }

                results[matrix] += Math.Log(Math.Abs(a[column, column]));
                for (int row = column + 1; row < size; row++)
                {
                    double factor = a[row, column] / a[column, column];
                    for (int k = column; k < size; k++)
                    {
                        a[row, k] -= factor * a[column, k];
                    }
                }
            }
        }

        return results;
    }

    /// <summary>Standard normals, float64.</summary>
    public static Tensor Normals(int rows, int columns, ulong seed)
    {
        CounterRandom random = new(seed, stream: 99);
        return tensor([.. Enumerable.Range(0, rows * columns).Select(i => random.NormalAt((ulong)i))], [rows, columns], dtype: ScalarType.Float64);
    }
}

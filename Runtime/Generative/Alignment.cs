namespace Mandelstam.Generative;

/// <summary>Turns one event so that it lies as close as possible to another one, Σ|a_i − R b_i|² least over all rotations and reflections R.</summary>
/// <remarks>
/// R is the orthogonal factor of H = Σ a_i b_iᵀ (W. Kabsch, Acta Cryst. A32 (1976) 922), here from the eigenvectors of HᵀH by Jacobi's rotations.
/// Where no direction is preferred, a turned event of the prior is one as probable, so that the pair still has both distributions, and the way from one
/// to the other has nothing to turn (L. Klein, A. Krämer, F. Noé, arXiv:2306.15030).
/// </remarks>
internal static class Alignment
{
    private const int Sweeps = 8;

    /// <summary>Turns an event.</summary>
    /// <param name="target">Where it is turned to, 3N numbers.</param>
    /// <param name="vectors">3N numbers, changed.</param>
    public static void Turn(ReadOnlySpan<double> target, Span<double> vectors)
    {
        Span<double> h = stackalloc double[9], square = stackalloc double[9], axes = stackalloc double[9], images = stackalloc double[9];
        h.Clear();
        for (int i = 0; i < vectors.Length; i += 3)
        {
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++)
                {
                    h[(3 * row) + column] += target[i + row] * vectors[i + column];
                }
            }
        }

        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                square[(3 * row) + column] = (h[row] * h[column]) + (h[3 + row] * h[3 + column]) + (h[6 + row] * h[6 + column]);
            }
        }

        Diagonalize(square, axes);
        Images(h, axes, images);
        for (int i = 0; i < vectors.Length; i += 3)
        {
            Span<double> v = vectors.Slice(i, 3);
            double x = Dot(axes[..3], v), y = Dot(axes.Slice(3, 3), v), z = Dot(axes.Slice(6, 3), v);
            for (int k = 0; k < 3; k++)
            {
                v[k] = (x * images[k]) + (y * images[3 + k]) + (z * images[6 + k]);
            }
        }
    }

    // The rows of `axes` become orthonormal eigenvectors, those of the largest eigenvalues first.
    private static void Diagonalize(Span<double> matrix, Span<double> axes)
    {
        axes.Clear();
        axes[0] = axes[4] = axes[8] = 1;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            if (Math.Abs(matrix[1]) + Math.Abs(matrix[2]) + Math.Abs(matrix[5]) == 0)
            {
                break;
            }

            Rotate(matrix, axes, 0, 1);
            Rotate(matrix, axes, 0, 2);
            Rotate(matrix, axes, 1, 2);
        }

        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < 2 - pass; i++)
            {
                if (matrix[4 * i] < matrix[4 * (i + 1)])
                {
                    (matrix[4 * i], matrix[4 * (i + 1)]) = (matrix[4 * (i + 1)], matrix[4 * i]);
                    for (int k = 0; k < 3; k++)
                    {
                        (axes[(3 * i) + k], axes[(3 * (i + 1)) + k]) = (axes[(3 * (i + 1)) + k], axes[(3 * i) + k]);
                    }
                }
            }
        }
    }

    private static void Rotate(Span<double> matrix, Span<double> axes, int p, int q)
    {
        double off = matrix[(3 * p) + q];
        if (off == 0)
        {
            return;
        }

        double ratio = (matrix[4 * q] - matrix[4 * p]) / (2 * off);
        double tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        double cos = 1 / Math.Sqrt(1 + (tangent * tangent)), sin = tangent * cos;
        int other = 3 - p - q;
        double po = matrix[(3 * p) + other], qo = matrix[(3 * q) + other];
        matrix[4 * p] -= tangent * off;
        matrix[4 * q] += tangent * off;
        matrix[(3 * p) + q] = matrix[(3 * q) + p] = 0;
        matrix[(3 * p) + other] = matrix[(3 * other) + p] = (cos * po) - (sin * qo);
        matrix[(3 * q) + other] = matrix[(3 * other) + q] = (sin * po) + (cos * qo);
        for (int k = 0; k < 3; k++)
        {
            double a = axes[(3 * p) + k], b = axes[(3 * q) + k];
            axes[(3 * p) + k] = (cos * a) - (sin * b);
            axes[(3 * q) + k] = (sin * a) + (cos * b);
        }
    }

    // Orthonormal, along H times each axis. Where that vanishes (events in a plane, or on a line), whatever completes the others serves as well.
    private static void Images(ReadOnlySpan<double> h, ReadOnlySpan<double> axes, Span<double> images)
    {
        Span<double> first = images[..3], second = images.Slice(3, 3), third = images.Slice(6, 3);
        Multiply(h, axes[..3], first);
        if (!Normalize(first, 0))
        {
            first.Clear();
            first[0] = 1;
        }

        double size = Size(h);
        Multiply(h, axes.Slice(3, 3), second);
        Remove(first, second);
        if (!Normalize(second, 1e-12 * size))
        {
            int least = Math.Abs(first[0]) < Math.Abs(first[1]) ? (Math.Abs(first[0]) < Math.Abs(first[2]) ? 0 : 2) : (Math.Abs(first[1]) < Math.Abs(first[2]) ? 1 : 2);
            second.Clear();
            second[least] = 1;
            Remove(first, second);
            Normalize(second, 0);
        }

        Span<double> along = stackalloc double[3];
        Multiply(h, axes.Slice(6, 3), along);
        third[0] = (first[1] * second[2]) - (first[2] * second[1]);
        third[1] = (first[2] * second[0]) - (first[0] * second[2]);
        third[2] = (first[0] * second[1]) - (first[1] * second[0]);
        if (Dot(third, along) < 0)
        {
            third[0] = -third[0];
            third[1] = -third[1];
            third[2] = -third[2];
        }
    }

    private static void Multiply(ReadOnlySpan<double> h, ReadOnlySpan<double> v, Span<double> product)
    {
        for (int row = 0; row < 3; row++)
        {
            product[row] = Dot(h.Slice(3 * row, 3), v);
        }
    }

    private static void Remove(ReadOnlySpan<double> direction, Span<double> from)
    {
        double along = Dot(direction, from);
        for (int k = 0; k < 3; k++)
        {
            from[k] -= along * direction[k];
        }
    }

    private static bool Normalize(Span<double> v, double least)
    {
        double length = ConformalMap.Length(v);
        if (!(length > least))
        {
            return false;
        }

        v[0] /= length;
        v[1] /= length;
        v[2] /= length;
        return true;
    }

    private static double Size(ReadOnlySpan<double> h)
    {
        double sum = 0;
        foreach (double x in h)
        {
            sum += x * x;
        }

        return Math.Sqrt(sum);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
}

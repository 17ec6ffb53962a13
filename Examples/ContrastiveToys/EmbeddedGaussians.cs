using Mandelstam.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>
/// The two Gaussians of the plane in ten dimensions, arXiv:2505.08709 Eq. 12: eight more, x₃ … x₁₀ ~ N(0, BBᵀ), that are the same for signal and
/// background, all turned by an orthogonal Q.
/// </summary>
/// <remarks>
/// The elements of B, A and Ã are unit normals. Q is the orthogonal factor of A, or of A + φÃ where φ deforms the subspace, with the signs that make
/// the diagonal of the triangular factor positive: then Q is a continuous function of φ. Only the first two coordinates of Qᵀx tell signal from
/// background, so that the optimal decision at φ = 0 needs two numbers of an event, whatever φ has done to it.
/// </remarks>
public sealed class EmbeddedGaussians
{
    /// <summary>Number of dimensions.</summary>
    public const int Dimensions = 10;

    private readonly Matrix<double> _a;
    private readonly Matrix<double> _deformation;
    private readonly Matrix<double> _b;
    private readonly Matrix<double> _q;
    private readonly double _logWidth;
    private readonly Matrix<double> _inverse;

    /// <summary>Draws the matrices.</summary>
    /// <param name="seed">Their seed.</param>
    public EmbeddedGaussians(ulong seed)
    {
        _a = Normals(Dimensions, CounterRandom.SeedFor(seed, "A"));
        _deformation = Normals(Dimensions, CounterRandom.SeedFor(seed, "A tilde"));
        _b = Normals(Dimensions - 2, CounterRandom.SeedFor(seed, "B"));
        _q = OrthogonalFactor(_a);
        _inverse = _b.Inverse();
        _logWidth = Math.Log(Math.Abs(_b.Determinant()));
    }

    /// <summary>Draws events.</summary>
    /// <param name="isSignal">Signal or background.</param>
    /// <param name="count">How many.</param>
    /// <param name="deformation">What φ does.</param>
    /// <param name="phi">φ.</param>
    /// <param name="seed">Seed; the same for every φ moves the same events.</param>
    /// <returns>Event by event.</returns>
    public double[] Draw(bool isSignal, int count, Deformation deformation, double phi, ulong seed)
    {
        Matrix<double> turn = Turn(deformation, phi);
        PlaneGaussian plane = isSignal ? PlaneGaussian.Signal : PlaneGaussian.Background;
        double[] result = new double[count * Dimensions];
        Parallel.For(0, count, row =>
        {
            CounterRandom random = new(seed, (ulong)row);
            Vector<double> point = Vector<double>.Build.Dense(Dimensions);
            (point[0], point[1]) = plane.Point(random.NextNormal(), random.NextNormal());
            Vector<double> normals = Vector<double>.Build.Dense(Dimensions - 2, _ => random.NextNormal());
            point.SetSubVector(2, Dimensions - 2, _b * normals);
            (turn * point).AsArray().CopyTo(result, row * Dimensions);
        });
        return result;
    }

    /// <summary>The distribution of the two coordinates that the undeformed decision looks at.</summary>
    /// <param name="isSignal">Signal or background.</param>
    /// <param name="deformation">What φ does.</param>
    /// <param name="phi">φ.</param>
    public PlaneGaussian Seen(bool isSignal, Deformation deformation, double phi)
    {
        PlaneGaussian plane = isSignal ? PlaneGaussian.Signal : PlaneGaussian.Background;
        Matrix<double> covariance = Matrix<double>.Build.Dense(Dimensions, Dimensions);
        covariance[0, 0] = plane.Xx;
        covariance[0, 1] = covariance[1, 0] = plane.Xy;
        covariance[1, 1] = plane.Yy;
        covariance.SetSubMatrix(2, 2, _b * _b.Transpose());
        Matrix<double> map = (_q.Transpose() * Turn(deformation, phi)).SubMatrix(0, 2, 0, Dimensions);
        Matrix<double> seen = map * covariance * map.Transpose();
        return new(
            (map[0, 0] * plane.MeanX) + (map[0, 1] * plane.MeanY), (map[1, 0] * plane.MeanX) + (map[1, 1] * plane.MeanY), seen[0, 0], seen[0, 1], seen[1, 1]);
    }

    /// <summary>log p_s and log p_b of events, had they been deformed by φ.</summary>
    /// <param name="events">Event by event.</param>
    /// <param name="deformation">What φ does.</param>
    /// <param name="phi">φ.</param>
    public (double[] Signal, double[] Background) LogDensities(ReadOnlySpan<double> events, Deformation deformation, double phi)
    {
        double[] values = events.ToArray(), signal = new double[values.Length / Dimensions], background = new double[signal.Length];
        double[,] back = Turn(deformation, phi).Transpose().ToArray();

        // Both maps as one: the plane's two coordinates, then the eight unit normals.
        double[,] map = new double[Dimensions, Dimensions];
        for (int i = 0; i < Dimensions; i++)
        {
            for (int j = 0; j < Dimensions; j++)
            {
                map[i, j] = i < 2 ? back[i, j] : Enumerable.Range(0, Dimensions - 2).Sum(k => _inverse[i - 2, k] * back[k + 2, j]);
            }
        }

        Parallel.For(0, signal.Length, row =>
        {
            ReadOnlySpan<double> point = values.AsSpan(row * Dimensions, Dimensions);
            Span<double> coordinates = stackalloc double[Dimensions];
            for (int i = 0; i < Dimensions; i++)
            {
                for (int j = 0; j < Dimensions; j++)
                {
                    coordinates[i] += map[i, j] * point[j];
                }
            }

            double square = 0;
            foreach (double unit in coordinates[2..])
            {
                square += unit * unit;
            }

            double rest = (-0.5 * square) - _logWidth - (0.5 * (Dimensions - 2) * Math.Log(2 * Math.PI));
            signal[row] = PlaneGaussian.Signal.LogDensity(coordinates[0], coordinates[1]) + rest;
            background[row] = PlaneGaussian.Background.LogDensity(coordinates[0], coordinates[1]) + rest;
        });
        return (signal, background);
    }

    // From the coordinates of Eq. 12's "ext" to those of the data; orthogonal, so that its inverse is its transpose.
    private Matrix<double> Turn(Deformation deformation, double phi)
    {
        if (!deformation.IsRotation)
        {
            return OrthogonalFactor(_a + (phi * _deformation));
        }

        Matrix<double> rotation = Matrix<double>.Build.DenseIdentity(Dimensions);
        rotation[0, 0] = rotation[1, 1] = Math.Cos(phi);
        rotation[1, 0] = Math.Sin(phi);
        rotation[0, 1] = -rotation[1, 0];
        return _q * rotation;
    }

    private static Matrix<double> OrthogonalFactor(Matrix<double> matrix)
    {
        MathNet.Numerics.LinearAlgebra.Factorization.QR<double> factors = matrix.QR();
        Matrix<double> q = factors.Q.Clone();
        for (int column = 0; column < q.ColumnCount; column++)
        {
            if (factors.R[column, column] < 0)
            {
                q.SetColumn(column, -q.Column(column));
            }
        }

        return q;
    }

    private static Matrix<double> Normals(int size, ulong seed)
    {
        CounterRandom random = new(seed);
        return Matrix<double>.Build.Dense(size, size, (i, j) => random.NormalAt(((ulong)i * (ulong)size) + (ulong)j));
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Inference;

/// <summary>
/// Cubic B-splines through given points of one variable; with not-a-knot ends, two (three) points make a line (parabola). Beyond the
/// ends they go on linearly: value and slope are continuous there, the curvature is so with natural ends only.
/// </summary>
internal sealed class SplineAxis
{
    /// <summary>The most basis functions that differ from zero at one place.</summary>
    public const int MaxOrder = 4;

    private readonly double[] _knots;
    private readonly double[] _points;
    private readonly int _degree;

    public SplineAxis(ReadOnlySpan<double> points, SplineEnds ends)
    {
        _points = points.ToArray();
        bool natural = ends == SplineEnds.Natural && points.Length > 2;
        _degree = natural ? 3 : Math.Min(3, points.Length - 1);
        Count = natural ? points.Length + 2 : points.Length;

        // Natural ends: every point is a knot. Not-a-knot: the second and the last but one are left out (de Boor's sequence).
        int inner = Count - _degree - 1;
        _knots = new double[Count + _degree + 1];
        for (int i = 0; i <= _degree; i++)
        {
            _knots[i] = points[0];
            _knots[^(i + 1)] = points[^1];
        }

        for (int i = 0; i < inner; i++)
        {
            _knots[_degree + 1 + i] = points[(natural ? 1 : 2) + i];
        }
    }

    /// <summary>Number of basis functions.</summary>
    public int Count { get; }

    /// <summary>Number of basis functions that may differ from zero at one place.</summary>
    public int Order => _degree + 1;

    /// <summary>Evaluates the <see cref="Order"/> basis functions at a place, with their first two derivatives.</summary>
    /// <returns>Index of the first of them.</returns>
    public int Evaluate(double x, Span<double> value, Span<double> first, Span<double> second)
    {
        double inside = Math.Clamp(x, _points[0], _points[^1]);
        int span = _degree;
        while (span < Count - 1 && inside >= _knots[span + 1])
        {
            span++;
        }

        Basis(span, _degree, inside, value);
        Span<double> lower = stackalloc double[MaxOrder];
        Span<double> lowerSlope = stackalloc double[MaxOrder];
        lower.Clear();
        lowerSlope.Clear();
        if (_degree >= 1)
        {
            Basis(span, _degree - 1, inside, lower);
        }

        Differentiate(span, _degree, lower, first);
        if (_degree >= 2)
        {
            Span<double> lowest = stackalloc double[MaxOrder];
            Basis(span, _degree - 2, inside, lowest);
            Differentiate(span, _degree - 1, lowest, lowerSlope);
        }

        Differentiate(span, _degree, lowerSlope, second);
        if (x != inside)
        {
            for (int i = 0; i <= _degree; i++)
            {
                value[i] += (x - inside) * first[i];
                second[i] = 0;
            }
        }

        return span - _degree;
    }

    /// <summary>The matrix that turns values at the points (columns) into coefficients (rows).</summary>
    public double[,] Interpolation()
    {
        Span<double> value = stackalloc double[MaxOrder];
        Span<double> slope = stackalloc double[MaxOrder];
        Span<double> curvature = stackalloc double[MaxOrder];
        Matrix<double> conditions = Matrix<double>.Build.Dense(Count, Count);
        for (int row = 0; row < Count; row++)
        {
            // Beyond the points' own rows: no curvature at either end.
            bool passes = row < _points.Length;
            int start = Evaluate(passes ? _points[row] : row == _points.Length ? _points[0] : _points[^1], value, slope, curvature);
            for (int i = 0; i < Order; i++)
            {
                conditions[row, start + i] = passes ? value[i] : curvature[i];
            }
        }

        return conditions.Inverse().SubMatrix(0, Count, 0, _points.Length).ToArray();
    }

    // The degree + 1 functions of this degree on [knot span, knot span + 1]: Cox and de Boor.
    private void Basis(int span, int degree, double x, Span<double> value)
    {
        Span<double> left = stackalloc double[MaxOrder];
        Span<double> right = stackalloc double[MaxOrder];
        value[0] = 1;
        for (int d = 1; d <= degree; d++)
        {
            left[d] = x - _knots[span + 1 - d];
            right[d] = _knots[span + d] - x;
            double carried = 0;
            for (int i = 0; i < d; i++)
            {
                double share = value[i] / (right[i + 1] + left[d - i]);
                value[i] = carried + (right[i + 1] * share);
                carried = left[d - i] * share;
            }

            value[d] = carried;
        }
    }

    // Derivatives of the functions of a degree from those (or their derivatives) of the degree below.
    private void Differentiate(int span, int degree, ReadOnlySpan<double> lower, Span<double> slope)
    {
        for (int i = 0; i <= degree; i++)
        {
            int index = span - degree + i;
            double rise = i > 0 ? lower[i - 1] / (_knots[index + degree] - _knots[index]) : 0;
            double fall = i < degree ? lower[i] / (_knots[index + degree + 1] - _knots[index + 1]) : 0;
            slope[i] = degree * (rise - fall);
        }
    }
}

using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Mandelstam.Inference;

/// <summary>
/// Expected events per process and bin on a rectangular grid of shape nuisances, interpolated by tensor products of cubic splines with
/// analytic first and second derivatives.
/// </summary>
/// <remarks>
/// The splines pass through the templates and, with not-a-knot ends, reproduce polynomials up to third order in each nuisance; outside
/// the grid they go on linearly. They may dip below zero beside an almost empty bin: <see cref="BinnedLikelihood"/> keeps the total positive.
/// </remarks>
public sealed class TemplateGrid
{
    private readonly SplineAxis[] _splines;
    private readonly double[] _coefficients;

    /// <summary>Builds the splines.</summary>
    /// <param name="axes">The shape nuisances; none at all is a likelihood without shapes.</param>
    /// <param name="processes">Names of the processes.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="yields">
    /// Expected events: index ((point × processes) + process) × bins + bin, where the points of the grid run with the last axis fastest.
    /// </param>
    /// <param name="variances">Their variances from the simulation's finite size (sums of squared weights), laid out alike; empty where unknown.</param>
    /// <param name="ends">What holds the splines at their ends.</param>
    /// <exception cref="ArgumentException">Axes are not ascending, a name occurs twice, sizes do not fit, or a yield is not finite.</exception>
    [JsonConstructor]
    public TemplateGrid(
        ImmutableArray<TemplateAxis> axes,
        ImmutableArray<string> processes,
        int bins,
        ImmutableArray<double> yields,
        ImmutableArray<double> variances,
        SplineEnds ends = SplineEnds.NotAKnot)
    {
        if (axes.IsDefault || processes.IsDefaultOrEmpty || yields.IsDefault || variances.IsDefault || bins < 1)
        {
            throw new ArgumentException("Templates need axes, processes, bins, yields and variances.");
        }

        foreach (TemplateAxis axis in axes)
        {
            if (axis.Points.IsDefault || axis.Points.Length < 2 || axis.Points.Any(point => !double.IsFinite(point))
                || axis.Points.Zip(axis.Points.Skip(1)).Any(pair => pair.First >= pair.Second))
            {
                throw new ArgumentException($"Template axis '{axis.Name}' needs at least two finite values in ascending order.", nameof(axes));
            }
        }

        Points = axes.Aggregate(1, (product, axis) => checked(product * axis.Points.Length));
        int expected = checked(Points * processes.Length * bins);
        if (yields.Length != expected || (variances.Length != 0 && variances.Length != expected))
        {
            throw new ArgumentException(
                $"{yields.Length} yields and {variances.Length} variances for {Points} grid points × {processes.Length} processes × {bins} bins.",
                nameof(yields));
        }

        if (processes.Distinct().Count() != processes.Length)
        {
            throw new ArgumentException("A process occurs twice.", nameof(processes));
        }

        int bad = yields.AsSpan().IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException($"Process '{processes[bad / bins % processes.Length]}', bin {bad % bins}: a yield is not finite.", nameof(yields));
        }

        Axes = axes;
        Processes = processes;
        Bins = bins;
        Yields = yields;
        Variances = variances;
        Ends = ends;
        _splines = [.. axes.Select(axis => new SplineAxis(axis.Points.AsSpan(), ends))];
        _coefficients = yields.ToArray();
        int stride = processes.Length * bins;
        for (int axis = axes.Length - 1; axis >= 0; axis--)
        {
            _coefficients = Transform(_coefficients, _splines[axis].Interpolation(), stride);
            stride *= _splines[axis].Count;
        }
    }

    /// <summary>The shape nuisances.</summary>
    public ImmutableArray<TemplateAxis> Axes { get; }

    /// <summary>Names of the processes.</summary>
    public ImmutableArray<string> Processes { get; }

    /// <summary>Number of bins.</summary>
    public int Bins { get; }

    /// <summary>The yields the splines pass through: index ((point × processes) + process) × bins + bin.</summary>
    public ImmutableArray<double> Yields { get; }

    /// <summary>Their variances, laid out alike; empty where unknown.</summary>
    public ImmutableArray<double> Variances { get; }

    /// <summary>What holds the splines at their ends.</summary>
    public SplineEnds Ends { get; }

    /// <summary>Number of grid points.</summary>
    [JsonIgnore]
    public int Points { get; }

    /// <summary>Numbers per grid point: processes × bins.</summary>
    [JsonIgnore]
    public int Cells => Processes.Length * Bins;

    /// <summary>The nuisances at a grid point.</summary>
    public double[] PointAt(int point)
    {
        double[] values = new double[Axes.Length];
        for (int axis = Axes.Length - 1; axis >= 0; axis--)
        {
            values[axis] = Axes[axis].Points[point % Axes[axis].Points.Length];
            point /= Axes[axis].Points.Length;
        }

        return values;
    }

    /// <summary>The grid point nearest to some nuisances, axis by axis.</summary>
    public int NearestPoint(ReadOnlySpan<double> nuisances)
    {
        int point = 0;
        for (int axis = 0; axis < Axes.Length; axis++)
        {
            double value = nuisances[axis];
            int nearest = Enumerable.Range(0, Axes[axis].Points.Length).MinBy(i => Math.Abs(Axes[axis].Points[i] - value));
            point = (point * Axes[axis].Points.Length) + nearest;
        }

        return point;
    }

    /// <summary>Room for <see cref="Evaluate"/>; one per thread.</summary>
    public TemplateValues CreateValues() => new(Axes.Length, Cells);

    /// <summary>Yields at any nuisances, without derivatives.</summary>
    /// <param name="nuisances">In the order of <see cref="Axes"/>.</param>
    /// <returns>Index process × bins + bin.</returns>
    public double[] YieldsAt(ReadOnlySpan<double> nuisances)
    {
        TemplateValues values = CreateValues();
        Evaluate(nuisances, values);
        return values.Yields.ToArray();
    }

    /// <summary>Evaluates the templates and their derivatives.</summary>
    /// <param name="nuisances">In the order of <see cref="Axes"/>.</param>
    /// <param name="values">Filled.</param>
    /// <exception cref="ArgumentException">The number of nuisances is not that of the axes.</exception>
    public void Evaluate(ReadOnlySpan<double> nuisances, TemplateValues values)
    {
        int dimensions = _splines.Length;
        if (nuisances.Length != dimensions)
        {
            throw new ArgumentException($"{nuisances.Length} nuisances for {dimensions} axes.", nameof(nuisances));
        }

        const int order = SplineAxis.MaxOrder;
        Span<double> basis = stackalloc double[Math.Max(1, dimensions) * 3 * order];
        Span<int> start = stackalloc int[Math.Max(1, dimensions)];
        for (int d = 0; d < dimensions; d++)
        {
            Span<double> axis = basis.Slice(d * 3 * order, 3 * order);
            start[d] = _splines[d].Evaluate(nuisances[d], axis[..order], axis.Slice(order, order), axis[(2 * order)..]);
        }

        for (int output = 0; output < values.Outputs; output++)
        {
            values.Output(output).Clear();
        }

        Span<int> local = stackalloc int[Math.Max(1, dimensions)];
        local.Clear();
        bool more = true;
        while (more)
        {
            int point = 0;
            for (int d = 0; d < dimensions; d++)
            {
                point = (point * _splines[d].Count) + start[d] + local[d];
            }

            ReadOnlySpan<double> cells = _coefficients.AsSpan(point * Cells, Cells);
            int output = 0;
            AddScaled(cells, Product(basis, local, dimensions, -1, -1), values.Output(output++));
            for (int d = 0; d < dimensions; d++)
            {
                AddScaled(cells, Product(basis, local, dimensions, d, -1), values.Output(output++));
            }

            for (int d = 0; d < dimensions; d++)
            {
                for (int e = d; e < dimensions; e++)
                {
                    AddScaled(cells, Product(basis, local, dimensions, d, e), values.Output(output++));
                }
            }

            more = false;
            for (int d = dimensions - 1; d >= 0 && !more; d--)
            {
                local[d] = (local[d] + 1) % _splines[d].Order;
                more = local[d] != 0;
            }
        }
    }

    // The weight of one coefficient: a product over the axes, differentiated along up to two of them.
    private static double Product(ReadOnlySpan<double> basis, ReadOnlySpan<int> local, int dimensions, int first, int second)
    {
        double product = 1;
        for (int d = 0; d < dimensions; d++)
        {
            int derivative = (d == first ? 1 : 0) + (d == second ? 1 : 0);
            product *= basis[(((d * 3) + derivative) * SplineAxis.MaxOrder) + local[d]];
        }

        return product;
    }

    private static void AddScaled(ReadOnlySpan<double> cells, double factor, Span<double> sum)
    {
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(cells);
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(sum);
        Vector<double> factors = new(factor);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] += factors * from[i];
        }

        for (int i = from.Length * Vector<double>.Count; i < cells.Length; i++)
        {
            sum[i] += factor * cells[i];
        }
    }

    // Applies a matrix along one axis, whose neighbours lie a stride apart; the axis may grow.
    private static double[] Transform(double[] values, double[,] matrix, int stride)
    {
        int rows = matrix.GetLength(0);
        int columns = matrix.GetLength(1);
        double[] transformed = new double[values.Length / columns * rows];
        for (int block = 0; block < values.Length / (columns * stride); block++)
        {
            for (int row = 0; row < rows; row++)
            {
                Span<double> to = transformed.AsSpan(((block * rows) + row) * stride, stride);
                for (int column = 0; column < columns; column++)
                {
                    AddScaled(values.AsSpan(((block * columns) + column) * stride, stride), matrix[row, column], to);
                }
            }
        }

        return transformed;
    }
}

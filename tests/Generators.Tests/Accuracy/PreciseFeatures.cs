using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Symmetry;
using Mandelstam.Events;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>One event's features in some 31 digits, with how far they may be off, and what the last place of each of the file's numbers does to them.</summary>
internal sealed class PreciseFeatures
{
    /// <summary>Numbers that agree to so many digits are the same to double precision, in which functions of lanes are good to 10⁻¹².</summary>
    private const double SameNumber = 1e-11;

    /// <summary>What an error in 31 digits is in double precision, with its functions: a difference whose terms cancel is zero to it long before the terms are the same.</summary>
    private const double LostDigits = 1e18;

    private readonly ExprPool _pool;
    private readonly EventProgram _program;
    private readonly Experiment _experiment;
    private readonly int _neighbours;

    /// <summary>Evaluates.</summary>
    /// <param name="program">The declaration in symbols.</param>
    /// <param name="batch">The events.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="point">The nuisance parameters.</param>
    /// <param name="noise">The event's own unit normals.</param>
    /// <param name="next">For a column and the number in it, those next to it, none where it says which objects there are.</param>
    public PreciseFeatures(EventProgram program, EventBatch batch, int row, double[] point, double[] noise, Func<int, float, float[]> next)
    {
        (_program, _pool) = (program, program.Pool);
        DoubleDouble[] middle = [.. batch.Model.Columns.Select((c, i) => (DoubleDouble)(c.IsText || c.Role == ColumnRole.Passenger ? 0 : batch.Column(i)[row]))];
        int process = batch.ProcessCodes.Length == 0 ? 0 : batch.ProcessCodes[row];
        List<SampleInputs> samples = [new(middle, process, point, noise)];
        foreach ((int column, ColumnInfo info) in batch.Model.Columns.Index())
        {
            if (info.IsText || info.Role != ColumnRole.Primary)
            {
                continue;
            }

            float[] neighbours = next(column, batch.Column(column)[row]);
            for (int i = 0; i < 2; i++)
            {
                DoubleDouble[] moved = [.. middle];
                moved[column] = neighbours.Length > 0 ? neighbours[i] : moved[column];
                samples.Add(new(moved, process, point, noise));
            }

            _neighbours++;
        }

        _experiment = new(_pool, program.Features.Select(static f => f.Result), program.Spec, samples, isProof: false);
    }

    /// <summary>The value; NaN where it does not exist, or 31 digits do not tell.</summary>
    /// <param name="feature">Which feature.</param>
    /// <param name="open">What the file's numbers leave open of it.</param>
    public double Value(int feature, out double open)
    {
        IReadOnlyList<Estimate> values = _experiment.Before(_program.Features[feature].Result);
        open = 0;
        Estimate middle = values[0];
        for (int i = 0; i < _neighbours; i++)
        {
            double Response(Estimate moved) => moved.Exists ? (moved.Value - middle.Value).High : double.NaN;
            double response = double.MinMagnitudeNumber(Response(values[(2 * i) + 1]), Response(values[(2 * i) + 2]));
            open += double.IsNaN(response) ? 0 : Math.Abs(response);
        }

        double value = middle.Value.High;

        // Its error is known to first order, up to a modest factor.
        return middle.Exists && 1e3 * middle.Error <= 1e-8 * Math.Abs(value) || middle.Error <= 1e-20 ? value : double.NaN;
    }

    /// <summary>Is something decided on the way to a feature where both sides are the same to double precision?</summary>
    public bool IsTie(int feature)
    {
        IReadOnlyList<Expr> nodes = _pool.Reach([_program.Features[feature].Result]);
        HashSet<int> computed = [];
        foreach (Expr node in nodes)
        {
            if (node.Op is Op.Multiply or Op.Divide or (>= Op.Sqrt and <= Op.Acos) || node.Arguments.Any(a => computed.Contains(a.Id)))
            {
                computed.Add(node.Id);
            }
        }

        return nodes.Any(n => n.Op is Op.Less or Op.LessOrEqual or Op.Equal or Op.Sign or Op.WrapAngle or Op.Round && n.Arguments.Any(a => computed.Contains(a.Id)) && IsClose(n));
    }

    private bool IsClose(Expr decision)
    {
        double Of(int argument) => _experiment.Before(decision.Arguments[argument])[0].Value.High;
        double ErrorOf(int argument) => _experiment.Before(decision.Arguments[argument])[0].Error;
        double first = Of(0), scale = Math.Pow(10, decision.Number);
        return decision.Op switch
        {
            Op.Sign => Math.Abs(first) <= 1e-20,
            Op.WrapAngle => Math.Abs(Math.Abs(Math.IEEERemainder(first, 2 * Math.PI)) - Math.PI) <= SameNumber,
            Op.Round => Math.Abs(Math.Abs(Math.IEEERemainder(first * scale, 1)) - 0.5) <= SameNumber * Math.Max(1, Math.Abs(first * scale)),
            _ => Math.Abs(first - Of(1)) <= Math.Max(SameNumber * Math.Max(Math.Abs(first), Math.Abs(Of(1))), LostDigits * (ErrorOf(0) + ErrorOf(1))),
        };
    }
}

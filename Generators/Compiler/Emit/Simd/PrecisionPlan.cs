using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Decides which nodes a kernel of float32 has to compute in lanes of double precision.</summary>
/// <remarks>
/// <para>
/// A sum that may cancel leaves nothing but its terms' errors. Its terms are therefore computed in double precision, down to what was read from
/// the file, which is exact. The same holds for what is compared or rounded to decimals, where an error would decide, and for what is wrapped or
/// handed to a function, where it would be amplified. All else, above all the functions themselves and the products and roots behind the last sum, is right to a few units
/// in the last place in float32.
/// </para>
/// <para>
/// A function is computed in double precision where its value decides, where it enters such a sum by itself, as in 1 − cos φ, or where the terms depend on the same
/// numbers, as in pT cos φ − pT. Else, as in the sum of the pT cos φ of several objects, its error stays below what an error in the last place
/// of the file's numbers makes.
/// </para>
/// <para>
/// So is a function that makes more of an error than was in its argument, as a logarithm near 1, the tangent near a quarter turn, a sine near its zeros, the exponential
/// of a large number: unless float32 holds the argument as it is, or the file's numbers leave open as much of it as it is rounded by. What they leave open of a
/// factor, they may not leave open of a product with another that depends on the same numbers, as in sinh η / cosh η: then both factors are computed in double.
/// </para>
/// <para>
/// High powers are computed in double precision as well, and what is made of them: m⁶ of a system at 10 TeV, or of one of collinear soft particles, is out of float32's range.
/// </para>
/// </remarks>
internal sealed class PrecisionPlan
{
    // Roundings add up as steps at random do: eight at worst are some three.
    private const double MostRoundings = 8;

    // Float32 reaches from 10⁻³⁸ to 10³⁸.
    private const double MostFactors = 6;

    private readonly NodeSet _isDouble, _open, _loose;
    private readonly double[] _degrees;
    private readonly Demand[] _demands;
    private readonly ulong[][] _sources;
    private readonly double[] _roundings;
    private readonly ISet<int> _guarded, _estimates;
    private int _numbers;

    /// <summary>Plans.</summary>
    /// <param name="nodes">All nodes, arguments before what uses them.</param>
    /// <param name="wide">Results that are written in double precision.</param>
    /// <param name="guarded">Roundings whose close cases are decided again, so that float32 will do for the rest.</param>
    /// <param name="estimates">Nodes that serve a guard alone: rough numbers.</param>
    public PrecisionPlan(IReadOnlyList<Expr> nodes, IEnumerable<Expr> wide, ISet<int> guarded, ISet<int> estimates)
    {
        _guarded = guarded;
        _estimates = estimates;
        Exactness = new(nodes);
        (_isDouble, _open, _loose) = (new(nodes), new(nodes), new(nodes));
        int size = NodeSet.IdsOf(nodes);
        (_demands, _sources, _roundings, _degrees) = (new Demand[size], new ulong[size][], new double[size], new double[size]);
        foreach (Expr root in wide)
        {
            _demands[root.Id] = Demand.Arithmetic;
        }

        foreach (Expr node in nodes)
        {
            _sources[node.Id] = Sources(node);
            _roundings[node.Id] = Roundings(node);
            _degrees[node.Id] = Degree(node);
            _open.Set(node, KnowOpen(node));
            _loose.Set(node, KnowLoose(node));
        }

        foreach (Expr node in nodes.Reverse())
        {
            _isDouble.Set(node, Decide(node));
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                Expr argument = node.Arguments[i];
                Demand demand = Asks(node, i);
                if (demand > DemandOf(argument))
                {
                    _demands[argument.Id] = demand;
                }
            }
        }

        // A condition follows what it combines; arithmetic on numbers that are double already costs less than rounding each of them first.
        foreach (Expr node in nodes)
        {
            if (node.Op is Op.Add or Op.Subtract or Op.Multiply && !estimates.Contains(node.Id) && node.Arguments.All(IsDouble))
            {
                _isDouble.Set(node, true);
            }

            if (node.Op is Op.And or Op.Or or Op.Not)
            {
                _isDouble.Set(node, node.Arguments.All(IsDouble));
            }
        }
    }

    private PrecisionPlan(IReadOnlyList<Expr> nodes)
    {
        _guarded = _estimates = new HashSet<int>();
        Exactness = new(nodes);
        (_isDouble, _open, _loose) = (new(nodes), new(nodes), new(nodes));
        (_demands, _sources, _roundings, _degrees) = ([], [], [], []);
        foreach (Expr node in nodes)
        {
            _isDouble.Set(node, !node.IsLeaf && !node.IsInput);
        }
    }

    // What is asked to be computed in double precision: nothing, the arithmetic, also functions that no measured number scales, all functions.
    private enum Demand
    {
        None,
        Arithmetic,
        Unscaled,
        All,
    }

    /// <summary>What is known of errors from the form of values.</summary>
    public Exactness Exactness { get; }

    /// <summary>All in double precision, whatever comes of it.</summary>
    /// <param name="nodes">All nodes, arguments before what uses them.</param>
    public static PrecisionPlan AllDouble(IReadOnlyList<Expr> nodes) => new(nodes);

    /// <summary>Is the node computed in double precision?</summary>
    public bool IsDouble(Expr node) => _isDouble.Contains(node);

    private Demand DemandOf(Expr node) => _demands[node.Id];

    private bool Decide(Expr node) => !_estimates.Contains(node.Id) && !Exactness.IsExact(node) && node.Op switch
    {
        _ when !node.IsLeaf && !node.IsInput && (IsFar(node) || node.Arguments.Any(IsFar)) => true,
        Op.Constant or Op.Column or Op.Noise or Op.Process or Op.Nuisance or Op.True or Op.And or Op.Or or Op.Not or Op.StepsRest => false,
        Op.Round => true,
        Op.WrapAngle => !Exactness.IsOfCount(node.Arguments[0]),
        Op.Add or Op.Subtract => DemandOf(node) != Demand.None || (MayCancel(node) && !Exactness.IsSumOfFew(node)),
        Op.Less or Op.LessOrEqual or Op.Equal => !IsDecidedInSingle(node),
        Op.Multiply or Op.Divide or Op.Negate or Op.Abs or Op.Sign or Op.Min or Op.Max or Op.Select or Op.Sqrt or Op.OfSteps => DemandOf(node) != Demand.None,
        _ => DemandOf(node) >= Demand.Unscaled || Amplifies(node),
    };

    // May the value be too large or too small for float32, where the file's numbers are not?
    private bool IsFar(Expr node) => Math.Abs(_degrees[node.Id]) >= MostFactors;

    // How many numbers of the file a value is the product of; of a sum, the term that has most.
    private double Degree(Expr node)
    {
        double Of(int i) => _degrees[node.Arguments[i].Id];
        double Larger(double a, double b) => Math.Abs(a) >= Math.Abs(b) ? a : b;
        return node.Op switch
        {
            Op.Column => 1,
            Op.Multiply => Of(0) + Of(1),
            Op.Divide => Of(0) - Of(1),
            Op.Add or Op.Subtract or Op.Min or Op.Max => Larger(Of(0), Of(1)),
            Op.Select => Larger(Of(1), Of(2)),
            Op.Sqrt => Of(0) / 2,
            Op.Negate or Op.Abs or Op.Round or Op.Steps or Op.OfSteps => Of(0),
            Op.Exp when node.Arguments[0] is { Op: Op.Multiply } power && power.Arguments.FirstOrDefault(static f => f.Op == Op.Log) is { } log && power.Arguments.FirstOrDefault(static f => f.Op == Op.Constant) is { } exponent =>
                exponent.Number * _degrees[log.Arguments[0].Id],
            _ => 0,
        };
    }

    // Does the function make so much more of what its argument was rounded by that four units in the last place of its own would not hold it?
    private bool Amplifies(Expr function) => IsSensitive(function) && !_open.Contains(function.Arguments[0])
        && (function.Op is not (Op.Exp or Op.Sinh or Op.Cosh) || !Exactness.IsRelative(function.Arguments[0]));

    // Is it a function that makes more of an error, of an argument that float32 does not hold as it is?
    private bool IsSensitive(Expr function) => function.Op is Op.Log or Op.Acos or Op.Atanh or Op.Tan or Op.Sin or Op.Cos or Op.Exp or Op.Sinh or Op.Cosh
        && !Exactness.IsExact(function.Arguments[0]) && !Exactness.IsOfCount(function.Arguments[0]) && Varies(function.Arguments[0]);

    private bool Varies(Expr node) => _sources[node.Id].Length > 0;

    // Do the last places of the file's numbers leave open at least as much of the value as it is rounded by? So they do of what is put together from numbers that
    // have nothing to do with one another; of 1 + x they may leave much less.
    private bool KnowOpen(Expr node) => node.Op switch
    {
        Op.Column or Op.Round or Op.Steps => true,
        Op.Negate or Op.Abs or Op.OfSteps => _open.Contains(node.Arguments[0]),
        Op.Multiply or Op.Divide => node.Arguments.Any(Varies) && node.Arguments.All(a => _open.Contains(a) || !Varies(a))
            && (AreIndependent(node) || (node.Op == Op.Multiply && node.Arguments[0] == node.Arguments[1])),
        Op.Add or Op.Subtract => _open.ContainsAll(node.Arguments) && AreIndependent(node),
        Op.Max when node.Guarded is { } magnitude => _open.Contains(magnitude),
        Op.Min or Op.Max => _open.ContainsAll(node.Arguments),
        Op.Select => node.Arguments.Skip(1).All(a => _open.Contains(a) || a.Op == Op.Constant),
        _ => false,
    };

    // Is the value right only to what the file's numbers leave open of it?
    private bool KnowLoose(Expr node) => node.Op switch
    {
        Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Abs or Op.Sqrt or Op.Min or Op.Max => _loose.ContainsAny(node.Arguments),
        Op.Select => node.Arguments.Skip(1).Any(a => _loose.Contains(a)),
        _ => IsSensitive(node),
    };

    // How many units in the last place the value may be off, if all of it were computed in float32 and nothing cancelled.
    private double Roundings(Expr node)
    {
        if (Exactness.IsExact(node) || node.IsLeaf || node.IsInput)
        {
            return 0;
        }

        // Which of two values is chosen is decided without an error.
        double most = 0, sum = 0;
        for (int i = node.Op == Op.Select ? 1 : 0; i < node.Arguments.Count; i++)
        {
            double argument = _roundings[node.Arguments[i].Id];
            most = Math.Max(most, argument);
            sum += argument;
        }

        return node.Op switch
        {
            Op.Negate or Op.Abs or Op.Min or Op.Max or Op.Select => most,
            Op.Add or Op.Subtract => most + 0.5,
            Op.Multiply or Op.Divide => sum + 0.5,
            Op.Sqrt => (most / 2) + 0.5,
            _ => most + 1,
        };
    }

    // Where exact numbers are compared, or one that is right in all its digits with zero.
    private bool IsDecidedInSingle(Expr comparison) => comparison.Arguments.All(Exactness.IsExact)
        || (comparison.Arguments.Any(static a => a.Is(0)) && comparison.Arguments.All(Exactness.IsRelative));

    private Demand Asks(Expr node, int argument)
    {
        Demand demand = DemandOf(node);
        if (_estimates.Contains(node.Id))
        {
            return Demand.None;
        }

        switch (node.Op)
        {
            case Op.Steps:
                return _guarded.Contains(node.Id) || Exactness.IsExact(node.Arguments[0]) ? Demand.None : Demand.All;
            case Op.StepsRest:
                return Demand.None;
            case Op.OfSteps:
                return demand;
            case Op.Add or Op.Subtract:
                return IsDouble(node) && MayCancel(node) ? Max(demand, AreIndependent(node) ? Demand.Unscaled : Demand.All) : demand;
            case Op.Multiply or Op.Divide when _loose.Contains(node.Arguments[argument]) && node.Arguments[0] != node.Arguments[1] && !AreIndependent(node):
                // What the numbers leave open of a factor they may not leave open of the product: sinh x / cosh x is 1.
                return Demand.All;
            case Op.Divide when _roundings[node.Id] > MostRoundings && !AreIndependent(node) && IsScale(node.Arguments[0]):
                // Of a ratio of like to like, as ET / mT, in which the scale cancels, the numbers leave little open: the roundings of a long way are more.
                return Max(demand, Demand.Arithmetic);
            case Op.Multiply or Op.Divide:
                return demand == Demand.Unscaled && IsScale(node.Arguments[1 - argument]) ? Demand.Arithmetic : demand;
            case Op.Negate or Op.Abs or Op.Min or Op.Max or Op.Sqrt:
                return demand;
            case Op.Select:
                return argument == 0 ? Demand.None : demand;
            case Op.And or Op.Or or Op.Not:
                return Demand.None;
            case Op.WrapAngle:
                return Exactness.IsOfCount(node.Arguments[0]) ? demand : Max(demand, Demand.Unscaled);
            case Op.Less or Op.LessOrEqual or Op.Equal when IsDecidedInSingle(node):
                return Demand.None;
            case Op.Round or Op.Less or Op.LessOrEqual or Op.Equal:
                return Demand.All;
            case Op.Sign:
                return Exactness.IsRelative(node.Arguments[0]) ? demand : Max(demand, Demand.Arithmetic);
            default:
                return IsDouble(node) ? Max(demand, AsksForItself(node, demand)) : Exactness.IsOfCount(node.Arguments[argument]) ? Demand.None : Demand.Arithmetic;
        }
    }

    // Near the ends of its domain a function sees what is left of its argument, as near 1 of a ratio whose scales cancel. So they do in a direction, whose last digits
    // the momentum's do not leave open.
    private Demand AsksForItself(Expr function, Demand demand) => function.Op switch
    {
        Op.Atan2 or Op.Asinh => demand >= Demand.Unscaled ? Demand.All : Demand.None,
        _ when !Amplifies(function) => Demand.None,
        Op.Log or Op.Acos or Op.Atanh => Demand.All,
        _ => Demand.Unscaled,
    };

    private static Demand Max(Demand a, Demand b) => a > b ? a : b;

    // Is the value proportional to a number of the file?
    private static bool IsScale(Expr node) => node.Op switch
    {
        Op.Column or Op.Noise or Op.Round or Op.Steps => true,
        Op.Negate or Op.Abs or Op.OfSteps => IsScale(node.Arguments[0]),
        Op.Multiply or Op.Divide => node.Arguments.Any(IsScale),
        Op.Select => node.Arguments.Skip(1).Any(IsScale) && node.Arguments.Skip(1).All(a => a.Op == Op.Constant || IsScale(a)),
        _ => false,
    };

    private bool AreIndependent(Expr sum)
    {
        ulong[] a = _sources[sum.Arguments[0].Id], b = _sources[sum.Arguments[1].Id];
        for (int i = Math.Min(a.Length, b.Length) - 1; i >= 0; i--)
        {
            if ((a[i] & b[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    // The numbers of the file that a value depends on, a bit each. A rounding is a number of its own: what led to it is forgotten in the decimals.
    private ulong[] Sources(Expr node)
    {
        if (node.Op is Op.Column or Op.Noise or Op.Round or Op.Steps)
        {
            int bit = _numbers++;
            ulong[] own = new ulong[(bit / 64) + 1];
            own[bit / 64] = 1UL << (bit % 64);
            return own;
        }

        // Which of two values is chosen is decided in double precision: it carries no error into the choice.
        ulong[] union = [];
        foreach (Expr argument in node.Arguments.Skip(node.Op == Op.Select ? 1 : 0))
        {
            ulong[] more = _sources[argument.Id];
            if (union.Length == 0)
            {
                union = more;
                continue;
            }

            ulong[] both = new ulong[Math.Max(union.Length, more.Length)];
            for (int i = 0; i < both.Length; i++)
            {
                both[i] = (i < union.Length ? union[i] : 0) | (i < more.Length ? more[i] : 0);
            }

            union = both;
        }

        return union;
    }

    private bool MayCancel(Expr node) => node.Op == Op.Add
        ? !(Exactness.IsNonNegative(node.Arguments[0]) && Exactness.IsNonNegative(node.Arguments[1]))
        : !(Exactness.IsNonNegative(node.Arguments[0]) && node.Arguments[1].Op == Op.Constant && node.Arguments[1].Number <= 0);
}

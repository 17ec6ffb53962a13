using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Decides which nodes a kernel of float32 has to compute in lanes of double precision.</summary>
/// <remarks>
/// <para>
/// A sum that may cancel leaves nothing but its terms' errors. Its terms are therefore computed in double precision, down to what was read from
/// the file, which is exact. The same holds for what is compared, rounded to decimals, wrapped or handed to a function: there, an error would
/// decide, or be amplified. All else, above all the functions themselves and the products and roots behind the last sum, is right to a few units
/// in the last place in float32.
/// </para>
/// <para>
/// A function is computed in double precision only where its value enters such a sum by itself, as in 1 − cos φ. Multiplied by a measured
/// number, as in pT cos φ, its error stays below what an error in the last place of that number and of the angle makes.
/// </para>
/// </remarks>
internal sealed class PrecisionPlan
{
    private readonly Dictionary<int, Demand> _demands = [];
    private readonly Dictionary<int, bool> _isDouble = [];
    private readonly Dictionary<int, bool> _isDiscrete = [];
    private readonly Dictionary<int, bool> _isNonNegative = [];

    /// <summary>Plans.</summary>
    /// <param name="nodes">All nodes, arguments before what uses them.</param>
    /// <param name="wide">Results that are written in double precision.</param>
    public PrecisionPlan(IReadOnlyList<Expr> nodes, IEnumerable<Expr> wide)
    {
        foreach (Expr root in wide)
        {
            _demands[root.Id] = Demand.Arithmetic;
        }

        foreach (Expr node in nodes)
        {
            _isDiscrete[node.Id] = IsDiscrete(node);
            _isNonNegative[node.Id] = IsNonNegative(node);
        }

        foreach (Expr node in nodes.Reverse())
        {
            _isDouble[node.Id] = Decide(node);
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

        // A condition follows what it combines.
        foreach (Expr node in nodes)
        {
            if (node.Op is Op.And or Op.Or or Op.Not)
            {
                _isDouble[node.Id] = node.Arguments.Any(IsDouble);
            }
        }
    }

    // What the value of a node is asked to be computed in: its arithmetic, or also the functions that it is made of.
    private enum Demand
    {
        None,
        Arithmetic,
        All,
    }

    /// <summary>Is the node computed in double precision?</summary>
    public bool IsDouble(Expr node) => _isDouble.TryGetValue(node.Id, out bool isDouble) && isDouble;

    /// <summary>
    /// Is the node the same in both precisions, and cheap: a choice among what the file holds? It is then computed wherever it is used.
    /// </summary>
    public bool IsPortable(Expr node) => node.Op switch
    {
        Op.Less or Op.LessOrEqual or Op.Equal => node.Arguments.All(a => IsExact(a) && (a.Arguments.Count == 0 || IsPortable(a))),
        Op.And or Op.Or or Op.Not => node.Arguments.All(IsPortable),
        Op.Select => IsExact(node) && node.Arguments.All(a => a.Arguments.Count == 0 || IsPortable(a)),
        _ => false,
    };

    private Demand DemandOf(Expr node) => _demands.TryGetValue(node.Id, out Demand demand) ? demand : Demand.None;

    private bool Decide(Expr node) => node.Op switch
    {
        Op.Constant or Op.Column or Op.Noise or Op.Process or Op.Nuisance or Op.True or Op.And or Op.Or or Op.Not => false,
        Op.Round or Op.WrapAngle => true,
        Op.Add or Op.Subtract => DemandOf(node) != Demand.None || (MayCancel(node) && !node.Arguments.All(IsExact)),
        Op.Less or Op.LessOrEqual or Op.Equal => !node.Arguments.All(IsExact),
        Op.Multiply or Op.Divide or Op.Negate or Op.Abs or Op.Sign or Op.Min or Op.Max or Op.Select or Op.Sqrt => DemandOf(node) != Demand.None,
        _ => DemandOf(node) == Demand.All,
    };

    private Demand Asks(Expr node, int argument)
    {
        Demand demand = DemandOf(node);
        switch (node.Op)
        {
            case Op.Add or Op.Subtract:
                return _isDouble[node.Id] && MayCancel(node) ? Demand.All : demand;
            case Op.Multiply or Op.Divide:
                Expr other = node.Arguments[1 - argument];
                return demand == Demand.All && !_isDiscrete[other.Id] ? Demand.Arithmetic : demand;
            case Op.Negate or Op.Abs or Op.Min or Op.Max or Op.Sqrt:
                return demand;
            case Op.Select:
                return argument == 0 ? Demand.None : demand;
            case Op.And or Op.Or or Op.Not:
                return Demand.None;
            case Op.WrapAngle:
                return Demand.All;
            case Op.Sign or Op.Round or Op.Less or Op.LessOrEqual or Op.Equal:
                return Demand.Arithmetic;
            default:
                return _isDouble[node.Id] ? Demand.All : Demand.Arithmetic;
        }
    }

    // What float32 holds as it is.
    private static bool IsExact(Expr node) => node.Op switch
    {
        Op.Column or Op.Process => true,
        Op.Constant => ((double)(float)node.Number).Equals(node.Number),
        Op.Negate => IsExact(node.Arguments[0]),
        Op.Select => IsExact(node.Arguments[1]) && IsExact(node.Arguments[2]),
        _ => false,
    };

    private bool MayCancel(Expr node) => node.Op == Op.Add
        ? !(_isNonNegative[node.Arguments[0].Id] && _isNonNegative[node.Arguments[1].Id])
        : !(_isNonNegative[node.Arguments[0].Id] && node.Arguments[1].Op == Op.Constant && node.Arguments[1].Number <= 0);

    private bool IsDiscrete(Expr node) => node.Op switch
    {
        Op.Column or Op.Noise => false,
        Op.Sign => true,
        Op.Select => _isDiscrete[node.Arguments[1].Id] && _isDiscrete[node.Arguments[2].Id],
        _ => node.Arguments.All(a => _isDiscrete[a.Id]),
    };

    private bool IsNonNegative(Expr node) => node.Op switch
    {
        Op.Constant => node.Number >= 0,
        Op.Sqrt or Op.Exp or Op.Cosh or Op.Abs or Op.Acos => true,
        Op.Multiply when node.Arguments[0] == node.Arguments[1] => true,
        Op.Add or Op.Multiply or Op.Divide or Op.Min => node.Arguments.All(a => _isNonNegative[a.Id]),
        Op.Max => node.Arguments.Any(a => _isNonNegative[a.Id]),
        Op.Select => _isNonNegative[node.Arguments[1].Id] && _isNonNegative[node.Arguments[2].Id],
        _ => false,
    };
}

namespace Mandelstam.Compiler.Algebra;

/// <summary>A node of the expression IR. Made by an <see cref="ExprPool"/> only, which gives equal expressions the same node.</summary>
public sealed class Expr
{
    internal Expr(int id, Op op, Expr[] arguments, double number)
    {
        Id = id;
        Op = op;
        Arguments = new(arguments);
        Number = number;
    }

    /// <summary>The order in which nodes were made: arguments come before what uses them.</summary>
    public int Id { get; }

    /// <summary>The operation.</summary>
    public Op Op { get; }

    /// <summary>The operands.</summary>
    public Operands Arguments { get; }

    /// <summary>The value of a constant, the index of an input, the decimals of a rounding.</summary>
    public double Number { get; }

    /// <summary>What the quantity is called, for the reader of generated code; the first name given stays.</summary>
    public string? Name { get; private set; }

    /// <summary>A condition, not a number.</summary>
    public bool IsCondition => Op >= Op.True;

    /// <summary>An input or a constant: never worth a temporary.</summary>
    public bool IsLeaf => Op is Op.Constant or Op.True;

    /// <summary>A value that comes from outside.</summary>
    public bool IsInput => Op is >= Op.Column and <= Op.Cotangent;

    /// <summary>The number that <see cref="ExprPool.AboveZero"/> keeps from being zero; null for any other node.</summary>
    public Expr? Guarded => Op != Op.Max ? null
        : Arguments[0].Op == Op.Constant && Arguments[0].Number.Equals(ExprPool.LeastDivisor) ? Arguments[1]
        : Arguments[1].Op == Op.Constant && Arguments[1].Number.Equals(ExprPool.LeastDivisor) ? Arguments[0] : null;

    /// <summary>It is a coordinate of an object that may be absent: a choice between its column, in whatever unit, and a stand-in.</summary>
    public bool IsOfObject => Op == Op.Select && Arguments[2].Op == Op.Constant
        && (Arguments[1].Op == Op.Column || (Arguments[1].Op == Op.Multiply && Arguments[1].Arguments.Any(static a => a.Op == Op.Column) && Arguments[1].Arguments.Any(static a => a.Op == Op.Constant)));

    /// <summary>The input's index.</summary>
    public int Index => (int)Number;

    /// <summary>Gives the node a name, if it has none yet.</summary>
    public Expr Named(string name)
    {
        Name ??= IsLeaf ? null : name;
        return this;
    }

    /// <summary>Is it this constant?</summary>
    public bool Is(double value) => Op == Op.Constant && Number.Equals(value);
}

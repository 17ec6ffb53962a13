using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Scalar;

/// <summary>Writes nodes as double-precision C#.</summary>
internal sealed class ScalarExpressions(Schedule schedule)
{
    // Precedences of C#: what binds looser than its place gets parentheses.
    private const int Conditional = 1, Or = 2, And = 3, Equality = 4, Relational = 5, Additive = 6, Multiplicative = 7, Unary = 8, Primary = 9;

    /// <summary>The definition of a temporary: its operation on names.</summary>
    public string Definition(Expr node) => Write(node, 0);

    /// <summary>A node where it is used: its name, or its definition in place.</summary>
    public string Use(Expr node) => Operand(node, 0);

    private string Operand(Expr node, int place) => schedule.NameOf(node) ?? Write(node, place);

    private string Write(Expr node, int place)
    {
        (string text, int precedence) = Spell(node);
        return precedence < place ? $"({text})" : text;
    }

    private (string Text, int Precedence) Spell(Expr node)
    {
        string A(int place) => Operand(node.Arguments[0], place);
        string B(int place) => Operand(node.Arguments[1], place);
        string Call(string name) => $"{name}({string.Join(", ", node.Arguments.Select(a => Operand(a, 0)))})";
        (string, int) Function(string name) => (Call("global::System.Math." + name), Primary);
        return node.Op switch
        {
            Op.Constant => (CSharp.Number(node.Number), node.Number < 0 ? Unary : Primary),
            Op.True => (CSharp.Bool(node.Number != 0), Primary),
            Op.Add => ($"{A(Additive)} + {B(Additive)}", Additive),
            Op.Subtract => ($"{A(Additive)} - {B(Multiplicative)}", Additive),
            Op.Multiply => ($"{A(Multiplicative)} * {B(Multiplicative + 1)}", Multiplicative),
            Op.Divide => ($"{A(Multiplicative)} / {B(Multiplicative + 1)}", Multiplicative),
            Op.Negate => ($"-{A(Primary)}", Unary),
            Op.Sqrt => Function("Sqrt"),
            Op.Exp => Function("Exp"),
            Op.Log => Function("Log"),
            Op.Sin => Function("Sin"),
            Op.Cos => Function("Cos"),
            Op.Tan => Function("Tan"),
            Op.Sinh => Function("Sinh"),
            Op.Cosh => Function("Cosh"),
            Op.Tanh => Function("Tanh"),
            Op.Asinh => Function("Asinh"),
            Op.Atanh => Function("Atanh"),
            Op.Acos => Function("Acos"),
            Op.Atan2 => Function("Atan2"),
            Op.Abs => Function("Abs"),
            Op.Min => Function("Min"),
            Op.Max => Function("Max"),
            Op.Sign => (Call("global::Mandelstam.Kinematics.Sign"), Primary),
            Op.WrapAngle => ($"global::Mandelstam.Kinematics.Wrap(new global::Mandelstam.RawAngle({A(0)})).Value", Primary),
            Op.Round => ($"global::System.Math.Round({A(Multiplicative)} * {CSharp.Number(Math.Pow(10, node.Number))}) / {CSharp.Number(Math.Pow(10, node.Number))}", Multiplicative),
            Op.Select => ($"{A(Conditional + 1)} ? {B(Conditional + 1)} : {Operand(node.Arguments[2], Conditional)}", Conditional),
            Op.Less => ($"{A(Additive)} < {B(Additive)}", Relational),
            Op.LessOrEqual or Op.Equal when node.Arguments[0] == node.Arguments[1] => ($"!double.IsNaN({A(0)})", Unary), // which C# warns of where it is written as a comparison
            Op.LessOrEqual => ($"{A(Additive)} <= {B(Additive)}", Relational),
            Op.Equal => ($"{A(Relational)} == {B(Relational)}", Equality),
            Op.And => ($"{A(And)} && {B(And + 1)}", And),
            Op.Or => ($"{A(Or)} || {B(Or + 1)}", Or),
            Op.Not => ($"!{A(Primary)}", Unary),
            _ => throw new ArgumentException($"{node.Op} is an input, not an operation.", nameof(node)),
        };
    }
}

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Torch;

/// <summary>Writes nodes as TorchSharp code.</summary>
internal sealed class TorchExpressions(Schedule schedule)
{
    /// <summary>The runtime's helpers.</summary>
    public const string Helpers = "global::Mandelstam.Events.TensorMath";

    private const string Torch = "global::TorchSharp.torch";

    /// <summary>A node where it is used: its name, or its definition in place.</summary>
    public string Use(Expr node) => schedule.NameOf(node) ?? Definition(node);

    /// <summary>A root as a column [n].</summary>
    public string Column(Expr value) => $"{Helpers}.Column({Use(value)}, first)";

    /// <summary>The definition of a temporary: where an input is, or an operation on names.</summary>
    public string Define(Expr node, EventSpec spec) => node.Op switch
    {
        Op.Column => $"columns[{CSharp.Int(node.Index)}]! {CSharp.Remark(spec.Columns[node.Index].Name)}",
        Op.Process => $"{Helpers}.Process(processes, first)",
        Op.Nuisance => $"nuisances[{CSharp.Int(node.Index)}]",
        Op.Noise => $"{Helpers}.Noise(noise, {CSharp.Int(node.Index)}, first)",
        Op.Tangent when node.Index < spec.Columns.Count => $"{Helpers}.OrZero(columnDirections, {CSharp.Int(node.Index)}, first)",
        Op.Tangent => $"{Helpers}.OrZero(nuisanceDirections, {CSharp.Int(node.Index - spec.Columns.Count)}, first)",
        Op.Cotangent when node.Index < spec.Features.Count => $"weights.Feature({CSharp.Int(node.Index)}, first)",
        Op.Cotangent when node.Index < spec.Features.Count + spec.Columns.Count => $"{Helpers}.OrZero(weights.Columns, {CSharp.Int(node.Index - spec.Features.Count)}, first)",
        Op.Cotangent => $"{Helpers}.OrZero(weights.Rate, first)",
        _ => Definition(node),
    };

    private string Definition(Expr node)
    {
        string A() => Use(node.Arguments[0]);
        string B() => Use(node.Arguments[1]);
        string Method(string name) => $"{AsTensor(node.Arguments[0])}.{name}()";
        string Logic(string name) => $"{Use(node.Arguments[0])}.{name}({Use(node.Arguments[1])})";
        return node.Op switch
        {
            Op.Constant => CSharp.Number(node.Number),
            Op.True => CSharp.Bool(node.Number != 0),
            Op.Add => $"({A()} + {B()})",
            Op.Subtract => $"({A()} - {B()})",
            Op.Multiply => $"({A()} * {B()})",
            Op.Divide => $"({A()} / {B()})",
            Op.Negate => $"(-{A()})",
            Op.Sqrt => $"{Helpers}.Sqrt({AsTensor(node.Arguments[0])})",
            Op.Exp => Method("exp"),
            Op.Log => Method("log"),
            Op.Sin => Method("sin"),
            Op.Cos => Method("cos"),
            Op.Tan => Method("tan"),
            Op.Sinh => Method("sinh"),
            Op.Cosh => Method("cosh"),
            Op.Tanh => Method("tanh"),
            Op.Asinh => Method("asinh"),
            Op.Atanh => Method("atanh"),
            Op.Acos => $"{Helpers}.Acos({AsTensor(node.Arguments[0])})",
            Op.Abs => Method("abs"),
            Op.Sign => $"{Helpers}.Sign({AsTensor(node.Arguments[0])})",
            Op.Atan2 => $"{Torch}.atan2({AsTensor(node.Arguments[0])}, {AsTensor(node.Arguments[1])})",
            Op.Min => $"{Torch}.minimum({AsTensor(node.Arguments[0])}, {AsTensor(node.Arguments[1])})",
            Op.Max => $"{Torch}.maximum({AsTensor(node.Arguments[0])}, {AsTensor(node.Arguments[1])})",
            Op.WrapAngle => $"{Helpers}.WrapAngle({AsTensor(node.Arguments[0])})",
            Op.Round => $"{Helpers}.Round({AsTensor(node.Arguments[0])}, {CSharp.Int(node.Index)})",
            Op.Select => $"{Helpers}.Select({Use(node.Arguments[0])}, {B()}, {Use(node.Arguments[2])}, first)",
            Op.Less => Compare(node, "lt", "gt"),
            Op.LessOrEqual => Compare(node, "le", "ge"),
            Op.Equal => Compare(node, "eq", "eq"),
            Op.And => Logic("logical_and"),
            Op.Or => Logic("logical_or"),
            Op.Not => $"{Use(node.Arguments[0])}.logical_not()",
            _ => throw new ArgumentException($"{node.Op} is an input, not an operation.", nameof(node)),
        };
    }

    // Constants are plain numbers; a function of one asks for a tensor.
    private string AsTensor(Expr node) => node.Op == Op.Constant ? $"{Helpers}.Column({CSharp.Number(node.Number)}, first)" : Use(node);

    private string Compare(Expr node, string name, string mirrored)
    {
        (Expr a, Expr b) = (node.Arguments[0], node.Arguments[1]);
        return a.Op == Op.Constant
            ? $"{Use(b)}.{mirrored}({CSharp.Number(a.Number)})"
            : $"{Use(a)}.{name}({(b.Op == Op.Constant ? CSharp.Number(b.Number) : Use(b))})";
    }
}

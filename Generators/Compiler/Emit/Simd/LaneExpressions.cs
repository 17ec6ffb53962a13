using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Writes nodes as operations on lanes <c>T</c>.</summary>
/// <param name="names">The temporaries of the loop.</param>
/// <param name="isDouble">Whether the lanes are of double precision.</param>
internal sealed class LaneExpressions(IReadOnlyDictionary<int, string> names, bool isDouble)
{
    private readonly string _math = isDouble ? "Simd::DoubleMath<T>." : "Simd::SingleMath<T>.";

    /// <summary>A node where it is used: its name, or its definition in place.</summary>
    public string Use(Expr node) => names.TryGetValue(node.Id, out string? name) ? name : Definition(node, inPlace: true);

    /// <summary>The definition of a temporary.</summary>
    public string Define(Expr node) => Definition(node, inPlace: false);

    /// <summary>The definition of the sine and the cosine of an angle.</summary>
    public string DefineSinCos(Expr sin, string cos) => $"{_math}SinCos({Use(sin.Arguments[0])}, out T {cos})";

    private string Definition(Expr node, bool inPlace)
    {
        string A() => Use(node.Arguments[0]);
        string B() => Use(node.Arguments[1]);
        string Infix(string sign) => inPlace ? $"({A()} {sign} {B()})" : $"{A()} {sign} {B()}";
        string Lanes(string name) => $"T.{name}({string.Join(", ", node.Arguments.Select(Use))})";
        string Math(string name) => _math + Lanes(name).Substring(2);
        return node.Op switch
        {
            Op.Constant => $"T.All({CSharp.Number(node.Number)})",
            Op.True => node.Number != 0 ? "T.Equal(T.All(0.0), T.All(0.0))" : "T.Less(T.All(0.0), T.All(0.0))",
            Op.Add when Product(node.Arguments[0]) is { } product && Product(node.Arguments[1]) is null => $"T.MultiplyAdd({product}, {B()})",
            Op.Add when Product(node.Arguments[1]) is { } product && Product(node.Arguments[0]) is null => $"T.MultiplyAdd({product}, {A()})",
            Op.Add => Infix("+"),
            Op.Subtract when Product(node.Arguments[1]) is { } product && Product(node.Arguments[0]) is null => $"T.MultiplyAdd(-{product}, {A()})",
            Op.Subtract => Infix("-"),
            Op.Multiply => Infix("*"),
            Op.Divide => Infix("/"),
            Op.Negate => "-" + A(),
            Op.Sqrt or Op.Abs or Op.Min or Op.Max or Op.Select or Op.Less or Op.LessOrEqual or Op.Equal => Lanes(node.Op.ToString()),
            Op.Sin or Op.Cos or Op.Tan or Op.Exp or Op.Log or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Acos or Op.Atan2 or Op.Sign =>
                Math(node.Op.ToString()),
            Op.WrapAngle => $"{_math}Wrap({A()})",
            Op.Round => $"{_math}Round({A()}, {CSharp.Number(System.Math.Pow(10, node.Number))})",
            Op.And => Infix("&"),
            Op.Or => Infix("|"),
            Op.Not => "~" + A(),
            _ => throw new ArgumentException($"{node.Op} is an input, not an operation.", nameof(node)),
        };
    }

    // The factors of a product that is written in place: a sum with it is rounded once. A sum of two products is not fused, so that
    // a·b − c·d is zero where the products are equal.
    private string? Product(Expr node) => node.Op == Op.Multiply && !names.ContainsKey(node.Id) ? $"{Use(node.Arguments[0])}, {Use(node.Arguments[1])}" : null;
}

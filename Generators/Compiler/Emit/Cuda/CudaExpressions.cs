using System.Globalization;
using System.Text;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Emit.Cuda;

/// <summary>Writes nodes as CUDA C.</summary>
/// <param name="schedule">The names of the temporaries.</param>
/// <param name="program">What is compiled.</param>
internal sealed class CudaExpressions(Schedule schedule, EventProgram program)
{
    private const string Keywords =
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char class compl concept const const_cast consteval constexpr constinit continue "
        + "decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new "
        + "noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires restrict return short signed sizeof static "
        + "static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile "
        + "wchar_t while xor xor_eq threadIdx blockIdx blockDim gridDim warpSize real REAL FUNCTION ELEMENTARY NULL EOF NAN INFINITY";

    private readonly Dictionary<string, string> _identifiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(Keywords.Split(' ').Concat(CudaEmitter.Reserved), StringComparer.Ordinal);

    /// <summary>The line that defines a temporary.</summary>
    public string Define(Expr node) => $"const {(node.IsCondition ? "bool" : "real")} {NameOf(node)} = {Input(node) ?? Write(node)};";

    /// <summary>A node where it is used: its name, or its definition in place.</summary>
    public string Use(Expr node) => NameOf(node) ?? Write(node);

    private string? NameOf(Expr node)
    {
        if (schedule.NameOf(node) is not { } name)
        {
            return null;
        }

        if (!_identifiers.TryGetValue(name, out string? identifier))
        {
            identifier = Identifier(name);
            while (!_taken.Add(identifier))
            {
                identifier += "_";
            }

            _identifiers.Add(name, identifier);
        }

        return identifier;
    }

    private static string Identifier(string name)
    {
        StringBuilder text = new();
        foreach (char c in name.TrimStart('@'))
        {
            text.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' ? c.ToString() : "u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        // Names with two underscores, or that begin with one, belong to the compiler.
        return "_0123456789".IndexOf(text[0]) >= 0 || text.ToString().Contains("__") ? "v" + text.Replace("__", "_").ToString() : text.ToString();
    }

    private string? Input(Expr node)
    {
        int features = program.Features.Count, columns = program.Spec.Columns.Count;
        string At(string pointer, int index) => $"{pointer} ? {pointer}[{CSharp.Int(index)} * rows + row] : real(0)";
        return node.Op switch
        {
            Op.Column => $"column{CSharp.Int(node.Index)}[row]",
            Op.Process => "processes ? real(processes[row]) : real(-1)",
            Op.Nuisance => $"nuisances[{CSharp.Int(node.Index)}]",
            Op.Noise => At("noise", node.Index),
            Op.Cotangent when node.Index < features => At("featureWeights", node.Index),
            Op.Cotangent when node.Index < features + columns => At("columnWeights", program.Columns.TakeWhile(c => c.Column != node.Index - features).Count()),
            Op.Cotangent => At("rateWeights", 0),
            _ => null,
        };
    }

    private string Write(Expr node)
    {
        string A() => Use(node.Arguments[0]);
        string B() => Use(node.Arguments[1]);
        string Infix(string sign) => $"({A()} {sign} {B()})";
        string Call(string name) => $"k_{name}({string.Join(", ", node.Arguments.Select(Use))})";
        return node.Op switch
        {
            Op.Constant => Number(node.Number),
            Op.True => CSharp.Bool(node.Number != 0),
            Op.Add => Infix("+"),
            Op.Subtract => Infix("-"),
            Op.Multiply => Infix("*"),
            Op.Divide => Infix("/"),
            Op.Negate => $"(-{A()})",
            Op.Less => Infix("<"),
            Op.LessOrEqual => Infix("<="),
            Op.Equal => Infix("=="),
            Op.And => Infix("&&"),
            Op.Or => Infix("||"),
            Op.Not => $"(!{A()})",
            Op.Select => $"({A()} ? {B()} : {Use(node.Arguments[2])})",
            Op.Round => $"k_round({A()}, {Number(Math.Pow(10, node.Number))})",
            Op.WrapAngle => Call("wrap"),
            Op.Abs => Call("fabs"),
            Op.Sqrt or Op.Exp or Op.Log or Op.Sin or Op.Cos or Op.Tan or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Acos or Op.Atan2
                or Op.Sign or Op.Min or Op.Max => Call(node.Op.ToString().ToLowerInvariant()),
            _ => throw new ArgumentException($"{node.Op} is an input, not an operation.", nameof(node)),
        };
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "k_nan()",
        double.PositiveInfinity => "k_infinity()",
        double.NegativeInfinity => "(-k_infinity())",
        _ => $"real({CSharp.Number(value)})",
    };
}

using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>How long operations on lanes take until their result is there, in cycles, about: what matters is which of several waits.</summary>
internal static class Latency
{
    /// <summary>From one precision to the other.</summary>
    public const int Conversion = 10;

    /// <summary>That of an operation.</summary>
    public static int Of(Op op) => op switch
    {
        Op.Add or Op.Subtract => 3,
        Op.Multiply => 4,
        Op.OfSteps => 8,
        Op.Steps or Op.Round => 11,
        Op.Divide => 14,
        Op.WrapAngle => 16,
        Op.Sqrt => 20,
        Op.Sin or Op.Cos => 45,
        Op.Exp or Op.Tan => 55,
        Op.Log or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Acos or Op.Atan2 => 80,
        _ => 2,
    };
}

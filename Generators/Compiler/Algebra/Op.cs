namespace Mandelstam.Compiler.Algebra;

/// <summary>The operations of the expression IR. All on real numbers; conditions are nodes of their own kind.</summary>
public enum Op
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>A column's value, in the file's unit.</summary>
    Column,

    /// <summary>The ordinal of the process.</summary>
    Process,

    /// <summary>The value of a nuisance parameter.</summary>
    Nuisance,

    /// <summary>A unit normal that belongs to the event.</summary>
    Noise,

    /// <summary>How fast an input moves: its component of the direction that a forward derivative is taken along, the same for all events.</summary>
    Tangent,

    /// <summary>The weight of an output in the sum that a reverse derivative is taken of, the event's own.</summary>
    Cotangent,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>eᵃ.</summary>
    Exp,

    /// <summary>ln a.</summary>
    Log,

    /// <summary>sin a.</summary>
    Sin,

    /// <summary>cos a.</summary>
    Cos,

    /// <summary>tan a.</summary>
    Tan,

    /// <summary>sinh a.</summary>
    Sinh,

    /// <summary>cosh a.</summary>
    Cosh,

    /// <summary>tanh a.</summary>
    Tanh,

    /// <summary>arsinh a.</summary>
    Asinh,

    /// <summary>artanh a.</summary>
    Atanh,

    /// <summary>Angle of the point (b, a).</summary>
    Atan2,

    /// <summary>arccos a.</summary>
    Acos,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>−1, 0 or 1.</summary>
    Sign,

    /// <summary>The smaller.</summary>
    Min,

    /// <summary>The larger.</summary>
    Max,

    /// <summary>An angle moved into (−π, π] by whole turns.</summary>
    WrapAngle,

    /// <summary>Rounded half to even at a step of 10⁻ᵈ; d is the node's number.</summary>
    Round,

    /// <summary>a in steps of 10⁻ᵈ, the nearest integer, half to even; d is the node's number. In fused kernels alone.</summary>
    Steps,

    /// <summary>What <see cref="Steps"/>, the operand, rounded off, in steps.</summary>
    StepsRest,

    /// <summary>a steps of 10⁻ᵈ as a number; d is the node's number. In fused kernels alone.</summary>
    OfSteps,

    /// <summary>Condition ? a : b.</summary>
    Select,

    /// <summary>A truth value.</summary>
    True,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessOrEqual,

    /// <summary>a = b.</summary>
    Equal,

    /// <summary>Both.</summary>
    And,

    /// <summary>At least one.</summary>
    Or,

    /// <summary>Not.</summary>
    Not,
}

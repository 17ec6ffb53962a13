using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Scalar;

/// <summary>Where scalar kernels find an input of one row.</summary>
internal static class ScalarInputs
{
    /// <summary>The expression that reads an input; null for what is computed.</summary>
    public static string? Read(Expr node, EventProgram program)
    {
        EventSpec spec = program.Spec;
        string index = CSharp.Int(node.Index);
        int features = program.Features.Count, columns = spec.Columns.Count;
        return node.Op switch
        {
            Op.Column => $"column{index}[row]",
            Op.Process => Process(spec),
            Op.Nuisance => $"nuisances[{index}]",
            Op.Noise => $"noise.IsEmpty ? 0.0 : noise[{index} * rows + row]",
            Op.Tangent when node.Index < columns => $"direction.Columns[{index}]",
            Op.Tangent => $"direction.Nuisances[{CSharp.Int(node.Index - columns)}]",
            Op.Cotangent when node.Index < features => $"featureWeights[{index}]?[row] ?? 0.0",
            Op.Cotangent when node.Index < features + columns => $"columnWeights[{CSharp.Int(node.Index - features)}]?[row] ?? 0.0",
            Op.Cotangent => "rateWeights?[row] ?? 0.0",
            _ => null,
        };
    }

    /// <summary>The process code of a row.</summary>
    public static string Process(EventSpec spec) => spec.LabelColumn < 0 ? "-1" : "processes is null ? -1 : processes[row]";
}

using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>The inputs of one sample: columns, process, nuisance parameters and noise.</summary>
internal sealed class SampleInputs(DoubleDouble[] columns, int process, IReadOnlyList<double> nuisances, IReadOnlyList<double> noise)
{
    // A coordinate is the result of a computation of its own.
    private const double Unit = 1e-29;

    /// <summary>The inputs of an event, without nuisances.</summary>
    public static SampleInputs Of(SampleEvent sample) => new(sample.Columns(), sample.Process, [], []);

    /// <summary>The value of an input node.</summary>
    public Estimate Of(Expr node) => node.Op switch
    {
        Op.Column => new(columns[node.Index], Unit * (Math.Abs(columns[node.Index].High) + 1)),
        Op.Process => Estimate.Exact(process),
        Op.Nuisance => Estimate.Exact(nuisances[node.Index]),
        _ => Estimate.Exact(noise[node.Index]),
    };
}

using Mandelstam.Compiler.Emit.Processes;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit;

/// <summary>
/// The members that the emitters write into a declaration beside those that the user declares: names that he cannot give to his own. A test holds them
/// against what is generated.
/// </summary>
public static class GeneratedMembers
{
    private static readonly GeneratedMember[] _ofEvents =
    [
        new("Model"), new("Documentation"), new("Batch"), new("Nuisances"), new("FromRow", 2), new("Reference"), new("Derivatives"), new("CompiledModel"),
        new("PerturbRows", 8), new("PerturbFused", 7), new("PushRows", 7), new("PullRows", 7), new("PushFused", 6), new("PullFused", 6),
        new("ReadCudaSource", 1), new("DescribeFeatures", 1), new("WriteDocumentation", 1),
        new("FusedKernel"), new("FusedPushKernel"), new("FusedPullKernel"),
    ];

    private static readonly GeneratedMember[] _ofEventsWithTensors = [.. _ofEvents, new("Tensors"), new("Cuda")];

    // What the typed batch of a process has beside a column for each momentum; and the names inside it that a column would hide.
    private static readonly HashSet<string> _inBatches = new(
        ["Points", "Count", "Weights", "Item", "points", "index", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone"],
        StringComparer.Ordinal);

    /// <summary>The members of an event.</summary>
    /// <param name="emitTensors">The compilation knows TorchSharp.</param>
    public static IReadOnlyList<GeneratedMember> OfEvent(bool emitTensors) => emitTensors ? _ofEventsWithTensors : _ofEvents;

    /// <summary>The members of a process. Where particles have the names of what every process has, one name is there twice.</summary>
    /// <param name="shape">The process.</param>
    public static IReadOnlyList<GeneratedMember> OfProcess(ProcessShape shape)
    {
        ProcessSpec spec = shape.Spec;
        List<GeneratedMember> members = [new("Process")];
        foreach ((string kernel, bool isThere) in new[] { ("SquaredAmplitude", spec.Amplitude is not null), ("Selection", spec.Body.Selections.Count > 0) })
        {
            if (isThere)
            {
                members.AddRange([new("Evaluate" + kernel, 3), new(kernel + "Kernel")]);
            }
        }

        if (spec.Body.EmitTensors && members.Count > 1)
        {
            members.Add(new("Tensors"));
        }

        if (shape.Daughters.Count == 0)
        {
            return members;
        }

        members.Add(new("Batch"));
        members.AddRange(ProcessSurfaceEmitter.VariablesOf(shape).Select(static v => new GeneratedMember(v.Name, null, v.Meaning)));
        IReadOnlyList<ChainNames.Intermediate> chain = ChainNames.Of(shape);
        if (chain.Count > 0)
        {
            members.Add(new("Frames"));
        }

        foreach (ChainNames.Intermediate particle in chain)
        {
            members.Add(new(particle.Name, null, $"the momentum of the '{particle.Particle.Name}'"));
            members.Add(new("InRestFrameOf" + particle.Name, 1, $"a momentum in the rest frame of the '{particle.Particle.Name}'"));
        }

        return members;
    }

    /// <summary>Can a momentum of this name be no column of a process's typed batch?</summary>
    /// <param name="name">The name of the momentum.</param>
    public static bool IsTakenInBatch(string name) => _inBatches.Contains(name);
}

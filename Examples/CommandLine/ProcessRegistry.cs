using Mandelstam.Examples.PhaseSpace;
using Mandelstam.Particles;
using Mandelstam.Processes;

namespace Mandelstam.CommandLine;

/// <summary>The processes that the tool knows by name.</summary>
/// <param name="processes">The declared processes, in the order of messages.</param>
public sealed class ProcessRegistry(params IReadOnlyList<ProcessDefinition> processes)
{
    /// <summary>The processes that ship with the tool. A new one is one line here.</summary>
    public static ProcessRegistry BuiltIn { get; } = new(
        MuonDecay.Process, HiggsToFourLeptons.Process, HiggsToGluons.Process, QuarkPairGluon.Process, ThreeGluons.Process);

    /// <summary>A declared process, by its name or its text, or else the one that a text writes out.</summary>
    /// <param name="text">A name, or a reaction: "mu- -> e- anti-nu_e nu_mu".</param>
    /// <param name="options">What a text leaves open; a declared process has said it.</param>
    /// <exception cref="MandelstamException">There is no such process, or it cannot happen, or the declared one has another energy.</exception>
    public ProcessDefinition Find(string text, ProcessOptions options)
    {
        ProcessDefinition? named = processes.FirstOrDefault(process => process.Name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (named is not null)
        {
            return double.IsNaN(options.SqrtS) || options.SqrtS == named.TotalEnergy
                ? named
                : throw new MandelstamException(FormattableString.Invariant($"'{named.Name}' is declared at {named.TotalEnergy} GeV; leave --sqrts out, or write its text."));
        }

        if (!text.Contains("->", StringComparison.Ordinal) && !text.Contains('→', StringComparison.Ordinal))
        {
            string known = processes.Count == 0 ? "none is declared" : $"known are {string.Join(", ", processes.Select(static process => process.Name))}";
            throw new MandelstamException($"There is no process '{text}': {known}; or write a reaction, 'mu- -> e- anti-nu_e nu_mu'.");
        }

        string? written = Reaction.TryParse(text, null, out _)?.ToString();
        return processes.FirstOrDefault(process => process.Reaction.ToString() == written && (double.IsNaN(options.SqrtS) ? process.IsDecay : process.TotalEnergy == options.SqrtS))
            ?? ProcessDefinition.Parse(text, options);
    }
}

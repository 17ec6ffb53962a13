using System.CommandLine;
using Mandelstam.Examples.PhaseSpace;

namespace Mandelstam.CommandLine;

/// <summary>The analyses that the tool knows, by name.</summary>
/// <param name="examples">The analyses, in the order of the help.</param>
public sealed class ExampleRegistry(params IReadOnlyList<IExample> examples)
{
    /// <summary>The analyses that ship with the tool. A new one is one line here.</summary>
    public static ExampleRegistry BuiltIn { get; } = new(
        new HiggsExample(),
        new ContrastiveToysExample(),
        new PhaseSpaceExample("muon-decay", "Generative models of muon decay: smooth, three particles.", static _ => new MuonDecayModels()),
        new PhaseSpaceExample("qqg", "Generative models of e+ e- → q qbar g: soft and collinear poles behind a cut.", static _ => new QuarkGluonModels()),
        new PhaseSpaceExample("antenna", "Generative models of the antenna poles of N gluons.", static particles => new AntennaModels(particles), defaultParticles: 4));

    /// <summary>A command whose first word names an example; each example brings its own options and help.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">One line for the help.</param>
    /// <param name="create">Makes the command for one example; it is named after the example. Null: the example does not have the verb.</param>
    /// <param name="other">Does the verb for a word that names no example, if it can.</param>
    internal Command CreatePerExample(string name, string description, Func<IExample, Command?> create, Func<ParseResult, string?, bool>? other = null)
    {
        Argument<string?> unknown = new("example") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };

        // What follows an unknown name must not be complained about first.
        Command command = new(name, description) { unknown };
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (IExample example in examples)
        {
            if (create(example) is { } own)
            {
                command.Add(own);
            }
        }

        command.SetAction(parsed => other?.Invoke(parsed, parsed.GetValue(unknown)) == true ? 0 : Refuse(name, parsed.GetValue(unknown), [.. command.Subcommands.Select(static own => own.Name)]));
        return command;
    }

    private int Refuse(string verb, string? name, string[] known) => throw new MandelstamException(
        name is null ? $"'{verb}' needs the name of an example: {string.Join(", ", known)}."
        : examples.Any(example => example.Name == name) ? $"'{verb}' is not for the example '{name}'; it is for {string.Join(", ", known)}."
        : $"There is no example '{name}'. Known: {string.Join(", ", known)}.");
}

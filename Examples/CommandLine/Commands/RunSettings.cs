using System.CommandLine;

namespace Mandelstam.CommandLine.Commands;

/// <summary>The options that every <c>run</c> has.</summary>
internal sealed class RunSettings
{
    /// <summary>Makes them.</summary>
    /// <param name="example">The name of the example.</param>
    /// <param name="page">The page that lists what a configuration may name.</param>
    public RunSettings(string example, string page)
    {
        Folder = new("--out") { Description = "Where results and checkpoints go.", DefaultValueFactory = _ => Path.Combine("results", example), HelpName = "DIR" };
        Device.AcceptOnlyFromAmong("cpu", "cuda");
        Config = new("--config") { Description = $"JSON with options of the method that differ from the default; {page} lists them.", HelpName = "FILE" };
    }

    /// <summary>Where results and checkpoints go.</summary>
    public Option<string> Folder { get; }

    /// <summary>Seed of everything random.</summary>
    public Option<ulong> Seed { get; } = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1, HelpName = "N" };

    /// <summary>Where networks run.</summary>
    public Option<string> Device { get; } = new("--device") { Description = "Where networks run.", DefaultValueFactory = _ => "cpu" };

    /// <summary>A file of options.</summary>
    public Option<string?> Config { get; }

    /// <summary>A reduced set-up.</summary>
    public Option<bool> Quick { get; } = new("--quick") { Description = "A reduced set-up that ends within minutes." };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Folder, Seed, Device, Config, Quick })
        {
            command.Add(option);
        }
    }
}

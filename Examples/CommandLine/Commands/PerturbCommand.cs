using System.CommandLine;
namespace Mandelstam.CommandLine.Commands;
internal static class PerturbCommand
{
    public static Command Create(ExampleRegistry examples) => new("perturb");
}

using Mandelstam.CommandLine;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary>Runs the tool in this process, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mandelstam-tests-").FullName;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>The full name of a file in the folder.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file in the folder and returns its full name.</summary>
    public string Write(string name, params string[] lines)
    {
        System.IO.File.WriteAllLines(File(name), lines);
        return File(name);
    }

    /// <summary>Runs one command line, with the toy example beside none of the real ones; returns its exit code.</summary>
    public int Run(params string[] args) => Run(new ExampleRegistry(new ToyExample()), args, CancellationToken.None);

    public int Run(ExampleRegistry examples, string[] args, CancellationToken cancellation)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = Program.Run(args, output, error, examples, cancellation);
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

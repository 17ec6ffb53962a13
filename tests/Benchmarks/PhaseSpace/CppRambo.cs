using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Mandelstam.Benchmarks.PhaseSpace;

/// <summary>rambo.cpp, compiled here and run in a child process, which times itself, one run for each line that it is sent.</summary>
internal sealed class CppRambo : IDisposable
{
    /// <summary>How it is compiled.</summary>
    public const string Options = "-O3 -march=native";

    private static readonly string[] Compilers = ["c++", "g++", "clang++"];

    private readonly Process _process;
    private readonly string _program;

    private CppRambo(Process process, string program, string compiler)
    {
        _process = process;
        _program = program;
        Compiler = compiler;
    }

    /// <summary>What compiled it.</summary>
    public string Compiler { get; }

    /// <summary>Compiles and starts it; null where there is no compiler.</summary>
    /// <param name="particles">Particles of an event.</param>
    /// <param name="events">Events of a run.</param>
    /// <param name="bufferEvents">Events that the program keeps at a time.</param>
    public static CppRambo? Start(int particles, int events, int bufferEvents)
    {
        string program = Path.Combine(Path.GetTempPath(), $"mandelstam-rambo-{Guid.NewGuid():N}");
        string source = Path.Combine(AppContext.BaseDirectory, "PhaseSpace", "rambo.cpp");
        if (Array.Find(Compilers, name => Compiles(name, source, program)) is not { } compiler)
        {
            return null;
        }

        return new(Launch(program, Text(particles), Text(events), Text(bufferEvents)), program, compiler);
    }

    /// <summary>Runs once.</summary>
    /// <returns>The seconds that the program measured.</returns>
    public double Run()
    {
        _process.StandardInput.WriteLine();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("rambo.cpp ended.");
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_program);
    }

    private static bool Compiles(string compiler, string source, string program)
    {
        try
        {
            using Process process = Launch(compiler, [.. Options.Split(' '), "-o", program, source]);
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Launch(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

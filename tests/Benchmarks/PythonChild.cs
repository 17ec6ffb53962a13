using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Mandelstam.Benchmarks;

/// <summary>A Python script in a child process, which does one thing for each line that it is sent and answers with a line: so it can take turns with others.</summary>
internal sealed class PythonChild : IDisposable
{
    private readonly Process _process;
    private readonly string _script;

    /// <summary>Starts the script and waits for its first line.</summary>
    /// <param name="python">What <see cref="WithModule"/> found.</param>
    /// <param name="script">A file beside the benchmarks.</param>
    /// <param name="arguments">Its arguments.</param>
    public PythonChild(string python, string script, params IEnumerable<string> arguments)
    {
        _script = script;
        _process = Launch(python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments]);
        Greeting = Read();
    }

    /// <summary>The script's first line.</summary>
    public string Greeting { get; }

    /// <summary>A Python that has a module; null where there is none.</summary>
    /// <param name="module">Name of the module.</param>
    public static string? WithModule(string module) => Array.Find(["python3", "/usr/bin/python3"], python =>
    {
        try
        {
            using Process process = Launch(python, "-c", $"import {module}");
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Sends a line.</summary>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">The script has ended.</exception>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return Read();
    }

    /// <summary>Sends a line that is answered by a number.</summary>
    public double Number(string line) => double.Parse(Ask(line), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A number as arguments have it.</summary>
    public static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private string Read() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Path.GetFileName(_script)} ended: {_process.StandardError.ReadToEnd()}");

    private static Process Launch(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // The same matrix products as this process has: a preset for an older core would halve their speed.
        if (System.Runtime.Intrinsics.X86.Avx512F.IsSupported)
        {
            start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
        }

        return Process.Start(start)!;
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mandelstam.Benchmarks;

/// <summary>np_f32.py in a child process, which times itself, one run for each line that it is sent: so it can take turns with the others.</summary>
internal sealed class NumpyChild : IDisposable
{
    private readonly Process _process;
    private readonly string _events;

    private NumpyChild(Process process, string events)
    {
        _process = process;
        _events = events;
    }

    /// <summary>The number of events that the last run kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Starts the child; null where there is no Python with NumPy.</summary>
    /// <param name="columns">The 16 primary columns and those that are carried along.</param>
    /// <param name="tes">Energy scale of the tau.</param>
    /// <param name="jes">Energy scale of the jets.</param>
    public static NumpyChild? Start(IReadOnlyList<float[]> columns, double tes, double jes)
    {
        string? python = Array.Find(["python3", "/usr/bin/python3"], HasNumpy);
        if (python is null)
        {
            return null;
        }

        string events = Path.GetTempFileName();
        using (FileStream file = File.Create(events))
        {
            foreach (float[] column in columns)
            {
                file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
            }
        }

        string script = Path.Combine(AppContext.BaseDirectory, "np_f32_timing.py");
        NumpyChild child = new(Launch(python, script, events, Text(columns[0].Length), Text(tes), Text(jes)), events);
        child._process.StandardOutput.ReadLine();
        return child;
    }

    /// <summary>Runs some times.</summary>
    /// <returns>The seconds of all runs.</returns>
    public double Run(int times)
    {
        _process.StandardInput.WriteLine(Text(times));
        string[] answer = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("np_f32_timing.py ended.")).Split(' ');
        Kept = int.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_events);
    }

    private static bool HasNumpy(string python)
    {
        try
        {
            using Process process = Launch(python, "-c", "import numpy");
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

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}

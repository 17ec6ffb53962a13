using System.Globalization;
using System.Runtime.InteropServices;

namespace Mandelstam.Benchmarks;

/// <summary>np_f32.py in a child process, which times itself.</summary>
internal sealed class NumpyChild : IDisposable
{
    private readonly PythonChild _child;
    private readonly string _events;

    private NumpyChild(PythonChild child, string events)
    {
        _child = child;
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
        if (PythonChild.WithModule("numpy") is not { } python)
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

        return new(new PythonChild(python, "np_f32_timing.py", events, PythonChild.Text(columns[0].Length), PythonChild.Text(tes), PythonChild.Text(jes)), events);
    }

    /// <summary>Runs some times.</summary>
    /// <returns>The seconds of all runs.</returns>
    public double Run(int times)
    {
        string[] answer = _child.Ask(PythonChild.Text(times)).Split(' ');
        Kept = int.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _child.Dispose();
        File.Delete(_events);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mandelstam.Processes;

namespace Mandelstam.Simd;

/// <summary>Runs a function over phase-space points, in the widest registers. For generated code.</summary>
/// <typeparam name="TKernel">The generated function.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PointPass<TKernel>
    where TKernel : struct, IPointKernel
{
    /// <summary>The values of a function.</summary>
    /// <param name="points">The points.</param>
    /// <param name="results">One value for each point.</param>
    /// <exception cref="ArgumentException">There is no room for the results.</exception>
    public static void Evaluate(PhaseSpacePoints points, Span<double> results)
    {
        if (results.Length < points.Count)
        {
            throw new ArgumentException($"There is room for {results.Length} results of {points.Count} points.", nameof(results));
        }

        if (points.Count == 0)
        {
            return;
        }

        switch (RegisterWidth.Bits)
        {
            case 512:
                Run<Double512>(points, results);
                break;
            case 256:
                Run<Double256>(points, results);
                break;
            default:
                Run<Double128>(points, results);
                break;
        }
    }

    /// <summary>Where a condition holds.</summary>
    /// <param name="points">The points.</param>
    /// <param name="results">One answer for each point.</param>
    /// <exception cref="ArgumentException">There is no room for the results.</exception>
    public static void Test(PhaseSpacePoints points, Span<bool> results)
    {
        if (results.Length < points.Count)
        {
            throw new ArgumentException($"There is room for {results.Length} results of {points.Count} points.", nameof(results));
        }

        double[] values = new double[points.Count];
        Evaluate(points, values);
        for (int i = 0; i < values.Length; i++)
        {
            results[i] = values[i] != 0;
        }
    }

    private static void Run<T>(PhaseSpacePoints points, Span<double> results)
        where T : struct, ILanes<T>
    {
        PointColumns columns = new(points);
        ref float output = ref Unsafe.As<double, float>(ref MemoryMarshal.GetReference(results));
        nint whole = points.Count / T.Width * T.Width;
        for (nint row = 0; row < whole; row += T.Width)
        {
            T.Store(TKernel.Evaluate<T>(columns, row), ref output, 0, row);
        }

        if (whole < points.Count)
        {
            // Columns have room for whole registers, the caller's results have not.
            Span<double> last = stackalloc double[T.Width];
            T.Store(TKernel.Evaluate<T>(columns, whole), ref Unsafe.As<double, float>(ref last[0]), 0, 0);
            last[..(points.Count - (int)whole)].CopyTo(results[(int)whole..]);
        }
    }
}

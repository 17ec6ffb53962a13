using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Mandelstam.Networks.Fused;

/// <summary>Coefficients of GELU, x·Φ(x) = max(x, 0) − h(|x|) with h(a) = a·(1 − Φ(a)).</summary>
/// <remarks>
/// h is at most 0.17 and vanishes beyond 6. On each of eight equal pieces of [0, 6) it is a polynomial of degree six in the fraction of the piece,
/// interpolated at Chebyshev nodes: off by no more than 5·10⁻⁸, without a division. Eight numbers fit one register of 256 bits, so that a lane
/// picks its coefficient by one permutation.
/// </remarks>
internal static unsafe class GeluTable
{
    /// <summary>Largest magnitude that is told from infinity.</summary>
    public const double Range = 6;

    /// <summary>Numbers from one coefficient to the next: eight pieces, twice, for registers of 512 bits.</summary>
    public const int Stride = 16;

    /// <summary>The last place in units of pieces.</summary>
    public const float LargestPlace = 7.999999f;

    private const int Pieces = 8;
    private const int Degree = 6;

    private static readonly float[] ValueCoefficients = Fit(static a => 0.5 * a * SpecialFunctions.Erfc(a / Math.Sqrt(2)));

    private static readonly float[] SlopeCoefficients = Fit(static a =>
        (0.5 * SpecialFunctions.Erfc(a / Math.Sqrt(2))) - (a * Math.Exp(-0.5 * a * a) / Math.Sqrt(2 * Math.PI)));

    /// <summary>Coefficients of the slope h′, likewise; off by no more than 2·10⁻⁷.</summary>
    public static float* Slopes => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(SlopeCoefficients));

    /// <summary>Coefficients of h, the constant first, <see cref="Stride"/> numbers each.</summary>
    public static float* Values => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(ValueCoefficients));

    private static float[] Fit(Func<double, double> function)
    {
        // Pinned, as the kernels keep the address.
        float[] table = GC.AllocateArray<float>((Degree + 1) * Stride, pinned: true);
        double[] nodes = [.. Enumerable.Range(0, Degree + 1).Select(k => 0.5 + (0.5 * Math.Cos(Math.PI * ((2 * k) + 1) / (2 * (Degree + 1)))))];
        for (int piece = 0; piece < Pieces; piece++)
        {
            double[] values = Array.ConvertAll(nodes, u => function((piece + u) * Range / Pieces));
            double[] polynomial = MathNet.Numerics.Fit.Polynomial(nodes, values, Degree);
            for (int power = 0; power <= Degree; power++)
            {
                table[(power * Stride) + piece] = table[(power * Stride) + Pieces + piece] = (float)polynomial[power];
            }
        }

        return table;
    }
}

using Mandelstam.Processes;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>A line shape between two masses, in lanes: m² = M² + MΓ tan θ with θ uniform; see <see cref="LineShape"/>.</summary>
/// <typeparam name="T">The register.</typeparam>
internal readonly struct BreitWigner<T>
    where T : struct, IDoubleLanes<T>
{
    private readonly double _scale;
    private readonly double _pole;
    private readonly T _start;
    private readonly T _width;

    /// <summary>A line shape, cut off.</summary>
    /// <param name="shape">The pole.</param>
    /// <param name="least">The smallest mass in GeV.</param>
    /// <param name="most">The largest mass in GeV.</param>
    public BreitWigner(LineShape shape, T least, T most)
    {
        _scale = shape.Mass * shape.Width;
        _pole = shape.Mass * shape.Mass;
        T scale = T.All(_scale), from = T.MultiplyAdd(least, least, T.All(-_pole)), to = T.MultiplyAdd(most, most, T.All(-_pole));
        _start = DoubleMath<T>.Atan2(from, scale);

        // The difference of two arc tangents as one: far from the pole they would cancel.
        _width = DoubleMath<T>.Atan2(scale * (to - from), T.MultiplyAdd(from, to, scale * scale));
    }

    /// <summary>The probability of the range, of all real m².</summary>
    public T Probability => _width * T.All(1 / Math.PI);

    /// <summary>The mass below which a fraction of the range lies.</summary>
    /// <param name="fraction">Above 0 and below 1.</param>
    public T Mass(T fraction)
    {
        T square = T.MultiplyAdd(T.All(_scale), DoubleMath<T>.Tan(T.MultiplyAdd(fraction, _width, _start)), T.All(_pole));
        return T.Sqrt(T.Max(square, T.All(0)));
    }
}

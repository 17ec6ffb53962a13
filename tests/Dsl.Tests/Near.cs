using System.Globalization;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>Comparison with a stated scale.</summary>
internal static class Near
{
    /// <summary>Asserts |actual − expected| ≤ tolerance · scale.</summary>
    public static void Scaled(double expected, double actual, double scale, double tolerance) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * scale,
        string.Create(CultureInfo.InvariantCulture, $"expected {expected:R}, got {actual:R}, off by {(actual - expected) / scale:E2} of {scale:R}"));

    /// <summary>Asserts a relative deviation.</summary>
    public static void Relative(double expected, double actual, double tolerance) => Scaled(expected, actual, Math.Abs(expected), tolerance);
}

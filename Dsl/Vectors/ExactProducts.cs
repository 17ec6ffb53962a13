namespace Mandelstam;

/// <summary>Sums of products that cancel, evaluated with error-free products (fused multiply-add).</summary>
/// <remarks>Sources: Kahan's ad − bc (Jeannerod, Louvet, Muller 2013); compensated dot product (Ogita, Rump, Oishi 2005).</remarks>
internal static class ExactProducts
{
    /// <summary>a d − b c to about one unit in the last place.</summary>
    /// <param name="a">First factor of the first product.</param>
    /// <param name="b">First factor of the second product.</param>
    /// <param name="c">Second factor of the second product.</param>
    /// <param name="d">Second factor of the first product.</param>
    /// <returns>a d − b c.</returns>
    public static double Determinant(double a, double b, double c, double d)
    {
        double bc = b * c;
        double error = Math.FusedMultiplyAdd(-b, c, bc);
        return Math.FusedMultiplyAdd(a, d, -bc) + error;
    }

    /// <summary>E² − x² − y² − z² as if in twice the working precision.</summary>
    /// <param name="e">Energy.</param>
    /// <param name="x">Momentum along x.</param>
    /// <param name="y">Momentum along y.</param>
    /// <param name="z">Momentum along z.</param>
    /// <returns>The Minkowski square, metric (+,−,−,−).</returns>
    public static double MinkowskiSquare(double e, double x, double y, double z)
    {
        double sum = e * e;
        double error = Math.FusedMultiplyAdd(e, e, -sum);
        Accumulate(-x, x, ref sum, ref error);
        Accumulate(-y, y, ref sum, ref error);
        Accumulate(-z, z, ref sum, ref error);
        return sum + error;
    }

    private static void Accumulate(double a, double b, ref double sum, ref double error)
    {
        double product = a * b;
        double productError = Math.FusedMultiplyAdd(a, b, -product);
        double total = sum + product;
        double virtualProduct = total - sum;
        double sumError = (sum - (total - virtualProduct)) + (product - virtualProduct);
        sum = total;
        error += sumError + productError;
    }
}

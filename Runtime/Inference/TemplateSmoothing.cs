namespace Mandelstam.Inference;

/// <summary>Templates under a varied nuisance whose change relative to the nominal ones is a low polynomial along the score, in each process and category.</summary>
/// <remarks>
/// <para>
/// A nuisance changes a template by moving a few events between its bins. Where the simulation is small that change is mostly noise, and the noise is
/// part of whatever is drawn from the same events: in a bootstrap world the data follow it too, the nuisances are determined better than they are in
/// truth, and a belt made there is too narrow. What the bins say together is kept, what single events say is not.
/// </para>
/// <para>
/// The polynomial is the least-squares fit to the ratio of varied and nominal yields with the nominal yields for weights; its constant term keeps the sum of
/// a process over a category as it is.
/// </para>
/// </remarks>
public sealed class TemplateSmoothing
{
    private readonly double[] _reference;
    private readonly int _bins;
    private readonly (int From, int Count, double[][] Basis)[] _blocks;

    /// <summary>Prepares the polynomials.</summary>
    /// <param name="reference">Nominal yields, index process × bins + bin.</param>
    /// <param name="binning">Which bins form a category.</param>
    /// <param name="degree">Degree of the polynomial in the bin's number; lower where a category has fewer bins with events.</param>
    /// <exception cref="ArgumentException">The yields do not fill whole processes, or the degree is negative.</exception>
    public TemplateSmoothing(ReadOnlySpan<double> reference, ScoreBinning binning, int degree = 2)
    {
        ArgumentNullException.ThrowIfNull(binning);
        if (reference.IsEmpty || reference.Length % binning.Bins != 0 || degree < 0)
        {
            throw new ArgumentException("Smoothing needs whole processes, and a degree of zero or more.", nameof(reference));
        }

        _reference = reference.ToArray();
        _bins = binning.Bins;
        List<(int, int, double[][])> blocks = [];
        for (int process = 0; process < reference.Length / _bins; process++)
        {
            for (int category = 0; category < binning.Edges.Length; category++)
            {
                int from = (process * _bins) + binning.Offset(category), count = binning.Offset(category + 1) - binning.Offset(category);
                blocks.Add((from, count, OrthonormalPolynomials(reference.Slice(from, count), degree)));
            }
        }

        _blocks = [.. blocks];
    }

    /// <summary>Smooths the change of one varied template.</summary>
    /// <param name="varied">Yields under the nuisance, laid out as the nominal ones.</param>
    /// <returns>Nominal yields times the polynomial; zero where the nominal yield is, and at least a hundredth of it elsewhere.</returns>
    /// <exception cref="ArgumentException">Another number of yields than the nominal ones.</exception>
    public double[] Smooth(ReadOnlySpan<double> varied)
    {
        if (varied.Length != _reference.Length)
        {
            throw new ArgumentException($"{varied.Length} yields for {_reference.Length} nominal ones.", nameof(varied));
        }

        double[] smooth = new double[varied.Length];
        foreach ((int from, int count, double[][] basis) in _blocks)
        {
            Span<double> ratio = smooth.AsSpan(from, count);
            foreach (double[] polynomial in basis)
            {
                // The weight cancels the ratio's denominator, so a bin without nominal events needs no special case.
                double projection = 0;
                for (int bin = 0; bin < count; bin++)
                {
                    projection += _reference[from + bin] > 0 ? varied[from + bin] * polynomial[bin] : 0;
                }

                for (int bin = 0; bin < count; bin++)
                {
                    ratio[bin] += projection * polynomial[bin];
                }
            }

            for (int bin = 0; bin < count; bin++)
            {
                ratio[bin] = _reference[from + bin] * Math.Max(ratio[bin], 0.01);
            }
        }

        return smooth;
    }

    // Gram–Schmidt on 1, x, x², … under the weights; a power that the bins with events cannot tell from lower ones is left out.
    private static double[][] OrthonormalPolynomials(ReadOnlySpan<double> weights, int degree)
    {
        List<double[]> basis = [];
        for (int power = 0; power <= degree; power++)
        {
            double[] next = new double[weights.Length];
            for (int bin = 0; bin < next.Length; bin++)
            {
                next[bin] = Math.Pow(weights.Length == 1 ? 0 : (2.0 * bin / (weights.Length - 1)) - 1, power);
            }

            double before = Product(weights, next, next);
            foreach (double[] lower in basis)
            {
                double overlap = Product(weights, next, lower);
                for (int bin = 0; bin < next.Length; bin++)
                {
                    next[bin] -= overlap * lower[bin];
                }
            }

            double norm = Product(weights, next, next);
            if (norm > 1e-9 * before)
            {
                basis.Add(Array.ConvertAll(next, value => value / Math.Sqrt(norm)));
            }
        }

        return [.. basis];
    }

    private static double Product(ReadOnlySpan<double> weights, double[] a, double[] b)
    {
        double sum = 0;
        for (int bin = 0; bin < a.Length; bin++)
        {
            sum += weights[bin] * a[bin] * b[bin];
        }

        return sum;
    }
}

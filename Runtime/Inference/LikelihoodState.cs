namespace Mandelstam.Inference;

/// <summary>A likelihood evaluated at one place: the memory that <see cref="BinnedLikelihood.Evaluate"/> fills.</summary>
internal sealed class LikelihoodState
{
    private readonly int _bins;

    public LikelihoodState(BinnedLikelihood likelihood)
    {
        int size = likelihood.Parameters.Length;
        _bins = likelihood.Bins;
        Templates = likelihood.Templates.CreateValues();
        Parameters = new double[size];
        Gradient = new double[size];
        Hessian = new double[size * size];
        Fisher = new double[size * size];
        Slopes = new double[size * _bins];
        Expected = new double[_bins];
        First = new double[_bins];
        Second = new double[_bins];
        Information = new double[_bins];
    }

    public TemplateValues Templates { get; }

    public double[] Parameters { get; }

    public double Value { get; set; }

    public double[] Gradient { get; }

    public double[] Hessian { get; }

    /// <summary>Expected Hessian, positive semidefinite everywhere.</summary>
    public double[] Fisher { get; }

    public double[] Expected { get; }

    /// <summary>Derivatives of the expected events, parameter × bins + bin.</summary>
    public double[] Slopes { get; }

    /// <summary>First derivative of each bin's term in its expectation.</summary>
    public double[] First { get; }

    /// <summary>Second derivative of each bin's term in its expectation.</summary>
    public double[] Second { get; }

    /// <summary>Expected second derivative of each bin's term.</summary>
    public double[] Information { get; }

    public Span<double> SlopesOf(int parameter) => Slopes.AsSpan(parameter * _bins, _bins);
}

namespace Mandelstam;

/// <summary>The shape of a prior density.</summary>
public enum Prior
{
    /// <summary>Normal with a mean and a standard deviation.</summary>
    Normal,

    /// <summary>The logarithm is normal, with a log-mean and a log-sigma.</summary>
    LogNormal,

    /// <summary>Uniform between the two ends of the range.</summary>
    Uniform,
}

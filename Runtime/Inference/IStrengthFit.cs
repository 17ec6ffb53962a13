namespace Mandelstam.Inference;

/// <summary>A way to estimate a signal strength from counts; immutable and shared by threads.</summary>
public interface IStrengthFit
{
    /// <summary>Number of bins it takes.</summary>
    int Bins { get; }

    /// <summary>The working memory of one thread.</summary>
    IStrengthFitter CreateFitter();
}

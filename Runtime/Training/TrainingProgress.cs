namespace Mandelstam.Training;

/// <summary>How far a training is; reported after every step.</summary>
/// <param name="Stage">Name of the training.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Steps">Most steps.</param>
/// <param name="Loss">Loss of the last batch.</param>
/// <param name="Last">The newest look at the held-out events; null before the first.</param>
/// <param name="Resumed">True while the steps counted include some of an earlier process.</param>
public readonly record struct TrainingProgress(string Stage, long Step, long Steps, double Loss, TrainingPoint? Last, bool Resumed)
{
    /// <summary>Done share of the step budget, 0 to 1; early stopping may end sooner.</summary>
    public double Fraction => (double)Step / Steps;
}

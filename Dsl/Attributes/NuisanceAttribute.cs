namespace Mandelstam;

/// <summary>A systematic effect that shifts what an event holds: a method from the parameter to the shifted event.</summary>
/// <example><code>[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public HiggsTauTau TauEnergyScale(double tes) =&gt; this with { … };</code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class NuisanceAttribute : PriorAttribute
{
    /// <summary>Declares the nuisance.</summary>
    /// <param name="prior">The shape of its prior.</param>
    public NuisanceAttribute(Prior prior)
        : base(prior)
    {
    }
}

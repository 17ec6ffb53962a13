namespace Mandelstam;

/// <summary>A systematic effect that scales the weight of an event: a method from the parameter to the factor.</summary>
/// <example><code>[RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public double Ttbar(double s) =&gt; Process == Process.Ttbar ? s : 1;</code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class RateNuisanceAttribute : PriorAttribute
{
    /// <summary>Declares the nuisance.</summary>
    /// <param name="prior">The shape of its prior.</param>
    public RateNuisanceAttribute(Prior prior)
        : base(prior)
    {
    }
}

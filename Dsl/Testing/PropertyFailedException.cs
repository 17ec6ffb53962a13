namespace Mandelstam.Testing;

/// <summary>A property does not hold: the message has the feature, what was done to the event, the shrunk event and both values.</summary>
public sealed class PropertyFailedException : Exception
{
    /// <summary>Creates the failure from its full message.</summary>
    /// <param name="message">What the test's output shows.</param>
    public PropertyFailedException(string message)
        : base(message)
    {
    }
}

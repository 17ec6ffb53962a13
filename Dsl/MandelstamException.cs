namespace Mandelstam;

/// <summary>
/// An error in what the user gave us: a file, a column, a number, a configuration. Its message names the thing and the way out,
/// and is all that a command-line user sees (exit code 1, no stack trace).
/// </summary>
public class MandelstamException : Exception
{
    /// <summary>Creates the error from a message that stands on its own.</summary>
    /// <param name="message">What was found, what was expected, what to do.</param>
    public MandelstamException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error and keeps the cause for a debugger.</summary>
    /// <param name="message">What was found, what was expected, what to do.</param>
    /// <param name="innerException">The exception that revealed the problem.</param>
    public MandelstamException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

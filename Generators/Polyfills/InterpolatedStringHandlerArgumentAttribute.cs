namespace System.Runtime.CompilerServices;

/// <summary>Names what else such a type is made with; the empty name is that of the object that the method is called on.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    /// <summary>The names.</summary>
    public string[] Arguments { get; } = [argument];
}

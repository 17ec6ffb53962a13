namespace System.Runtime.CompilerServices;

/// <summary>Marks a type that takes an interpolated string piece by piece, which .NET Standard lacks.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;

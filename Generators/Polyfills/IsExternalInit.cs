namespace System.Runtime.CompilerServices;

/// <summary>Lets records be written on netstandard2.0.</summary>
internal static class IsExternalInit;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The absent value, before it is known of what.</summary>
public sealed record NullValue : Value;

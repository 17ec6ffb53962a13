namespace Mandelstam.Compiler.Lowering;

/// <summary>What a term means for one event, in symbols.</summary>
public abstract record Value;

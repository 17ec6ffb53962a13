namespace Mandelstam.Compiler.Lowering;

/// <summary>A function of one variable, with the variables it sees.</summary>
/// <param name="Parameter">Its variable.</param>
/// <param name="Body">Its body.</param>
/// <param name="Scope">What else it sees.</param>
public sealed record LambdaValue(string Parameter, Model.Term Body, Scope Scope) : Value;

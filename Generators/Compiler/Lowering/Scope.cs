namespace Mandelstam.Compiler.Lowering;

/// <summary>The variables that a body sees: a chain, so that a lambda keeps those of the place where it was written.</summary>
/// <param name="Outer">The variables around; null at the outermost.</param>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value.</param>
/// <param name="This">The event that the body belongs to.</param>
public sealed record Scope(Scope? Outer, string Name, Value? Value, EventValue This)
{
    /// <summary>The scope of a body that has no variables yet.</summary>
    public static Scope Of(EventValue self) => new(null, "", null, self);

    /// <summary>One variable more.</summary>
    public Scope With(string name, Value value) => new(this, name, value, This);

    /// <summary>The variable's value, or null.</summary>
    public Value? Find(string name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Value is not null && scope.Name == name)
            {
                return scope.Value;
            }
        }

        return null;
    }
}

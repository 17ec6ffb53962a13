using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>The variables that a piece of a body sees, and how each is written: a chain, so that a function keeps those of the place where it was written.</summary>
/// <param name="Outer">The variables around; null at the outermost.</param>
/// <param name="Name">The variable.</param>
/// <param name="Shown">How it is written.</param>
internal sealed record Names(Names? Outer, string Name, Formula Shown)
{
    /// <summary>No variables.</summary>
    public static Names None { get; } = new(null, "", Formula.True);

    /// <summary>It is a four-vector.</summary>
    public bool IsVector { get; init; }

    /// <summary>The function that it stands for, and what that sees; null of a value.</summary>
    public (Term Lambda, Names Names)? Function { get; init; }

    /// <summary>One variable more.</summary>
    public Names With(string name, Formula shown, bool isVector = false) => new(this, name, shown) { IsVector = isVector };

    /// <summary>The variable; null if there is none of the name.</summary>
    public Names? Find(string name)
    {
        for (Names? names = this; names is not null; names = names.Outer)
        {
            if (names.Name == name)
            {
                return names;
            }
        }

        return null;
    }
}

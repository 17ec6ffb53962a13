namespace Mandelstam.Compiler.Model;

/// <summary>What a <see cref="Term"/> is.</summary>
public enum TermKind
{
    /// <summary>A number: <see cref="Term.Number"/>.</summary>
    Number,

    /// <summary>True or false: <see cref="Term.Number"/> is 1 or 0.</summary>
    Boolean,

    /// <summary>The absent value.</summary>
    Null,

    /// <summary>The event that the body belongs to.</summary>
    This,

    /// <summary>A parameter of the method or lambda, or a local: <see cref="Term.Name"/>.</summary>
    Variable,

    /// <summary>A member of an event (argument 0), stored or computed: <see cref="Term.Name"/>.</summary>
    Member,

    /// <summary>An operation of the language, by its id ("FourVector.Mass"): receiver first, then the arguments.</summary>
    Call,

    /// <summary>A method of the user's, read as a helper under its key: receiver first (This for a static one), then the arguments.</summary>
    Invoke,

    /// <summary>A prefix operator: "-", "+", "!".</summary>
    Unary,

    /// <summary>An infix operator: arithmetic, comparison or logic.</summary>
    Binary,

    /// <summary>Condition, value if true, value if false.</summary>
    Conditional,

    /// <summary>A copy of an event (argument 0) with the <see cref="Assign"/> terms that follow.</summary>
    With,

    /// <summary>One member of a <see cref="With"/>: its name and its new value.</summary>
    Assign,

    /// <summary>A function of one variable: its name and its body.</summary>
    Lambda,

    /// <summary>A local: its name, its value, and the body that uses it.</summary>
    Let,

    /// <summary>A member of an enumeration: its ordinal is <see cref="Term.Number"/>.</summary>
    EnumMember,

    /// <summary>Several values as one.</summary>
    Tuple,

    /// <summary>One of the values of a tuple (argument 0), counted from zero: <see cref="Term.Number"/>.</summary>
    Part,
}

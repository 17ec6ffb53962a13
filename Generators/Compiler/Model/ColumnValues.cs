namespace Mandelstam.Compiler.Model;

/// <summary>What numbers a column may hold, as <c>Mandelstam.Events.ColumnValues</c> says it.</summary>
public enum ColumnValues
{
    /// <summary>Any finite number.</summary>
    Any,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>0 and 1.</summary>
    Truth,

    /// <summary>Numbers that are not below zero, and what stands for an absent object: the pT of an object, except where a count says how many there are.</summary>
    Magnitude,
}

namespace Mandelstam.Events;

/// <summary>What numbers a column may hold.</summary>
public enum ColumnValues
{
    /// <summary>Any finite number.</summary>
    Any,

    /// <summary>Whole numbers: a stored <c>int</c>, and how many objects there are.</summary>
    Whole,

    /// <summary>0 and 1: a stored <c>bool</c>.</summary>
    Truth,

    /// <summary>Numbers that are not below zero, and what stands for an absent object: the pT of an object, except where a count says how many there are.</summary>
    Magnitude,
}

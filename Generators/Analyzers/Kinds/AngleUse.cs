namespace Mandelstam.Analyzers.Kinds;

/// <summary>What becomes of a difference of azimuths.</summary>
internal enum AngleUse
{
    /// <summary>Out of sight, or harmless.</summary>
    Undecided,

    /// <summary>A periodic function or something that wraps takes it.</summary>
    Periodic,

    /// <summary>It is used as a plain number, which is wrong by 2π now and then.</summary>
    Plain,
}

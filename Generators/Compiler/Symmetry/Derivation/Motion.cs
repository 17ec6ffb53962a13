namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>What generates a group of symmetries: who is invariant under the generators, for every value of their parameter, is so under the group.</summary>
internal enum Motion
{
    /// <summary>A rotation about z by any angle.</summary>
    RotationZ,

    /// <summary>A quarter turn about x, which with rotations about z makes all rotations.</summary>
    QuarterTurnX,

    /// <summary>A boost along z by any rapidity.</summary>
    BoostZ,

    /// <summary>z → −z.</summary>
    ReflectionZ,

    /// <summary>An exchange of two objects that are there and next to each other.</summary>
    Exchange,
}

namespace Mandelstam.Compiler.Symmetry;

/// <summary>Where the momenta of a sample event lie.</summary>
internal enum SampleReach
{
    /// <summary>Central, from 5 to 200 GeV.</summary>
    Usual,

    /// <summary>Beyond usual cuts.</summary>
    Wide,

    /// <summary>Below usual cuts.</summary>
    Soft,

    /// <summary>Along the beam.</summary>
    Forward,
}

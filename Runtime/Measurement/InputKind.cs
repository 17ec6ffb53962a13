namespace Mandelstam.Measurement;

/// <summary>How an input changes under the symmetries of a collider event; training events are also used mirrored and turned.</summary>
public enum InputKind
{
    /// <summary>Not at all.</summary>
    Invariant,

    /// <summary>An azimuth: a turn of the event about the beam adds to it, the mirror φ → −φ flips it.</summary>
    Azimuth,

    /// <summary>Flips under z → −z, as a pseudorapidity does.</summary>
    OddInZ,
}

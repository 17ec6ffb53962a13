namespace Mandelstam;

/// <summary>A reference frame, used as a type argument only: vectors of different frames do not add.</summary>
public interface IFrame;

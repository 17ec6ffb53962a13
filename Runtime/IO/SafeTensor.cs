namespace Mandelstam.IO;

/// <summary>One array of a <see cref="SafeTensors"/> file.</summary>
/// <param name="ElementType">Element type as the format spells it: "F32", "F64", "I64", ….</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Data">The elements, row by row, little endian.</param>
public sealed record SafeTensor(string ElementType, long[] Shape, byte[] Data);

namespace Mandelstam.Benchmarks.Generator;

/// <summary>Times of the generator at one size of project, in milliseconds.</summary>
/// <param name="Declarations">How many declarations the project has.</param>
/// <param name="ColdMs">The first run in a process that has compiled something else before, kernels included.</param>
/// <param name="CachedMs">A run after an edit of a file without declarations.</param>
/// <param name="KeystrokeMs">A run after a character typed in a body, as an editor runs it: without kernels.</param>
/// <param name="SignatureMs">A run after a character typed in an attribute of a declaration.</param>
/// <param name="CommentMs">A run after a character typed in a comment of a declaration.</param>
/// <param name="KernelsMs">A run after a character typed in a body, with the kernels of that declaration.</param>
internal sealed record GeneratorPoint(int Declarations, double ColdMs, double CachedMs, double KeystrokeMs, double SignatureMs, double CommentMs, double KernelsMs);

namespace Mandelstam.Simd;

/// <summary>The first rows of four columns.</summary>
internal readonly unsafe ref struct FourColumns(float* a, float* b, float* c, float* d)
{
    /// <summary>The first column.</summary>
    public readonly float* A = a;

    /// <summary>The second column.</summary>
    public readonly float* B = b;

    /// <summary>The third column.</summary>
    public readonly float* C = c;

    /// <summary>The fourth column.</summary>
    public readonly float* D = d;
}

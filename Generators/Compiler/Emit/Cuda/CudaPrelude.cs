namespace Mandelstam.Compiler.Emit.Cuda;

/// <summary>What every kernel's source begins with: the number type and the functions that differ from C's.</summary>
/// <remarks>
/// No header is included: NVRTC knows CUDA's mathematical functions by itself, and on a machine without CUDA a small header stands in for them.
/// Each function has a form in single and one in double precision, so that no number is widened unseen.
/// </remarks>
internal static class CudaPrelude
{
    /// <summary>The text.</summary>
    public const string Text = """
        // REAL is the type of the tensors: float, or double where -DREAL=double says so.
        #ifndef REAL
        #define REAL float
        #endif
        typedef REAL real;

        #define FUNCTION static __device__ __forceinline__
        #define ELEMENTARY(name) \
            FUNCTION float k_##name(float x) { return name##f(x); } \
            FUNCTION double k_##name(double x) { return name(x); }
        ELEMENTARY(sqrt)
        ELEMENTARY(exp)
        ELEMENTARY(log)
        ELEMENTARY(sin)
        ELEMENTARY(cos)
        ELEMENTARY(tan)
        ELEMENTARY(sinh)
        ELEMENTARY(cosh)
        ELEMENTARY(tanh)
        ELEMENTARY(asinh)
        ELEMENTARY(atanh)
        ELEMENTARY(acos)
        ELEMENTARY(fabs)
        ELEMENTARY(rint)
        FUNCTION float k_atan2(float y, float x) { return atan2f(y, x); }
        FUNCTION double k_atan2(double y, double x) { return atan2(y, x); }

        // NaN if either is, unlike fmin and fmax.
        FUNCTION real k_min(real a, real b) { return a < b || a != a ? a : b; }
        FUNCTION real k_max(real a, real b) { return a > b || a != a ? a : b; }
        FUNCTION real k_sign(real x) { return x > real(0) ? real(1) : x < real(0) ? real(-1) : x; }
        FUNCTION real k_infinity() { return -k_log(real(0)); }
        FUNCTION real k_nan() { return k_infinity() - k_infinity(); }
        FUNCTION real k_round(real x, real step) { return k_rint(x * step) / step; }

        // Into (-pi, pi]. Two pi comes in two parts, so that the turn that is taken off is right to the last digit. The single nearest to pi
        // lies above pi, the double below.
        FUNCTION float k_wrap(float x)
        {
            const float pi = 3.14159274f, high = 6.28318548f, low = -1.74845553e-7f;
            const float turns = rintf(x / high);
            const float r = fmaf(-turns, low, fmaf(-turns, high, x));
            return r >= pi ? (r - high) - low : r <= -pi ? (r + high) + low : r;
        }
        FUNCTION double k_wrap(double x)
        {
            const double pi = 3.141592653589793, high = 6.283185307179586, low = 2.4492935982947064e-16;
            const double turns = rint(x / high);
            const double r = fma(-turns, low, fma(-turns, high, x));
            return r <= -pi ? pi : r;
        }
        """;
}

namespace Mandelstam;

/// <summary>The functions of a declaration's bodies; bring them in with <c>using static Mandelstam.Kinematics;</c>.</summary>
/// <remarks>Every function is a plain function in double precision and is what each backend must reproduce. Conventions: docs/conventions.md.</remarks>
public static class Kinematics
{
    /// <summary>Wraps a difference of azimuths into (−π, π].</summary>
    /// <param name="difference">φ₂ − φ₁ as it is.</param>
    /// <returns>The angle in (−π, π]; −π itself becomes π.</returns>
    public static Angle Wrap(RawAngle difference)
    {
        // The IEEE remainder is exact, where subtracting 2π in a loop rounds each time.
        double wrapped = Math.IEEERemainder(difference.Value, Math.Tau);
        return new(wrapped <= -Math.PI ? Math.PI : wrapped);
    }

    /// <summary>Δφ = φ_b − φ_a, wrapped into (−π, π].</summary>
    /// <param name="a">The azimuth to start from.</param>
    /// <param name="b">The azimuth to arrive at.</param>
    /// <returns>The signed angle from a to b.</returns>
    public static Angle DeltaPhi(Azimuth a, Azimuth b) => Wrap(b - a);

    /// <summary>Δφ = φ_b − φ_a, wrapped into (−π, π].</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The vector to start from.</param>
    /// <param name="b">The vector to arrive at.</param>
    /// <returns>The signed angle from a to b.</returns>
    public static Angle DeltaPhi<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => DeltaPhi(a.Phi, b.Phi);

    /// <summary>Δφ = φ_b − φ_a, wrapped into (−π, π].</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The vector to start from.</param>
    /// <param name="b">The vector to arrive at.</param>
    /// <returns>The signed angle from a to b.</returns>
    public static Angle DeltaPhi<TFrame>(FourVector<TFrame> a, TransverseVector<TFrame> b)
        where TFrame : IFrame => DeltaPhi(a.Phi, b.Phi);

    /// <summary>Δφ = φ_b − φ_a, wrapped into (−π, π].</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The vector to start from.</param>
    /// <param name="b">The vector to arrive at.</param>
    /// <returns>The signed angle from a to b.</returns>
    public static Angle DeltaPhi<TFrame>(TransverseVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => DeltaPhi(a.Phi, b.Phi);

    /// <summary>Δφ = φ_b − φ_a, wrapped into (−π, π].</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The vector to start from.</param>
    /// <param name="b">The vector to arrive at.</param>
    /// <returns>The signed angle from a to b.</returns>
    public static Angle DeltaPhi<TFrame>(TransverseVector<TFrame> a, TransverseVector<TFrame> b)
        where TFrame : IFrame => DeltaPhi(a.Phi, b.Phi);

    /// <summary>Δη = η_b − η_a, dimensionless and signed.</summary>
    /// <param name="a">The pseudorapidity to start from.</param>
    /// <param name="b">The pseudorapidity to arrive at.</param>
    /// <returns>The difference.</returns>
    public static double DeltaEta(Pseudorapidity a, Pseudorapidity b) => b.Value - a.Value;

    /// <summary>Δη = η_b − η_a, dimensionless and signed.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The vector to start from.</param>
    /// <param name="b">The vector to arrive at.</param>
    /// <returns>The difference.</returns>
    public static double DeltaEta<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => b.Eta.Value - a.Eta.Value;

    /// <summary>ΔR = √(Δη² + Δφ²) with the pseudorapidity; for massive objects see <see cref="FourVector{TFrame}.DeltaRapidityR"/>.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <returns>The distance, dimensionless.</returns>
    public static double DeltaR<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => a.DeltaR(b);

    /// <summary>ΔR with the longitudinal coordinate said: pseudorapidity or rapidity.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <param name="convention">The coordinate.</param>
    /// <returns>The distance, dimensionless.</returns>
    public static double DeltaR<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b, Convention convention)
        where TFrame : IFrame => a.DeltaR(b, convention);

    /// <summary>√(Δy² + Δφ²): the distance of massive objects, which boosts along the beam leave alone.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <returns>The distance, dimensionless.</returns>
    public static double DeltaRapidityR<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => a.DeltaRapidityR(b);

    /// <summary>The angle between two three-momenta, in [0, π], exact to rounding also where they are nearly parallel; see <see cref="FourVector{TFrame}.OpeningAngle"/>.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <returns>The angle.</returns>
    public static Angle OpeningAngle<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => a.OpeningAngle(b);

    /// <summary>The invariant mass of a pair.</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <returns>sign(m²) √|m²| with m² = m_a² + m_b² + 2 a·b.</returns>
    public static Energy InvariantMass<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b)
        where TFrame : IFrame => (a.M2 + b.M2 + (2 * (a * b))).SignedSqrt();

    /// <summary>The invariant mass of a triple.</summary>
    /// <typeparam name="TFrame">The frame of all.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <param name="c">The third vector.</param>
    /// <returns>sign(m²) √|m²| with m² = Σ m_i² + 2 (a·b + a·c + b·c).</returns>
    public static Energy InvariantMass<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b, FourVector<TFrame> c)
        where TFrame : IFrame => (a.M2 + b.M2 + c.M2 + (2 * ((a * b) + (a * c) + (b * c)))).SignedSqrt();

    /// <summary>The smallest invariant mass of a pair among three: what keeps a scattering away from its soft and collinear poles.</summary>
    /// <typeparam name="TFrame">The frame of all.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <param name="c">The third vector.</param>
    /// <returns>The minimum; NaN if any pair's is.</returns>
    public static Energy MinPairMass<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b, FourVector<TFrame> c)
        where TFrame : IFrame => Min(Min(InvariantMass(a, b), InvariantMass(a, c)), InvariantMass(b, c));

    /// <summary>The smallest invariant mass of a pair among four.</summary>
    /// <typeparam name="TFrame">The frame of all.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <param name="c">The third vector.</param>
    /// <param name="d">The fourth vector.</param>
    /// <returns>The minimum; NaN if any pair's is.</returns>
    public static Energy MinPairMass<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b, FourVector<TFrame> c, FourVector<TFrame> d)
        where TFrame : IFrame => Min(MinPairMass(a, b, c), Min(Min(InvariantMass(a, d), InvariantMass(b, d)), InvariantMass(c, d)));

    /// <summary>The smallest invariant mass of a pair among five.</summary>
    /// <typeparam name="TFrame">The frame of all.</typeparam>
    /// <param name="a">The first vector.</param>
    /// <param name="b">The second vector.</param>
    /// <param name="c">The third vector.</param>
    /// <param name="d">The fourth vector.</param>
    /// <param name="e">The fifth vector.</param>
    /// <returns>The minimum; NaN if any pair's is.</returns>
    public static Energy MinPairMass<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b, FourVector<TFrame> c, FourVector<TFrame> d, FourVector<TFrame> e)
        where TFrame : IFrame =>
        Min(MinPairMass(a, b, c, d), Min(Min(InvariantMass(a, e), InvariantMass(b, e)), Min(InvariantMass(c, e), InvariantMass(d, e))));

    /// <summary>The transverse mass of a visible object and missing momentum, both taken as massless: m_T² = 2 p_T p_T^miss (1 − cos Δφ).</summary>
    /// <typeparam name="TFrame">The frame of both.</typeparam>
    /// <param name="visible">The visible object; only its transverse part counts.</param>
    /// <param name="met">The missing transverse momentum.</param>
    /// <returns>m_T, which equals √(p_T p_T^miss) times the distance of the two unit vectors; 0 if either vanishes.</returns>
    public static Energy TransverseMass<TFrame>(FourVector<TFrame> visible, TransverseVector<TFrame> met)
        where TFrame : IFrame =>
        new(Math.Sqrt(2 * TransverseVector<TFrame>.ProductMinusDot(visible.Transverse, met)));

    /// <summary>The sine.</summary>
    /// <param name="phi">The azimuth.</param>
    /// <returns>sin φ.</returns>
    public static double Sin(Azimuth phi) => Math.Sin(phi.Value);

    /// <summary>The sine.</summary>
    /// <param name="angle">The angle.</param>
    /// <returns>sin of the angle.</returns>
    public static double Sin(Angle angle) => Math.Sin(angle.Value);

    /// <summary>The sine; periodic, so no wrapping is needed.</summary>
    /// <param name="difference">The difference of azimuths.</param>
    /// <returns>sin of the difference.</returns>
    public static double Sin(RawAngle difference) => Math.Sin(difference.Value);

    /// <summary>The cosine.</summary>
    /// <param name="phi">The azimuth.</param>
    /// <returns>cos φ.</returns>
    public static double Cos(Azimuth phi) => Math.Cos(phi.Value);

    /// <summary>The cosine.</summary>
    /// <param name="angle">The angle.</param>
    /// <returns>cos of the angle.</returns>
    public static double Cos(Angle angle) => Math.Cos(angle.Value);

    /// <summary>The cosine; periodic, so no wrapping is needed.</summary>
    /// <param name="difference">The difference of azimuths.</param>
    /// <returns>cos of the difference.</returns>
    public static double Cos(RawAngle difference) => Math.Cos(difference.Value);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="value">A number, rapidity or pseudorapidity.</param>
    /// <returns>sinh x.</returns>
    public static double Sinh(double value) => Math.Sinh(value);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="value">A number, rapidity or pseudorapidity.</param>
    /// <returns>cosh x.</returns>
    public static double Cosh(double value) => Math.Cosh(value);

    /// <summary>The hyperbolic tangent; of η it is the cosine of the polar angle.</summary>
    /// <param name="value">A number, rapidity or pseudorapidity.</param>
    /// <returns>tanh x.</returns>
    public static double Tanh(double value) => Math.Tanh(value);

    /// <summary>The exponential.</summary>
    /// <param name="value">A number.</param>
    /// <returns>e^x.</returns>
    public static double Exp(double value) => Math.Exp(value);

    /// <summary>The natural logarithm.</summary>
    /// <param name="value">A number above zero; a quantity must first be divided by another.</param>
    /// <returns>ln x; −∞ at 0, NaN below.</returns>
    public static double Log(double value) => Math.Log(value);

    /// <summary>The square root.</summary>
    /// <param name="value">A number.</param>
    /// <returns>√x; NaN below zero.</returns>
    public static double Sqrt(double value) => Math.Sqrt(value);

    /// <summary>The square root of a squared energy.</summary>
    /// <param name="value">The square.</param>
    /// <returns>√x in GeV; NaN below zero.</returns>
    public static Energy Sqrt(GeV2 value) => value.Sqrt();

    /// <summary>The square root of a fourth power of energy.</summary>
    /// <param name="value">The fourth power.</param>
    /// <returns>√x in GeV²; NaN below zero.</returns>
    public static GeV2 Sqrt(GeV4 value) => value.Sqrt();

    /// <summary>The square.</summary>
    /// <param name="value">A number.</param>
    /// <returns>x².</returns>
    public static double Square(double value) => value * value;

    /// <summary>The square of an angle as a number, as in ΔR² = Δη² + Δφ².</summary>
    /// <param name="value">An angle.</param>
    /// <returns>x² in rad².</returns>
    public static double Square(Angle value) => value.Value * value.Value;

    /// <summary>The square.</summary>
    /// <param name="value">An energy.</param>
    /// <returns>x² in GeV².</returns>
    public static GeV2 Square(Energy value) => value.Squared;

    /// <summary>The square.</summary>
    /// <param name="value">A squared energy.</param>
    /// <returns>x² in GeV⁴.</returns>
    public static GeV4 Square(GeV2 value) => value.Squared;

    /// <summary>The sign: −1, 0 or 1; NaN for NaN.</summary>
    /// <param name="value">A number.</param>
    /// <returns>The sign.</returns>
    public static double Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : value;

    /// <summary>The sign: −1, 0 or 1; NaN for NaN.</summary>
    /// <param name="value">An energy.</param>
    /// <returns>The sign, dimensionless.</returns>
    public static double Sign(Energy value) => Sign(value.Value);

    /// <summary>The sign: −1, 0 or 1; NaN for NaN.</summary>
    /// <param name="value">A squared energy.</param>
    /// <returns>The sign, dimensionless.</returns>
    public static double Sign(GeV2 value) => Sign(value.Value);

    /// <summary>The sign: −1, 0 or 1; NaN for NaN.</summary>
    /// <param name="value">An angle.</param>
    /// <returns>The sign, dimensionless.</returns>
    public static double Sign(Angle value) => Sign(value.Value);

    /// <summary>The magnitude.</summary>
    /// <param name="value">A number, rapidity or pseudorapidity.</param>
    /// <returns>|x|.</returns>
    public static double Abs(double value) => Math.Abs(value);

    /// <summary>The magnitude.</summary>
    /// <param name="value">An energy.</param>
    /// <returns>|x|.</returns>
    public static Energy Abs(Energy value) => new(Math.Abs(value.Value));

    /// <summary>The magnitude.</summary>
    /// <param name="value">A squared energy.</param>
    /// <returns>|x|.</returns>
    public static GeV2 Abs(GeV2 value) => new(Math.Abs(value.Value));

    /// <summary>The magnitude.</summary>
    /// <param name="value">An angle.</param>
    /// <returns>|x|.</returns>
    public static Angle Abs(Angle value) => new(Math.Abs(value.Value));

    /// <summary>The distance of an azimuth from the x axis, |φ| after wrapping.</summary>
    /// <param name="phi">The azimuth.</param>
    /// <returns>An angle in [0, π].</returns>
    public static Angle Abs(Azimuth phi) => Abs(Wrap(new RawAngle(phi.Value)));

    /// <summary>The smaller of two; NaN if either is.</summary>
    /// <param name="a">The first number.</param>
    /// <param name="b">The second number.</param>
    /// <returns>The minimum.</returns>
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <summary>The smaller of two; NaN if either is.</summary>
    /// <param name="a">The first energy.</param>
    /// <param name="b">The second energy.</param>
    /// <returns>The minimum.</returns>
    public static Energy Min(Energy a, Energy b) => new(Math.Min(a.Value, b.Value));

    /// <summary>The smaller of two; NaN if either is.</summary>
    /// <param name="a">The first squared energy.</param>
    /// <param name="b">The second squared energy.</param>
    /// <returns>The minimum.</returns>
    public static GeV2 Min(GeV2 a, GeV2 b) => new(Math.Min(a.Value, b.Value));

    /// <summary>The smaller of two, as of distances of the generalised kT algorithms with a negative power; NaN if either is.</summary>
    /// <param name="a">The first inverse squared energy.</param>
    /// <param name="b">The second inverse squared energy.</param>
    /// <returns>The minimum.</returns>
    public static InverseGeV2 Min(InverseGeV2 a, InverseGeV2 b) => new(Math.Min(a.Value, b.Value));

    /// <summary>The smaller of two; NaN if either is.</summary>
    /// <param name="a">The first angle.</param>
    /// <param name="b">The second angle.</param>
    /// <returns>The minimum.</returns>
    public static Angle Min(Angle a, Angle b) => new(Math.Min(a.Value, b.Value));

    /// <summary>The larger of two; NaN if either is.</summary>
    /// <param name="a">The first number.</param>
    /// <param name="b">The second number.</param>
    /// <returns>The maximum.</returns>
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <summary>The larger of two; NaN if either is.</summary>
    /// <param name="a">The first energy.</param>
    /// <param name="b">The second energy.</param>
    /// <returns>The maximum.</returns>
    public static Energy Max(Energy a, Energy b) => new(Math.Max(a.Value, b.Value));

    /// <summary>The larger of two; NaN if either is.</summary>
    /// <param name="a">The first squared energy.</param>
    /// <param name="b">The second squared energy.</param>
    /// <returns>The maximum.</returns>
    public static GeV2 Max(GeV2 a, GeV2 b) => new(Math.Max(a.Value, b.Value));

    /// <summary>The larger of two, as of distances of the generalised kT algorithms with a negative power; NaN if either is.</summary>
    /// <param name="a">The first inverse squared energy.</param>
    /// <param name="b">The second inverse squared energy.</param>
    /// <returns>The maximum.</returns>
    public static InverseGeV2 Max(InverseGeV2 a, InverseGeV2 b) => new(Math.Max(a.Value, b.Value));

    /// <summary>The larger of two; NaN if either is.</summary>
    /// <param name="a">The first angle.</param>
    /// <param name="b">The second angle.</param>
    /// <returns>The maximum.</returns>
    public static Angle Max(Angle a, Angle b) => new(Math.Max(a.Value, b.Value));
}

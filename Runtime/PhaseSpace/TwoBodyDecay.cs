using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>A decay into two, in flight: the step of which sequential samplers are made.</summary>
/// <remarks>
/// p* = √λ(M², m₁², m₂²)/(2M) in a direction of the parent's rest frame, boosted to where the parent has momentum Q: p = k + Q(k·Q/(Q₀ + M) + e*)/M. What is
/// left of Q is the other's momentum, and both energies follow from their masses, so that momenta balance and masses hold to the last digits
/// however fast the parent is.
/// </remarks>
/// <param name="parent">The parent's momentum.</param>
/// <param name="mass">The parent's mass.</param>
/// <param name="firstMass">The mass of one product.</param>
/// <param name="secondMass">The mass of the other.</param>
/// <param name="cosTheta">A column of uniform numbers for the cosine of the polar angle of the first product in the parent's rest frame.</param>
/// <param name="turns">A column of uniform numbers for its azimuth.</param>
internal readonly unsafe struct TwoBodyDecay(MomentumColumns parent, double* mass, double* firstMass, double* secondMass, double* cosTheta, double* turns)
{
    /// <summary>Writes the momenta of the products; multiplies the weights by the volume of the decay, p*/(4πM).</summary>
    public void Apply<T>(in RowTile tile, MomentumColumns first, MomentumColumns second)
        where T : struct, IDoubleLanes<T>
    {
        double* weights = tile.Weights;
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T m = T.Read(mass + row), m1 = T.Read(firstMass + row), m2 = T.Read(secondMass + row);
            T inverse = T.All(1) / m;
            T sum = m1 + m2, difference = m1 - m2;

            // Rounding of masses that just fit may take this below zero.
            T lambda = T.Max((m - sum) * (m + sum) * ((m - difference) * (m + difference)), T.All(0));
            T momentum = T.All(0.5) * T.Sqrt(lambda) * inverse;
            T.Write(T.Read(weights + row) * (momentum * inverse * T.All(1 / (4 * Math.PI))), weights + row);

            T cos = T.MultiplyAdd(T.All(2), T.Read(cosTheta + row), T.All(-1));
            T sinPhi = UnitMath<T>.SinCosTurns(T.Read(turns + row), out T cosPhi);
            T transverse = momentum * T.Sqrt(T.MultiplyAddNegated(cos, cos, T.All(1)));
            T kx = transverse * cosPhi, ky = transverse * sinPhi, kz = momentum * cos;
            T e = T.Sqrt(T.MultiplyAdd(m1, m1, momentum * momentum));

            T qe = parent.Energy<T>(row), qx = parent.Component<T>(row, 1), qy = parent.Component<T>(row, 2), qz = parent.Component<T>(row, 3);
            T product = T.MultiplyAdd(kx, qx, T.MultiplyAdd(ky, qy, kz * qz));
            T along = ((product / (qe + m)) + e) * inverse;
            T px = T.MultiplyAdd(qx, along, kx), py = T.MultiplyAdd(qy, along, ky), pz = T.MultiplyAdd(qz, along, kz);
            first.Write(row, OnShell(m1, px, py, pz), px, py, pz);
            px = qx - px;
            py = qy - py;
            pz = qz - pz;
            second.Write(row, OnShell(m2, px, py, pz), px, py, pz);
        }
    }

    private static T OnShell<T>(T mass, T x, T y, T z)
        where T : struct, IDoubleLanes<T> => T.Sqrt(T.MultiplyAdd(mass, mass, T.MultiplyAdd(x, x, T.MultiplyAdd(y, y, z * z))));
}

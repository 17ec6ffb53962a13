using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>The decay of a cluster into a massless particle and the rest: <see cref="TwoBodyDecay"/> where that is all there is, without weights.</summary>
/// <param name="parent">The cluster's momentum.</param>
/// <param name="mass">Its mass.</param>
/// <param name="restMass">The mass of the rest; null where that is a massless particle.</param>
/// <param name="cosTheta">A column of uniform numbers for the cosine of the polar angle of the particle in the cluster's rest frame.</param>
/// <param name="turns">A column of uniform numbers for its azimuth.</param>
internal readonly unsafe struct MasslessDecay(MomentumColumns parent, double* mass, double* restMass, double* cosTheta, double* turns)
{
    /// <summary>Writes the momenta of the particle and of the rest.</summary>
    public void Apply<T>(in RowTile tile, MomentumColumns first, MomentumColumns second)
        where T : struct, IDoubleLanes<T>
    {
        T half = T.All(0.5), one = T.All(1), two = T.All(2);
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T m = T.Read(mass + row), rest = restMass is null ? T.All(0) : T.Read(restMass + row);
            T qe = parent.Energy<T>(row), qx = parent.Component<T>(row, 1), qy = parent.Component<T>(row, 2), qz = parent.Component<T>(row, 3);

            // One division for 1/m and 1/(Q₀ + m).
            T sum = qe + m, inverse = one / (m * sum), perMass = inverse * sum, perSum = inverse * m;
            T momentum = half * (m - rest) * (m + rest) * perMass;
            T cos = T.MultiplySubtract(two, T.Read(cosTheta + row), one);
            T sinPhi = UnitMath<T>.SinCosTurns(T.Read(turns + row), out T cosPhi);
            T transverse = momentum * T.Sqrt(T.MultiplyAddNegated(cos, cos, one));
            T kx = transverse * cosPhi, ky = transverse * sinPhi, kz = momentum * cos;
            T product = T.MultiplyAdd(kx, qx, T.MultiplyAdd(ky, qy, kz * qz));
            T along = T.MultiplyAdd(product, perSum, momentum) * perMass;
            T px = T.MultiplyAdd(qx, along, kx), py = T.MultiplyAdd(qy, along, ky), pz = T.MultiplyAdd(qz, along, kz);
            first.Write(row, T.Sqrt(T.MultiplyAdd(px, px, T.MultiplyAdd(py, py, pz * pz))), px, py, pz);
            px = qx - px;
            py = qy - py;
            pz = qz - pz;
            second.Write(row, T.Sqrt(T.MultiplyAdd(rest, rest, T.MultiplyAdd(px, px, T.MultiplyAdd(py, py, pz * pz)))), px, py, pz);
        }
    }
}

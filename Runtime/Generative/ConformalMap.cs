namespace Mandelstam.Generative;

/// <summary>
/// RAMBO's conformal map (Kleiss, Stirling, Ellis, Comput. Phys. Commun. 40 (1986) 359): any N vectors q to the momenta of N massless
/// particles with total momentum zero and a given total energy, by one boost and one change of scale.
/// </summary>
/// <remarks>
/// With Q = Σq, M² = (Σ|q|)² − Q², b = −Q/M, γ = √(1 + b²), a = 1/(1 + γ) and x = E/M: p = x·(q + b|q| + a(b·q)b). Numbers of an event lie
/// particle by particle: x, y, z of the first, then of the second. Everything is in double precision. Where the vectors are nearly parallel, M is
/// small, the boost large, and rounding grows like γ²; the map leaves conserved momenta as they are, so it is simply applied again until
/// nothing but the last bits is left over.
/// </remarks>
public static class ConformalMap
{
    /// <summary>Left-over momentum, in units of the energy, that is rounding and nothing else.</summary>
    private const double Rounding = 2e-15;

    /// <summary>One pass takes nearly every event there; each further one squares what is left.</summary>
    private const int MostPasses = 6;

    /// <summary>Maps an event onto phase space.</summary>
    /// <param name="q">3N numbers, N at least 2, not all parallel.</param>
    /// <param name="energy">Total energy √s of the momenta.</param>
    /// <param name="p">Receives 3N numbers in the unit of <paramref name="energy"/>; the energy of a particle is the length of its vector.</param>
    /// <exception cref="ArgumentException">Spans of the wrong length, numbers that are not finite, or vectors that are all parallel.</exception>
    public static void ToMomenta(ReadOnlySpan<double> q, double energy, Span<double> p)
    {
        if (q.Length != p.Length || q.Length % 3 != 0 || q.Length < 6)
        {
            throw new ArgumentException($"An event of {q.Length} numbers cannot become one of {p.Length}; both need three for each of at least two particles.", nameof(q));
        }

        q.CopyTo(p);
        for (int pass = 0; pass < MostPasses; pass++)
        {
            Fibre fibre = FibreOf(p, energy);
            Boost(p, fibre.X, fibre.Y, fibre.Z, fibre.Scale);
            if (LeftOver(p, energy) <= Rounding)
            {
                return;
            }
        }
    }

    /// <summary>The boost and the scale by which an event is mapped: its place on the fibre over its momenta.</summary>
    /// <param name="q">3N numbers.</param>
    /// <param name="energy">Total energy of the momenta.</param>
    /// <exception cref="ArgumentException">Numbers that are not finite, or vectors that are all parallel.</exception>
    public static Fibre FibreOf(ReadOnlySpan<double> q, double energy)
    {
        double x = 0, y = 0, z = 0;
        for (int i = 0; i < q.Length; i += 3)
        {
            x += q[i];
            y += q[i + 1];
            z += q[i + 2];
        }

        double mass = Math.Sqrt(MassSquared(q));
        if (!(mass > 0 && double.IsFinite(mass)))
        {
            throw new ArgumentException("Vectors that are all parallel, or not finite, have no image in phase space.", nameof(q));
        }

        return new(-x / mass, -y / mass, -z / mass, energy / mass);
    }

    /// <summary>The inverse of the map at a place on the fibre: q with <see cref="ToMomenta"/>(q) = p and <see cref="FibreOf"/>(q) = fibre.</summary>
    /// <param name="p">Momenta with total momentum zero, 3N numbers.</param>
    /// <param name="fibre">The place.</param>
    /// <param name="q">Receives 3N numbers.</param>
    public static void FromMomenta(ReadOnlySpan<double> p, Fibre fibre, Span<double> q)
    {
        p.CopyTo(q);
        Boost(q, -fibre.X, -fibre.Y, -fibre.Z, 1 / fibre.Scale);
    }

    /// <summary>M² = 2Σ(|q_i||q_j| − q_i·q_j), a sum of terms that are not negative and free of cancellation: |q_i×q_j|²/(|q_i||q_j| + q_i·q_j).</summary>
    private static double MassSquared(ReadOnlySpan<double> q)
    {
        double sum = 0;
        for (int i = 3; i < q.Length; i += 3)
        {
            for (int j = 0; j < i; j += 3)
            {
                sum += ProductOf(q.Slice(i, 3), q.Slice(j, 3));
            }
        }

        return 2 * sum;
    }

    /// <summary>The four-product |a||b| − a·b of two massless momenta.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector.</param>
    internal static double ProductOf(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double dot = (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
        double lengths = Length(a) * Length(b);
        if (dot <= 0)
        {
            return lengths - dot;
        }

        double x = (a[1] * b[2]) - (a[2] * b[1]);
        double y = (a[2] * b[0]) - (a[0] * b[2]);
        double z = (a[0] * b[1]) - (a[1] * b[0]);
        return ((x * x) + (y * y) + (z * z)) / (lengths + dot);
    }

    /// <summary>The length of a vector of three numbers.</summary>
    /// <param name="v">The vector.</param>
    internal static double Length(ReadOnlySpan<double> v) => Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2]));

    private static void Boost(Span<double> vectors, double bx, double by, double bz, double scale)
    {
        double a = 1 / (1 + Math.Sqrt(1 + (bx * bx) + (by * by) + (bz * bz)));
        for (int i = 0; i < vectors.Length; i += 3)
        {
            Span<double> v = vectors.Slice(i, 3);
            double factor = Length(v) + (a * ((bx * v[0]) + (by * v[1]) + (bz * v[2])));
            v[0] = scale * (v[0] + (factor * bx));
            v[1] = scale * (v[1] + (factor * by));
            v[2] = scale * (v[2] + (factor * bz));
        }
    }

    private static double LeftOver(ReadOnlySpan<double> p, double energy)
    {
        double x = 0, y = 0, z = 0, total = -energy;
        for (int i = 0; i < p.Length; i += 3)
        {
            x += p[i];
            y += p[i + 1];
            z += p[i + 2];
            total += Length(p.Slice(i, 3));
        }

        return Math.Max(Math.Max(Math.Abs(x), Math.Abs(y)), Math.Max(Math.Abs(z), Math.Abs(total))) / energy;
    }
}

using static Mandelstam.Kinematics;

namespace Shapes;

/// <summary>e⁺e⁻ → up to four jets at the Z pole, in the centre of mass.</summary>
[Event]
public partial record EeToHadrons
{
    [Column("j{1,2,3,4}_{px,py,pz,e}", Count = "nj", Absent = 0)] public partial UpTo4<FourVector<CentreOfMass>> Jets { get; init; }
    [Column("sqrt_s")] public partial Energy SqrtS { get; init; }

    private Energy Visible => Jets.Sum(j => j.E);

    [Feature, InvariantUnder<Rotations, Permutation>] public double VisibleFraction => Visible / SqrtS;

    [Feature, InvariantUnder<Rotations, Permutation>] public Energy SumP => Jets.Sum(j => j.P);

    /// <summary>C parameter-like: three halves of the sum of products of eigenvalues.</summary>
    [Feature(Absent = -1), InvariantUnder<Rotations, Permutation>]
    public double? CParameter
    {
        get
        {
            Energy norm = Jets.Sum(j => j.P);
            if (norm <= 0.GeV)
            {
                return null;
            }

            Energy xx = Jets.Sum(j => j.Px * j.Px / j.P), yy = Jets.Sum(j => j.Py * j.Py / j.P), zz = Jets.Sum(j => j.Pz * j.Pz / j.P);
            Energy xy = Jets.Sum(j => j.Px * j.Py / j.P), yz = Jets.Sum(j => j.Py * j.Pz / j.P), zx = Jets.Sum(j => j.Pz * j.Px / j.P);
            GeV2 minors = xx * yy + yy * zz + zz * xx - xy * xy - yz * yz - zx * zx;
            return 3 * (minors / norm.Squared);
        }
    }

    /// <summary>The determinant of the sphericity tensor.</summary>
    [Feature(Absent = -1), InvariantUnder<Rotations>]
    public double? DParameter
    {
        get
        {
            Energy norm = Jets.Sum(j => j.P);
            if (norm <= 0.GeV) return null;
            double xx = Jets.Sum(j => j.Px * j.Px / j.P) / norm, yy = Jets.Sum(j => j.Py * j.Py / j.P) / norm, zz = Jets.Sum(j => j.Pz * j.Pz / j.P) / norm;
            double xy = Jets.Sum(j => j.Px * j.Py / j.P) / norm, yz = Jets.Sum(j => j.Py * j.Pz / j.P) / norm, zx = Jets.Sum(j => j.Pz * j.Px / j.P) / norm;
            return 27 * (xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * zx) + zx * (xy * yz - yy * zx));
        }
    }

    /// <summary>Thrust along the leading jet.</summary>
    [Feature(Absent = -1)]
    public double? ThrustAlongLeading
    {
        get
        {
            if (!Jets.Has(0)) return null;
            FourVector<CentreOfMass> axis = Jets[0];
            Energy along = Jets.Sum(j => Abs(j.P3.Dot(axis.P3)) / axis.P);
            return along / Jets.Sum(j => j.P);
        }
    }

    [Feature(Absent = -1), InvariantUnder<Lorentz>]
    public double? Y23 => Jets.Has(2) ? Min(Jets[0] * Jets[1], Min(Jets[1] * Jets[2], Jets[0] * Jets[2])) / SqrtS.Squared : null;

    [Feature] public Energy MissingEnergy => SqrtS - Visible;

    [Feature(Absent = -1)]
    public double? Acoplanarity => Jets.Has(1) ? Math.PI - Abs(DeltaPhi(Jets[0], Jets[1])).Value : null;

    [Selection] public bool Hadronic => Jets.Count >= 2 && Visible > 0.5 * SqrtS;
}

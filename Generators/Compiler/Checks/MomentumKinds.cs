using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Which expressions are energies and which are momenta, by the accessors that gave them and by the names of columns.</summary>
internal sealed class MomentumKinds
{
    private const int Depth = 8;

    private readonly BodyTrace _trace;
    private readonly Dictionary<Expr, FourVectorValue?> _energies = [];
    private readonly HashSet<Expr> _momenta = [], _magnitudes = [], _products = [], _speeds = [], _longitudinal = [], _rapidities = [];
    private readonly Dictionary<Expr, FourVectorValue?> _wholeMomenta = [];

    public MomentumKinds(BodyTrace trace)
    {
        _trace = trace;
        foreach (Site site in trace.Sites)
        {
            if (site.Term.Kind != TermKind.Call || site.Result is not ScalarValue { Expr: { } expr })
            {
                continue;
            }

            switch (site.Term.Name)
            {
                case "FourVector.E" or "FourVector.Et" or "FourVector.Mt":
                    _energies[expr] = site.Operands[0] as FourVectorValue;
                    break;
                case "Momentum.Magnitude":
                    _magnitudes.Add(expr);
                    break;
                case "Momentum.Dot" or "TransverseVector.Dot" when !Equals(site.Operands[0], site.Operands[1]):
                    _products.Add(expr);
                    break;
                case "Velocity.Beta":
                    _speeds.Add(expr);
                    break;
                case "Velocity.Z":
                    _longitudinal.Add(expr);
                    break;
                case "FourVector.Eta" or "FourVector.Rapidity":
                    _rapidities.Add(expr);
                    break;
                case "FourVector.P" or "FourVector.Px" or "FourVector.Py" or "FourVector.Pz" or "FourVector.Pt"
                    or "TransverseVector.X" or "TransverseVector.Y" or "TransverseVector.Pt":
                    _momenta.Add(expr);
                    if (site.Term.Name == "FourVector.P")
                    {
                        _wholeMomenta[expr] = site.Operands[0] as FourVectorValue;
                    }

                    break;
            }
        }
    }

    /// <summary>What an accessor of a vector gave: a quantity of its own, whatever it is computed from.</summary>
    public bool IsAccessor(Expr e) => _energies.ContainsKey(e) || _momenta.Contains(e);

    /// <summary>The scalar product of two momenta, as a whole.</summary>
    public bool IsProduct(Expr e) => _products.Contains(e);

    /// <summary>An energy or the magnitude of a momentum, as an accessor gave it.</summary>
    public bool IsMagnitude(Expr e) => _magnitudes.Contains(e) || IsAccessor(e);

    /// <summary>A velocity, or a momentum over the energy of the same object.</summary>
    public bool IsSpeed(Expr e) => _speeds.Contains(e) || (e.Op == Op.Divide && IsSameObject(e.Arguments[1], e.Arguments[0]) && !IsComponent(e.Arguments[1], e.Arguments[0]));

    /// <summary>The component of a velocity along z, or that of a momentum over the energy of the same object.</summary>
    public bool IsLongitudinalVelocity(Expr e) => _longitudinal.Contains(e)
        || (e.Op == Op.Divide && IsSameObject(e.Arguments[1], e.Arguments[0]) && (Word(e.Arguments[0]) == "pz" || e.Arguments[0] == VectorOf(e.Arguments[1])?.Pz));

    /// <summary>The magnitude of a momentum, and its component along z.</summary>
    public bool AreMomentumAndPz(Expr momentum, Expr component) => _wholeMomenta.TryGetValue(momentum, out FourVectorValue? vector) && vector is not null && component == vector.Pz;

    /// <summary>The cosine of the angle to the beam: pz over the magnitude of the same momentum.</summary>
    public bool IsCosineToBeam(Expr e) => e.Op == Op.Divide && AreMomentumAndPz(e.Arguments[1], e.Arguments[0].Op == Op.Abs ? e.Arguments[0].Arguments[0] : e.Arguments[0]);

    /// <summary>The energy and the momentum along z of one vector.</summary>
    public bool AreEnergyAndPz(Expr energy, Expr momentum) => VectorOf(energy) is { } vector && energy == vector.E && momentum == vector.Pz;

    /// <summary>The square of a velocity.</summary>
    public bool IsSquaredSpeed(Summand term) => term.Number < 0 && term.IsSquare && IsSpeed(term.Factors[0]);

    /// <summary>A pseudorapidity or rapidity, as an accessor gave it.</summary>
    public bool IsRapidity(Expr e) => _rapidities.Contains(e);

    /// <summary>An energy, or a sum or multiple of energies.</summary>
    public bool IsEnergy(Expr e) => Is(e, x => _energies.ContainsKey(x) || Word(x) is "e" or "energy" or "et", Depth);

    /// <summary>A momentum or a component of one, or a sum or multiple.</summary>
    public bool IsMomentum(Expr e) => Is(e, x => _momenta.Contains(x) || Word(x) is "p" or "pt" or "px" or "py" or "pz" or "momentum", Depth)
        || (e.Op == Op.Sqrt && Sums.Terms(e.Arguments[0], IsAccessor).All(t => t.IsSquare && t.Number > 0 && Is(t.Factors[0], x => _momenta.Contains(x) || Word(x) is "px" or "py" or "pz", Depth)));

    /// <summary>An energy, and a momentum of the same object.</summary>
    public bool IsSameObject(Expr energy, Expr momentum)
    {
        if (_energies.TryGetValue(energy, out FourVectorValue? vector) && vector is not null)
        {
            return momentum == vector.P || momentum == vector.Pz || momentum == vector.Pt || momentum == vector.Px || momentum == vector.Py;
        }

        return Word(energy) is "e" or "energy" && Word(momentum) is "p" or "pz" && Stem(energy) == Stem(momentum);
    }

    private FourVectorValue? VectorOf(Expr energy) => _energies.TryGetValue(energy, out FourVectorValue? vector) ? vector : null;

    // Of what belongs to one object: not the magnitude.
    private bool IsComponent(Expr energy, Expr momentum) => VectorOf(energy) is { } vector ? momentum != vector.P : Word(momentum) == "pz";

    private static bool Is(Expr e, Func<Expr, bool> known, int depth) => known(e) || (depth > 0 && e.Op switch
    {
        Op.Add => Is(e.Arguments[0], known, depth - 1) && Is(e.Arguments[1], known, depth - 1),

        // What is left of a fixed energy, √s − E, is an energy too.
        Op.Subtract => (e.Arguments[0].Op == Op.Constant || Is(e.Arguments[0], known, depth - 1)) && Is(e.Arguments[1], known, depth - 1),
        Op.Negate or Op.Abs => Is(e.Arguments[0], known, depth - 1),
        Op.Multiply => e.Arguments.Any(static a => a.Op == Op.Constant) && e.Arguments.Where(static a => a.Op != Op.Constant).All(a => Is(a, known, depth - 1)),
        Op.Select => e.Arguments.Skip(1).Where(static a => !a.Is(0)).All(a => Is(a, known, depth - 1)),
        _ => false,
    });

    private string Name(Expr e) =>
        e.Op == Op.Column ? _trace.Spec.Columns[e.Index].Name
        : e.Op == Op.Multiply && e.Arguments.FirstOrDefault(static a => a.Op == Op.Column) is { } column && e.Arguments.Any(static a => a.Op == Op.Constant)
            ? _trace.Spec.Columns[column.Index].Name
        : "";

    private string Word(Expr e) => ColumnWords.Last(Name(e));

    private string Stem(Expr e)
    {
        string name = Name(e);
        return name.Substring(0, name.Length - Word(e).Length);
    }
}

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>What the columns hold before and after a motion, in symbols; null for what is not known.</summary>
internal sealed class SymbolicEvent
{
    private readonly BodyTrace _trace;
    private readonly Motion _motion;
    private readonly Circumstances _case;
    private readonly Field _field;
    private readonly Functions _functions;
    private readonly StoredDomains _domains;
    private readonly Quotient _angle;
    private readonly Quotient _boost;
    private readonly Dictionary<int, (Quotient? Before, Quotient? After)> _columns = [];

    /// <summary>Makes the columns.</summary>
    /// <param name="trace">The event.</param>
    /// <param name="motion">The motion.</param>
    /// <param name="exchanged">For an exchange: the member, and the first of the two objects.</param>
    /// <param name="circumstances">Which objects are there.</param>
    /// <param name="columns">The columns that matter.</param>
    /// <param name="field">Makes the symbols.</param>
    /// <param name="functions">Makes the functions.</param>
    public SymbolicEvent(BodyTrace trace, Motion motion, (int Member, int Slot) exchanged, Circumstances circumstances, ISet<int> columns, Field field, Functions functions)
    {
        (_trace, _motion, _case, _field, _functions) = (trace, motion, circumstances, field, functions);
        _domains = new(trace.Spec);
        _angle = Quotient.Of(field.Unit());
        _boost = Quotient.Of(field.Free(isPositive: true));
        EventSpec spec = trace.Spec;
        for (int i = 0; i < spec.Members.Count; i++)
        {
            MemberSpec member = spec.Members[i];
            if (!member.Columns.Any(columns.Contains) && !columns.Contains(member.CountColumn))
            {
                continue;
            }

            if (member.CountColumn >= 0)
            {
                Quotient count = circumstances.CountOf(member.CountColumn) is { } number ? functions.Constant(number) : Quotient.Of(field.Free(mayCoincide: true));
                _columns[member.CountColumn] = (count, count);
            }

            if (member.Kind == MemberKind.Scalar && member.Columns.Count > 0)
            {
                (Quotient? before, Quotient? after) = Scalar(member);
                Put(member.Columns[0], before, after);
            }
            else if (member.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse)
            {
                Vectors(member, i, exchanged);
            }
        }
    }

    /// <summary>The values of an input.</summary>
    public (Quotient? Before, Quotient? After) Of(Expr input)
    {
        if (input.Op == Op.Column && _columns.TryGetValue(input.Index, out (Quotient? Before, Quotient? After) known))
        {
            return known;
        }

        Quotient inert = Quotient.Of(_field.Free(mayCoincide: true));
        return (inert, inert);
    }

    private void Put(int column, Quotient? before, Quotient? after)
    {
        // In the file's unit, of which the bodies know.
        double scale = _trace.Spec.Columns[column].Scale;
        Quotient? InUnit(Quotient? value) => value is null || scale == 1 ? value : _field.Ratio(value, _functions.Constant(scale));
        Quotient? first = InUnit(before);
        _columns[column] = (first, ReferenceEquals(before, after) ? first : InUnit(after));
    }

    private void Vectors(MemberSpec member, int index, (int Member, int Slot) exchanged)
    {
        int width = member.Columns.Count / member.Capacity, there = member.Kind == MemberKind.FourVectors ? _case.NumberOf(index) : member.Capacity;
        Quotient[][] before = new Quotient[there][], after = new Quotient[there][];
        bool isKnown = member.Kind != MemberKind.Transverse || _motion is not Motion.QuarterTurnX;
        for (int slot = 0; slot < there; slot++)
        {
            (SymbolicMomentum first, SymbolicMomentum then) = Moved(member.Coordinates, member.Kind == MemberKind.Transverse);
            before[slot] = [.. first.In(member.Coordinates, _field, _functions)];
            after[slot] = ReferenceEquals(first, then) ? before[slot] : [.. then.In(member.Coordinates, _field, _functions)];
        }

        for (int slot = 0; slot < member.Capacity; slot++)
        {
            int from = exchanged.Member != index || _motion != Motion.Exchange ? slot : slot == exchanged.Slot ? slot + 1 : slot == exchanged.Slot + 1 ? slot - 1 : slot;
            for (int k = 0; k < width; k++)
            {
                int column = member.Columns[(slot * width) + k];
                if (slot >= there)
                {
                    Quotient absent = _functions.Constant(member.Absent);
                    _columns[column] = (absent, absent);
                }
                else
                {
                    Put(column, isKnown ? before[slot][k] : null, isKnown ? (_motion == Motion.Exchange ? before : after)[from][k] : null);
                }
            }
        }
    }

    private (SymbolicMomentum Before, SymbolicMomentum After) Moved(Coordinates coordinates, bool isTransverse)
    {
        bool isMassless = isTransverse || coordinates is Coordinates.PtEtaPhi or Coordinates.PxPyPz;
        Quotient Real() => Quotient.Of(_field.Free());
        Quotient Positive() => Quotient.Of(_field.Free(isPositive: true));
        if (_motion == Motion.QuarterTurnX && !isTransverse)
        {
            bool hasEnergy = coordinates is Coordinates.PtEtaPhiE or Coordinates.PxPyPzE;
            Quotient px = Real(), py = Real(), pz = Real();
            Quotient? energy = hasEnergy ? Positive() : null, mass = isMassless || hasEnergy ? null : Positive();
            return (SymbolicMomentum.OfComponents(_field, px, py, pz, energy, mass), SymbolicMomentum.OfComponents(_field, px, -pz, py, energy, mass));
        }

        Quotient pt = Positive(), mt = isMassless ? pt : Positive(), phase = Quotient.Of(_field.Unit()), rapidity = isTransverse ? Quotient.One : Positive();
        SymbolicMomentum before = SymbolicMomentum.OfLightCone(_field, pt, mt, phase, rapidity);
        SymbolicMomentum after = _motion switch
        {
            Motion.RotationZ => SymbolicMomentum.OfLightCone(_field, pt, mt, _field.Product(phase, _angle), rapidity),
            Motion.BoostZ when !isTransverse => SymbolicMomentum.OfLightCone(_field, pt, mt, phase, _field.Product(rapidity, _boost)),
            Motion.ReflectionZ when !isTransverse => SymbolicMomentum.OfLightCone(_field, pt, mt, phase, _field.Inverse(rapidity)),
            _ => before,
        };
        return (before, after);
    }

    // As the groups of the numerical experiment act on them.
    private (Quotient? Before, Quotient? After) Scalar(MemberSpec member)
    {
        string type = member.ScalarType;
        if (_motion == Motion.QuarterTurnX && Groups.Rotations.Scalar(type, 0.0).IsNaN)
        {
            return (null, null);
        }

        if (type == "Azimuth")
        {
            Quotient phase = Quotient.Of(_field.Unit()), moved = _field.Product(phase, _angle);
            Quotient angle = _functions.Angle(phase, _field.Inverse(phase));
            return (angle, _motion == Motion.RotationZ ? _functions.Angle(moved, _field.Inverse(moved)) : angle);
        }

        bool mayCoincide = type is not ("Energy" or "GeV2" or "Angle" or "Rapidity" or "Pseudorapidity");
        bool isPositive = !mayCoincide && _domains.Of(_trace.Pool.Input(Op.Column, member.Columns[0])).Min >= 0;
        Quotient before = Quotient.Of(_field.Free(isPositive, mayCoincide));
        return (before, (type, _motion) switch
        {
            ("Rapidity" or "Pseudorapidity", Motion.BoostZ) => _field.Sum(before, _functions.Log(_field.Product(_boost, _boost))),
            ("Rapidity" or "Pseudorapidity", Motion.ReflectionZ) => -before,
            _ => before,
        });
    }
}

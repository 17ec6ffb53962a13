using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The operations of the language by id, "Type.Member", and what each means in symbols: one table, one line an operation.</summary>
public static class Intrinsics
{
    private static readonly Dictionary<string, Meaning> Table = Build();

    /// <summary>What an operation means: its operands (receiver first) to its value.</summary>
    internal delegate Value Meaning(Lowerer lowerer, Value[] operands, Term term);

    /// <summary>Every id, for the test that holds the table against the real types.</summary>
    public static IEnumerable<string> Ids => Table.Keys;

    /// <summary>Is there a meaning for the id?</summary>
    public static bool Knows(string id) => Table.ContainsKey(id);

    internal static Meaning? Find(string id) => Table.TryGetValue(id, out Meaning? meaning) ? meaning : null;

    private static Dictionary<string, Meaning> Build()
    {
        Dictionary<string, Meaning> table = new(StringComparer.Ordinal);

        void Vector(string name, Func<FourVectorValue, Value> meaning) => table["FourVector." + name] = (_, o, _) => meaning((FourVectorValue)o[0]);
        void VectorScalar(string name, Func<FourVectorValue, Expr> meaning) => Vector(name, v => new ScalarValue(meaning(v)));
        void Plane(string name, Func<TransverseValue, Expr> meaning) => table["TransverseVector." + name] = (_, o, _) => new ScalarValue(meaning((TransverseValue)o[0]));
        void Space(string name, Func<SpatialValue, Expr> momentum, Func<FourVectorValue, Expr> body)
        {
            table["Momentum." + name] = table["Direction." + name] = (_, o, _) => new ScalarValue(momentum((SpatialValue)o[0]));
            table["Velocity." + name] = (l, o, _) => new ScalarValue(((VelocityValue)o[0]).Component(l.Pool, body));
        }

        void Scalar(string id, Func<ExprPool, Expr, Expr> meaning) => table[id] = (l, o, _) => new ScalarValue(meaning(l.Pool, ((ScalarValue)o[0]).Expr));
        void Scalar2(string id, Func<ExprPool, Expr, Expr, Expr> meaning) =>
            table[id] = (l, o, _) => new ScalarValue(meaning(l.Pool, ((ScalarValue)o[0]).Expr, ((ScalarValue)o[1]).Expr));

        VectorScalar("Pt", static v => v.Pt);
        VectorScalar("Eta", static v => v.Eta);
        VectorScalar("Phi", static v => v.Phi);
        VectorScalar("Px", static v => v.Px);
        VectorScalar("Py", static v => v.Py);
        VectorScalar("Pz", static v => v.Pz);
        VectorScalar("P", static v => v.P);
        VectorScalar("E", static v => v.E);
        VectorScalar("M2", static v => v.M2);
        VectorScalar("Mass", static v => v.Mass);
        VectorScalar("Et", static v => v.Et);
        VectorScalar("Mt2", static v => v.Mt2);
        VectorScalar("Rapidity", static v => v.Rapidity);
        table["FourVector.Mt"] = static (l, o, _) => new ScalarValue(FourVectorValue.SignedRoot(l.Pool, ((FourVectorValue)o[0]).Mt2));
        Vector("Transverse", static v => v.Transverse);
        table["FourVector.ScaledMomentum"] = static (l, o, _) => ((FourVectorValue)o[0]).ScaledMomentum(Number(o[1]), l.MayBeNegative(Number(o[1])));
        table["FourVector.Rotated"] = static (_, o, _) => ((FourVectorValue)o[0]).Rotated(Number(o[1]));
        table["FourVector.BoostedZ"] = static (_, o, _) => ((FourVectorValue)o[0]).BoostedZ(Number(o[1]));
        table["FourVector.InRestFrameOf"] = static (_, o, _) => ((FourVectorValue)o[0]).InRestFrameOf((FourVectorValue)o[1]);
        table["FourVector.ToLab"] = static (_, o, _) => ((FourVectorValue)o[0]).FromRestFrameOf((FourVectorValue)o[1]);
        table["FourVector.Boost"] = static (_, o, _) => ((VelocityValue)o[1]).Boost((FourVectorValue)o[0]);
        Vector("Velocity", static v => new VelocityValue(v, false));
        Vector("VelocityOf", static v => new VelocityValue(v, false));
        Vector("P3", static v => new SpatialValue(v.Px, v.Py, v.Pz));
        table["FourVector.Zero"] = static (l, _, _) => FourVectorValue.Null(l.Pool);
        table["FourVector.Rounded"] = static (_, o, t) => ((FourVectorValue)o[0]).Rounded(Decimals(o[1], t));
        table["FourVector.DeltaPhi"] = static (l, o, _) => new ScalarValue(DeltaPhi(l.Pool, AzimuthOf(o[0]), AzimuthOf(o[1])));
        table["FourVector.DeltaR"] = static (l, o, t) =>
            new ScalarValue(DeltaR(l.Pool, (FourVectorValue)o[0], (FourVectorValue)o[1], rapidity: o.Length > 2 && Number(o[2]).Is(1)));
        table["FourVector.DeltaRapidityR"] = static (l, o, _) => new ScalarValue(DeltaR(l.Pool, (FourVectorValue)o[0], (FourVectorValue)o[1], rapidity: true));
        table["FourVector.OpeningAngle"] = static (_, o, _) => new ScalarValue(FourVectorValue.OpeningAngle((FourVectorValue)o[0], (FourVectorValue)o[1]));
        foreach (Coordinates coordinates in new[]
        {
            Coordinates.PtEtaPhi, Coordinates.PtEtaPhiM, Coordinates.PtEtaPhiE, Coordinates.PtYPhiM, Coordinates.PxPyPzM, Coordinates.PxPyPzE,
        })
        {
            table["FourVector." + coordinates] = (l, o, _) => FourVectorValue.From(l.Pool, coordinates, [.. o.Select(Number)], "p", l.MayBeNegative);
        }

        table["Momentum.Zero"] = table["Direction.Zero"] = static (l, _, _) => new SpatialValue(l.Pool.Zero, l.Pool.Zero, l.Pool.Zero);
        Space("X", static m => m.X, static v => v.Px);
        Space("Y", static m => m.Y, static v => v.Py);
        Space("Z", static m => m.Z, static v => v.Pz);
        table["Momentum.Dot"] = table["Momentum.Dot(Direction)"] = table["Direction.Dot"] = static (l, o, _) => new ScalarValue(((SpatialValue)o[0]).Dot(l.Pool, (SpatialValue)o[1]));
        table["Momentum.Magnitude"] = table["Direction.Magnitude"] = static (l, o, _) => new ScalarValue(((SpatialValue)o[0]).Magnitude(l.Pool));
        table["Momentum.Direction"] = static (l, o, _) => ((SpatialValue)o[0]).Direction(l.Pool);
        table["Direction.Cross"] = static (l, o, _) => ((SpatialValue)o[0]).Cross(l.Pool, (SpatialValue)o[1]);
        table["Momentum.OpeningAngle"] = table["Direction.OpeningAngle"] = static (l, o, _) =>
        {
            (SpatialValue a, SpatialValue b) = ((SpatialValue)o[0], (SpatialValue)o[1]);
            return new ScalarValue(a.OpeningAngle(l.Pool, a.Magnitude(l.Pool), b, b.Magnitude(l.Pool)));
        };
        table["Velocity.Beta"] = static (l, o, _) => new ScalarValue(l.Pool.Divide(((VelocityValue)o[0]).Body.P, ((VelocityValue)o[0]).Body.E));
        table["Velocity.Gamma"] = static (l, o, _) =>
            new ScalarValue(l.Pool.Divide(((VelocityValue)o[0]).Body.E, l.Pool.Unary(Op.Sqrt, ((VelocityValue)o[0]).Body.M2)));

        Plane("X", static v => v.X);
        Plane("Y", static v => v.Y);
        Plane("Pt", static v => v.Pt);
        Plane("Phi", static v => v.Phi);
        table["TransverseVector.Rounded"] = static (l, o, t) =>
        {
            TransverseValue v = (TransverseValue)o[0];
            int decimals = Decimals(o[1], t);
            Expr Round(Expr x, string suffix) => l.Pool.Round(x, decimals).Named(v.Name + suffix + "Rounded");
            return new TransverseValue(l.Pool, true, Round(v.Pt, "Pt"), Round(v.Phi, "Phi"), v.Name);
        };
        table["TransverseVector.DeltaPhi"] = static (l, o, _) => new ScalarValue(DeltaPhi(l.Pool, AzimuthOf(o[0]), AzimuthOf(o[1])));
        table["TransverseVector.Dot"] = static (l, o, _) =>
        {
            TransverseValue a = (TransverseValue)o[0], b = (TransverseValue)o[1];
            return new ScalarValue(l.Pool.Add(l.Pool.Multiply(a.X, b.X), l.Pool.Multiply(a.Y, b.Y)));
        };
        table["TransverseVector.PtPhi"] = static (l, o, _) => new TransverseValue(l.Pool, true, Number(o[0]), Number(o[1]), "pT");
        table["TransverseVector.XY"] = static (l, o, _) => new TransverseValue(l.Pool, false, Number(o[0]), Number(o[1]), "pT");
        table["TransverseVector.Zero"] = static (l, _, _) => new TransverseValue(l.Pool, false, l.Pool.Zero, l.Pool.Zero, "pT");
        table["TransverseNoise.X"] = static (_, o, _) => new ScalarValue(((TransverseValue)o[0]).X);
        table["TransverseNoise.Y"] = static (_, o, _) => new ScalarValue(((TransverseValue)o[0]).Y);
        table["TransverseNoise.new"] = static (l, o, _) => new TransverseValue(l.Pool, false, Number(o[0]), Number(o[1]), "noise");
        table["Noise2.X"] = static (_, o, _) => new ScalarValue(((PairValue)o[0]).First);
        table["Noise2.Y"] = static (_, o, _) => new ScalarValue(((PairValue)o[0]).Second);
        table["Noise1.Value"] = static (_, o, _) => o[0];

        foreach (string objects in Collections.Names)
        {
            table[objects + ".Of"] = static (l, o, _) =>
                new ObjectsValue([.. o.Skip(1).Select(item => Given(l, item))], Number(o[0]));
            table[objects + ".Count"] = static (_, o, _) => new ScalarValue(((ObjectsValue)o[0]).Count);
            table[objects + ".Has"] = static (l, o, t) => new ScalarValue(Slot(l, o, t).Present);
            table[objects + ".this[]"] = static (l, o, t) =>
            {
                (Expr present, Value item) = Slot(l, o, t);
                l.Require(present, t);
                return item;
            };
            table[objects + ".Map"] = static (l, o, _) =>
            {
                ObjectsValue all = (ObjectsValue)o[0];
                return all with { Slots = [.. all.Slots.Select(s => (s.Present, l.Apply((LambdaValue)o[1], s.Item, s.Present)))] };
            };
            table[objects + ".Where"] = static (l, o, _) =>
            {
                ObjectsValue all = (ObjectsValue)o[0];
                List<(Expr, Value)> slots = [];
                Expr count = all.Count;
                foreach ((Expr present, Value item) in all.Slots)
                {
                    Expr keep = ((ScalarValue)l.Apply((LambdaValue)o[1], item, present)).Expr;
                    slots.Add((l.Pool.And(present, keep), item));
                    Expr removed = l.Pool.And(present, l.Pool.Not(keep));
                    count = l.Pool.Subtract(count, l.Pool.AsNumber(removed));
                }

                return new ObjectsValue(slots, count);
            };
            table[objects + ".OrderByDescending"] = static (l, o, t) => Ordered(l, (ObjectsValue)o[0], (LambdaValue)o[1], t);
            table[objects + ".Sum"] = static (l, o, t) => Sum(l, (ObjectsValue)o[0], o.Length > 1 ? (LambdaValue)o[1] : null, t);
            table[objects + ".Max"] = static (l, o, _) => Extreme(l, o, Op.Max);
            table[objects + ".Min"] = static (l, o, _) => Extreme(l, o, Op.Min);
            table[objects + ".CountWhere"] = static (l, o, _) => new ScalarValue(Conditions(l, o).Aggregate(l.Pool.Zero, (sum, c) => l.Pool.Add(sum, l.Pool.AsNumber(c.Holds))));
            table[objects + ".Any"] = static (l, o, _) => new ScalarValue(Conditions(l, o).Aggregate(l.Pool.False, (any, c) => l.Pool.Or(any, c.Holds)));
            table[objects + ".All"] = static (l, o, _) => new ScalarValue(Conditions(l, o).Aggregate(l.Pool.True, (all, c) => l.Pool.And(all, l.Pool.Or(l.Pool.Not(c.Present), c.Holds))));
        }

        foreach ((string constant, double value) in new[]
        {
            ("FermiCoupling", Couplings.Fermi), ("FineStructure", Couplings.FineStructure), ("FineStructureAtZ", Couplings.FineStructureAtZ),
            ("StrongCouplingAtZ", Couplings.StrongAtZ), ("WeakMixingAtZ", Couplings.WeakMixingAtZ), ("PicobarnPerInverseGeV2", Couplings.PicobarnPerInverseGeV2),
        })
        {
            table["Constants." + constant] = (l, _, _) => new ScalarValue(l.Pool.Constant(value));
        }

        foreach ((string unit, double value) in new[] { ("GeV", 1.0), ("MeV", 1e-3), ("TeV", 1e3), ("KeV", 1e-6), ("Rad", 1.0), ("Deg", Math.PI / 180) })
        {
            Scalar("Units." + unit, (p, x) => p.Multiply(x, p.Constant(value)));
        }

        foreach ((string unit, double value) in new[] { ("InGeV", 1.0), ("InMeV", 1e3), ("InTeV", 1e-3) })
        {
            Scalar("Energy." + unit, (p, x) => p.Multiply(x, p.Constant(value)));
        }

        foreach (string quantity in new[] { "Energy", "GeV2", "GeV4", "InverseGeV2", "InverseGeV4", "Angle", "Azimuth", "RawAngle", "Pseudorapidity", "Rapidity", "IQuantity" })
        {
            Scalar(quantity + ".Value", static (_, x) => x);
        }

        foreach (string quantity in new[] { "Energy", "GeV2", "GeV4", "InverseGeV2", "InverseGeV4", "Angle", "Azimuth" })
        {
            table[quantity + ".Zero"] = static (l, _, _) => new ScalarValue(l.Pool.Zero);
        }

        foreach (string quantity in new[] { "Energy", "GeV2", "GeV4", "InverseGeV2", "InverseGeV4", "Angle", "Azimuth", "RawAngle", "Pseudorapidity", "Rapidity", "Noise1" })
        {
            Scalar(quantity + ".new", static (_, x) => x);
        }

        table["Noise2.new"] = static (_, o, _) => new PairValue(Number(o[0]), Number(o[1]));
        table["Func.Invoke"] = static (l, o, t) => o[0] is LambdaValue function ? l.Apply(function, o[1], l.Pool.True) : throw Lowerer.Fail(Rules.UnsupportedConstruct, t.Span, "a function out of sight");
        table["Nullable.Value"] = static (l, o, t) =>
        {
            switch (o[0])
            {
                case NullValue:
                    throw l.IsAbsent(t);
                case OptionalValue optional:
                    l.Require(optional.Present, t);
                    return optional.Inner;
                default:
                    return o[0];
            }
        };
        Scalar("Energy.Squared", static (p, x) => p.Square(x));
        Scalar("InverseGeV2.Squared", static (p, x) => p.Square(x));
        Scalar("GeV2.Squared", static (p, x) => p.Square(x));
        Scalar("GeV2.Sqrt", static (p, x) => p.Unary(Op.Sqrt, x));
        Scalar("GeV4.Sqrt", static (p, x) => p.Unary(Op.Sqrt, x));
        Scalar("GeV2.SignedSqrt", static (p, x) => FourVectorValue.SignedRoot(p, x));
        Scalar("Angle.InDegrees", static (p, x) => p.Multiply(x, p.Constant(180 / Math.PI)));
        foreach (string quantity in new[] { "Energy", "Angle", "Azimuth", "Pseudorapidity", "Rapidity" })
        {
            table[quantity + ".Rounded"] = static (l, o, t) => Rounded(l, Number(o[0]), Decimals(o[1], t));
        }

        Scalar("Kinematics.Wrap", static (p, x) => p.Unary(Op.WrapAngle, x));
        table["Kinematics.DeltaPhi"] = static (l, o, _) => new ScalarValue(DeltaPhi(l.Pool, AzimuthOf(o[0]), AzimuthOf(o[1])));
        table["Kinematics.DeltaEta"] = static (l, o, _) => new ScalarValue(l.Pool.Subtract(((FourVectorValue)o[1]).Eta, ((FourVectorValue)o[0]).Eta));
        table["Kinematics.DeltaR"] = table["FourVector.DeltaR"];
        table["Kinematics.DeltaRapidityR"] = table["FourVector.DeltaRapidityR"];
        table["Kinematics.OpeningAngle"] = table["FourVector.OpeningAngle"];
        table["Kinematics.InvariantMass"] = static (_, o, _) => new ScalarValue(o.Cast<FourVectorValue>().Aggregate(static (a, b) => a.Plus(b)).Mass);
        table["Kinematics.MinPairMass"] = static (l, o, _) =>
        {
            FourVectorValue[] vectors = [.. o.Cast<FourVectorValue>()];
            IEnumerable<Expr> masses = vectors.SelectMany((a, i) => vectors.Skip(i + 1).Select(b => a.Plus(b).Mass));
            return new ScalarValue(masses.Aggregate((least, mass) => l.Pool.Binary(Op.Min, least, mass)));
        };
        table["Kinematics.TransverseMass"] = static (l, o, _) =>
        {
            // 2 pT MET (1 − cos Δφ) = pT MET |û₁ − û₂|²: no cancellation where the two are almost parallel.
            FourVectorValue visible = (FourVectorValue)o[0];
            TransverseValue missing = (TransverseValue)o[1];
            string pair = visible.Name + CodeNames.Pascal(missing.Name);
            Expr gap = visible.IsPolar && missing.IsPolar
                ? FourVectorValue.TransverseGap(l.Pool, visible.Phi, missing.Phi, pair)
                : FourVectorValue.TransverseGap(l.Pool, visible.UnitX, visible.UnitY, missing.UnitX, missing.UnitY, pair);
            return new ScalarValue(l.Pool.Unary(Op.Sqrt, l.Pool.Multiply(l.Pool.Multiply(visible.Pt, missing.Pt), gap)));
        };

        foreach ((string name, Op op) in new[]
        {
            ("Sqrt", Op.Sqrt), ("Exp", Op.Exp), ("Log", Op.Log), ("Sin", Op.Sin), ("Cos", Op.Cos), ("Sinh", Op.Sinh), ("Cosh", Op.Cosh), ("Tanh", Op.Tanh),
            ("Abs", Op.Abs), ("Sign", Op.Sign),
        })
        {
            Scalar("Kinematics." + name, (p, x) => p.Unary(op, x));
            Scalar("Math." + name, (p, x) => p.Unary(op, x));
        }

        foreach ((string name, double number) in new[] { ("10", 10.0), ("2", 2.0) })
        {
            Scalar("Math.Log" + name, (p, x) => Logarithm(p, x, p.Constant(number)));
            Scalar("Double.Exp" + name, (p, x) => VaryingPower(p, p.Constant(number), x));
        }

        table["Math.Log"] = static (l, o, _) => new ScalarValue(o.Length == 1 ? l.Pool.Unary(Op.Log, Number(o[0])) : Logarithm(l.Pool, Number(o[0]), Number(o[1])));
        Scalar("Double.ExpM1", static (p, x) => p.Multiply(p.Unary(Op.Tanh, p.Multiply(p.Constant(0.5), x)), p.Add(p.Unary(Op.Exp, x), p.One)));
        Scalar("Double.LogP1", static (p, x) =>
        {
            // ln(1 + x) = 2 artanh(x / (2 + x)) does not lose a small x; of a large one that is 1.
            Expr small = p.Binary(Op.Min, x, p.One);
            return p.Select(
                p.Compare(Op.Less, x, p.One),
                p.Multiply(p.Constant(2), p.Unary(Op.Atanh, p.Divide(small, p.Add(p.Constant(2), small)))),
                p.Unary(Op.Log, p.Add(p.One, p.Binary(Op.Max, x, p.One))));
        });

        Scalar("Math.Asin", static (p, x) => p.Binary(Op.Atan2, x, p.Unary(Op.Sqrt, p.Multiply(p.Subtract(p.One, x), p.Add(p.One, x)))));
        Scalar("Math.Atan", static (p, x) => p.Binary(Op.Atan2, x, p.One));
        Scalar("Math.Acosh", static (p, x) => p.Multiply(p.Constant(2), p.Unary(Op.Asinh, p.Unary(Op.Sqrt, p.Multiply(p.Constant(0.5), p.Subtract(x, p.One))))));
        Scalar2("Math.CopySign", static (p, a, b) => p.Select(p.Compare(Op.Less, b, p.Zero), p.Negate(p.Unary(Op.Abs, a)), p.Unary(Op.Abs, a)));
        table["Math.IEEERemainder"] = table["Double.Ieee754Remainder"] = static (l, o, t) => Number(o[1]).Is(2 * Math.PI)
            ? new ScalarValue(l.Pool.Unary(Op.WrapAngle, Number(o[0])))
            : throw Lowerer.Fail(Rules.UnknownOperation, t.Span, t.Name + " by what is not 2π", Rules.InTheLanguage);

        foreach ((string name, Op op) in new[] { ("Tan", Op.Tan), ("Asinh", Op.Asinh), ("Atanh", Op.Atanh), ("Acos", Op.Acos) })
        {
            Scalar("Math." + name, (p, x) => p.Unary(op, x));
        }

        foreach ((string name, Op op) in new[] { ("Min", Op.Min), ("Max", Op.Max) })
        {
            Scalar2("Kinematics." + name, (p, a, b) => p.Binary(op, a, b));
            Scalar2("Math." + name, (p, a, b) => p.Binary(op, a, b));
        }

        table["Math.Clamp"] = static (l, o, _) => new ScalarValue(l.Pool.Binary(Op.Min, l.Pool.Binary(Op.Max, Number(o[0]), Number(o[1])), Number(o[2])));
        Scalar2("Math.Atan2", static (p, a, b) => p.Binary(Op.Atan2, a, b));
        table["Math.Pow"] = static (l, o, t) => new ScalarValue(Power(l.Pool, Number(o[0]), Number(o[1]), t));

        Scalar("Kinematics.Abs(Azimuth)", static (p, x) => p.Unary(Op.Abs, p.Unary(Op.WrapAngle, x)));

        Scalar2("Kinematics.DeltaEta(Pseudorapidity)", static (p, a, b) => p.Subtract(b, a));
        table["TransverseVector.Rotated"] = static (_, o, _) => ((TransverseValue)o[0]).Rotated(Number(o[1]));
        Scalar("Kinematics.Square", static (p, x) => p.Square(x));
        return table;
    }

    private static Expr Number(Value value) => ((ScalarValue)value).Expr;

    private static Value Rounded(Lowerer lowerer, Expr value, int decimals)
    {
        Expr rounded = lowerer.Pool.Round(value, decimals);
        return new ScalarValue(value.Name is null ? rounded : rounded.Named(value.Name + "Rounded"));
    }

    // An object handed to UpToN.Of: null, there under a condition, or there.
    private static (Expr Present, Value Item) Given(Lowerer lowerer, Value item) => item switch
    {
        OptionalValue optional => (optional.Present, optional.Inner),
        NullValue => (lowerer.Pool.False, FourVectorValue.From(
            lowerer.Pool, Coordinates.PtEtaPhi, [lowerer.Pool.One, lowerer.Pool.Zero, lowerer.Pool.Zero], "absent")),
        _ => (lowerer.Pool.True, item),
    };

    private static Expr AzimuthOf(Value value) => value switch
    {
        FourVectorValue v => v.Phi,
        TransverseValue v => v.Phi,
        _ => Number(value),
    };

    private static int Decimals(Value value, Term term)
    {
        Expr number = Number(value);
        return number.Op == Op.Constant && number.Number is >= 0 and <= 15
            ? (int)number.Number
            : throw Lowerer.Fail(Rules.UnsupportedConstruct, term.Span, "Rounded with decimals that are not a constant");
    }

    private static (Expr Present, Value Item) Slot(Lowerer lowerer, Value[] operands, Term term)
    {
        ObjectsValue all = (ObjectsValue)operands[0];
        Expr index = Number(operands[1]);
        if (index.Op != Op.Constant || index.Number < 0 || index.Number >= all.Slots.Count)
        {
            throw Lowerer.Fail(Rules.UnsupportedConstruct, term.Span, index.Op == Op.Constant
                ? $"slot {(int)index.Number}, where they are numbered from 0 to {all.Slots.Count - 1}"
                : $"an index that is not a constant below {all.Slots.Count}");
        }

        return all.Slots[(int)index.Number];
    }

    private static IEnumerable<(Expr Present, Expr Holds)> Conditions(Lowerer lowerer, Value[] operands) =>
        ((ObjectsValue)operands[0]).Slots.Select(s => (s.Present, lowerer.Pool.And(s.Present, Number(lowerer.Apply((LambdaValue)operands[1], s.Item, s.Present)))));

    // Neighbours exchanged where the second is there and has more, as often as it takes.
    private static ObjectsValue Ordered(Lowerer lowerer, ObjectsValue all, LambdaValue selector, Term term)
    {
        ExprPool pool = lowerer.Pool;
        (Expr Present, FourVectorValue Item, Expr Value)[] slots = [.. all.Slots.Select(s => (
            s.Present,
            s.Item as FourVectorValue ?? throw Lowerer.Fail(Rules.UnsupportedConstruct, term.Span, "an order of what is no vector"),
            Number(lowerer.Apply(selector, s.Item, s.Present))))];
        for (int last = slots.Length - 1; last > 0; last--)
        {
            for (int i = 0; i < last; i++)
            {
                ((Expr here, FourVectorValue item, Expr value), (Expr there, FourVectorValue next, Expr more)) = (slots[i], slots[i + 1]);
                Expr swaps = pool.And(there, pool.Or(pool.Not(here), pool.Compare(Op.Less, value, more)));
                slots[i] = (pool.Or(here, there), FourVectorValue.Select(pool, swaps, next, item), pool.Select(swaps, more, value));
                slots[i + 1] = (pool.And(here, there), FourVectorValue.Select(pool, swaps, item, next), pool.Select(swaps, value, more));
            }
        }

        return all with { Slots = [.. slots.Select(static s => (s.Present, (Value)s.Item))] };
    }

    private static Value Sum(Lowerer lowerer, ObjectsValue all, LambdaValue? selector, Term term)
    {
        ExprPool pool = lowerer.Pool;
        Value? sum = null;
        foreach ((Expr present, Value item) in all.Slots)
        {
            Value value = selector is null ? item : lowerer.Apply(selector, item, present);
            sum = (sum, value) switch
            {
                (null, ScalarValue x) => new ScalarValue(pool.Select(present, x.Expr, pool.Zero)),
                (ScalarValue s, ScalarValue x) => new ScalarValue(pool.Add(s.Expr, pool.Select(present, x.Expr, pool.Zero))),
                (null, FourVectorValue x) => x.Where(present),
                (FourVectorValue s, FourVectorValue x) => s.Plus(x.Where(present)),
                (null, TransverseValue x) => x.Where(present),
                (TransverseValue s, TransverseValue x) => s.Plus(x.Where(present)),
                (null, SpatialValue x) => x.Each(c => pool.Select(present, c, pool.Zero)),
                (SpatialValue s, SpatialValue x) => s.With(x, (a, b) => pool.Add(a, pool.Select(present, b, pool.Zero))),
                _ => throw Lowerer.Fail(Rules.UnsupportedConstruct, term.Span, "a sum of this type"),
            };
        }

        return sum ?? new ScalarValue(pool.Zero);
    }

    // The largest or smallest value of the objects that are there.
    private static OptionalValue Extreme(Lowerer lowerer, Value[] operands, Op op)
    {
        ExprPool pool = lowerer.Pool;
        Expr any = pool.False, best = pool.Zero;
        foreach ((Expr present, Value item) in ((ObjectsValue)operands[0]).Slots)
        {
            Expr value = Number(lowerer.Apply((LambdaValue)operands[1], item, present));
            best = pool.Select(any, pool.Select(present, pool.Binary(op, best, value), best), value);
            any = pool.Or(any, present);
        }

        return new(any, new ScalarValue(best));
    }

    private static Expr DeltaPhi(ExprPool pool, Expr from, Expr to) => pool.Unary(Op.WrapAngle, pool.Subtract(to, from));

    private static Expr DeltaR(ExprPool pool, FourVectorValue a, FourVectorValue b, bool rapidity)
    {
        Expr along = rapidity ? pool.Subtract(a.Rapidity, b.Rapidity) : pool.Subtract(a.Eta, b.Eta);
        return pool.Unary(Op.Sqrt, pool.Add(pool.Square(along), pool.Square(DeltaPhi(pool, a.Phi, b.Phi))));
    }

    private static Expr Logarithm(ExprPool pool, Expr x, Expr radix) => pool.Unary(Op.Log, x) is var log && radix is { Op: Op.Constant, Number: var number }
        ? pool.Multiply(pool.Constant(1 / Math.Log(number)), log)
        : pool.Divide(log, pool.Unary(Op.Log, radix));

    private static Expr Power(ExprPool pool, Expr x, Expr exponent, Term term)
    {
        if (exponent.Op != Op.Constant)
        {
            return VaryingPower(pool, x, exponent);
        }

        double n = exponent.Number;
        if (n.Equals(0.5))
        {
            return pool.Unary(Op.Sqrt, x);
        }

        if (Math.Abs(n) > 64 || !n.Equals(Math.Floor(n)))
        {
            return pool.Unary(Op.Exp, pool.Multiply(exponent, pool.Unary(Op.Log, x)));
        }

        Expr result = pool.One;
        for (int i = 0; i < (int)Math.Abs(n); i++)
        {
            result = pool.Multiply(result, x);
        }

        return n < 0 ? pool.Divide(pool.One, result) : result;
    }

    // As System.Math has it: of a negative number whole powers alone exist, with its sign where they are odd; the power 0 is 1, also of 0.
    private static Expr VaryingPower(ExprPool pool, Expr x, Expr exponent)
    {
        if (x is { Op: Op.Constant, Number: > 0 })
        {
            return pool.Unary(Op.Exp, pool.Multiply(exponent, pool.Unary(Op.Log, x)));
        }

        Expr IsWhole(Expr number) => pool.Compare(Op.Equal, number, pool.Round(number, 0));
        Expr size = pool.Unary(Op.Exp, pool.Multiply(exponent, pool.Unary(Op.Log, pool.Unary(Op.Abs, x))));
        Expr ofNegative = pool.Select(
            IsWhole(exponent), pool.Select(IsWhole(pool.Multiply(pool.Constant(0.5), exponent)), size, pool.Negate(size)), pool.Constant(double.NaN));
        return pool.Select(pool.Compare(Op.Equal, exponent, pool.Zero), pool.One, pool.Select(pool.Compare(Op.Less, x, pool.Zero), ofNegative, size));
    }
}

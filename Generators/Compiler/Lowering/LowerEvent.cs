using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Lowers a whole declaration: model in, program or problems out.</summary>
public static class LowerEvent
{
    /// <summary>The most nodes that a declaration may grow to: a kernel of this size still compiles in a second.</summary>
    public const int NodeBudget = 20_000;

    /// <summary>The most nodes that a pool makes, folded ones and derivatives included, so that nothing grows without end.</summary>
    internal const int MostNodes = 10 * NodeBudget;

    /// <summary>Lowers a declaration.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="problems">What keeps it from being lowered; empty when the result is a program.</param>
    /// <returns>The program, or null where there are problems.</returns>
    public static EventProgram? Run(EventSpec spec, out IReadOnlyList<Problem> problems)
    {
        List<Problem> found = [];
        problems = found;
        return Run(TraceBodies.Run(spec, found), found);
    }

    /// <summary>Lowers a declaration whose bodies have been lowered one by one.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="found">What is wrong with them; what else is wrong is added.</param>
    /// <returns>The program, or null where there are problems.</returns>
    internal static EventProgram? Run(BodyTrace trace, List<Problem> found)
    {
        if (!trace.IsComplete)
        {
            return null;
        }

        EventSpec spec = trace.Spec;
        ExprPool pool = new(MostNodes) { Stabilises = true };
        Lowerer lowerer = new(spec, pool);
        string? excess = null; // the body with which the budget was exceeded
        void Account(string member) => excess ??= pool.Count > NodeBudget ? member : null;
        try
        {
            EventValue final = Perturb(spec, lowerer, Stored(spec, pool), found, Account);

            Expr selected = pool.True;
            foreach (string selection in spec.Selections)
            {
                selected = pool.And(selected, lowerer.RunScalar(selection, final));
                Account(selection);
            }

            Expr? category = spec.Category is null ? null : lowerer.RunScalar(spec.Category.Member, final);
            List<LoweredFeature> features = [];
            for (int i = 0; i < spec.Features.Count; i++)
            {
                FeatureSpec feature = spec.Features[i];
                (Value value, Expr required) = lowerer.RunApart(feature.Member, final);
                (Expr present, Expr result) = Result(pool, value, required);
                Expr written = pool.Select(present, result, pool.Constant(double.IsNaN(feature.Absent) ? 0 : feature.Absent));
                features.Add(new(feature, present, written.Named(CodeNames.Camel(feature.Member)), trace.Columns[i]));
                Account(feature.Member);
            }

            Expr rate = pool.One;
            for (int i = 0; i < spec.Nuisances.Count; i++)
            {
                NuisanceSpec nuisance = spec.Nuisances[i];
                if (nuisance.Kind == NuisanceKind.Rate)
                {
                    Expr parameter = pool.Input(Op.Nuisance, i).Named(CodeNames.Camel(nuisance.Name));
                    Expr factor = lowerer.RunScalar(nuisance.Method, final, new ScalarValue(parameter));
                    Account(nuisance.Method);
                    CheckUsed(spec, pool, nuisance, [new ScalarValue(parameter)], [factor], found);
                    rate = pool.Multiply(rate, factor);
                }
            }

            if (excess is not null)
            {
                string Text(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
                SourceSpan span = spec.Helpers.First(h => h.Key == excess).Body.Span;
                found.Add(new(Rules.BudgetExceeded.Id, span, new([spec.TypeName, $"{Text(pool.Count)} operations per event", Text(NodeBudget)])));
            }

            return found.Count > 0 ? null : new(spec, pool, selected, category, rate.Named("rate"), Outputs(spec, pool, final), features, trace);
        }
        catch (LoweringException e)
        {
            found.Add(e.Problem);
            return null;
        }
    }

    private static EventValue Perturb(EventSpec spec, Lowerer lowerer, EventValue raw, List<Problem> found, Action<string> account)
    {
        EventValue current = raw;
        int noise = 0;
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = spec.Nuisances[i];
            if (nuisance.Kind == NuisanceKind.Rate)
            {
                continue;
            }

            Value[] arguments = Arguments(spec, lowerer.Pool, i, ref noise);
            current = lowerer.RunEvent(nuisance.Method, current, arguments);
            account(nuisance.Method);
            CheckUsed(spec, lowerer.Pool, nuisance, arguments, Outputs(spec, lowerer.Pool, current).Select(static o => o.Value), found);
        }

        foreach (string correction in spec.Corrections)
        {
            current = lowerer.RunEvent(correction, current);
            account(correction);
        }

        return current;
    }

    private static void CheckUsed(EventSpec spec, ExprPool pool, NuisanceSpec nuisance, IReadOnlyList<Value> arguments, IEnumerable<Expr> results, List<Problem> found)
    {
        HelperSpec method = spec.Helpers.First(h => h.Key == nuisance.Method);
        IReadOnlyList<Expr> reached = pool.Reach(results);
        for (int i = 0; i < arguments.Count; i++)
        {
            bool isUsed = arguments[i] is PairValue pair ? reached.Contains(pair.First) || reached.Contains(pair.Second) : arguments[i] is ScalarValue scalar && reached.Contains(scalar.Expr);
            if (!isUsed)
            {
                (SourceSpan place, string consequence) = i == 0
                    ? (method.Body.Span, "it changes nothing; use it or remove the nuisance")
                    : (nuisance.NoisePlaces[i - 1], "it moves all events alike; use the noise or leave it out");
                found.Add(new(Rules.UnusedNuisance.Id, place, new([nuisance.Method, method.Parameters[i], consequence])));
                return; // without its value it does not matter what else it takes
            }
        }
    }

    /// <summary>The arguments of a nuisance's method: its parameter, and the noise that it takes.</summary>
    internal static Value[] Arguments(EventSpec spec, ExprPool pool, int nuisance, ref int noise)
    {
        List<Value> arguments = [new ScalarValue(pool.Input(Op.Nuisance, nuisance).Named(CodeNames.Camel(spec.Nuisances[nuisance].Name)))];
        Expr Normal(int index) => pool.Input(Op.Noise, index).Named("noise" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (int size in spec.Nuisances[nuisance].Noise)
        {
            arguments.Add(size == 1 ? new ScalarValue(Normal(noise)) : new PairValue(Normal(noise), Normal(noise + 1)));
            noise += size;
        }

        return [.. arguments];
    }

    /// <summary>When a feature's value is there, and what it is.</summary>
    internal static (Expr Present, Expr Result) Result(ExprPool pool, Value value, Expr required) => value switch
    {
        OptionalValue { Inner: ScalarValue inner } optional => (pool.And(optional.Present, required), pool.AsNumber(inner.Expr)),
        ScalarValue scalar => (required, pool.AsNumber(scalar.Expr)),
        _ => (pool.False, pool.Zero),
    };

    /// <summary>The event as the columns give it.</summary>
    internal static EventValue Stored(EventSpec spec, ExprPool pool)
    {
        Dictionary<string, Value> members = [];
        foreach (MemberSpec member in spec.Members)
        {
            string name = CodeNames.Camel(member.Name);
            members[member.Name] = member.Kind switch
            {
                MemberKind.FourVector => StoredVector(spec, pool, member, 0, name, null),
                MemberKind.FourVectors => StoredObjects(spec, pool, member, name),
                MemberKind.Transverse => new TransverseValue(
                    pool, member.Coordinates == Coordinates.PtPhi, Column(spec, pool, member.Columns[0]), Column(spec, pool, member.Columns[1]), name),
                MemberKind.Label => new ScalarValue(pool.Input(Op.Process, 0).Named(name)),
                _ when member.ScalarType == "Boolean" => new ScalarValue(Truth(pool, pool.Input(Op.Column, member.Columns[0])).Named(name)),
                _ => new ScalarValue(Column(spec, pool, member.Columns[0])),
            };
        }

        return new(members);
    }

    private static ObjectsValue StoredObjects(EventSpec spec, ExprPool pool, MemberSpec member, string name)
    {
        Expr? count = member.CountColumn < 0 ? null : Column(spec, pool, member.CountColumn).Named(name + "Count");
        int width = member.Columns.Count / member.Capacity;
        List<(Expr Present, Value Item)> slots = [];
        for (int slot = 0; slot < member.Capacity; slot++)
        {
            // Without a count the sentinel tells: an object is there when its first coordinate is not the sentinel.
            Expr present = count is not null
                ? pool.Compare(Op.Less, pool.Constant(slot), count)
                : IsStored(pool, member, slot);
            string slotName = name + (slot + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            slots.Add((present.Named("has" + CodeNames.Pascal(slotName)), StoredVector(spec, pool, member, slot, slotName, present)));
        }

        return new(slots, count ?? CountOf(pool, member));
    }

    // How many objects are stored of a member without a count of its own.
    private static Expr CountOf(ExprPool pool, MemberSpec member) =>
        Enumerable.Range(0, member.Capacity).Aggregate(pool.Zero, (sum, slot) => pool.Add(sum, pool.AsNumber(IsStored(pool, member, slot))));

    /// <summary>Is an object stored of a member without a count of its own?</summary>
    internal static Expr IsStored(ExprPool pool, MemberSpec member, int slot) =>
        pool.Not(pool.Compare(Op.Equal, pool.Input(Op.Column, member.Columns[slot * (member.Columns.Count / member.Capacity)]), pool.Constant(member.Absent)));

    private static FourVectorValue StoredVector(EventSpec spec, ExprPool pool, MemberSpec member, int slot, string name, Expr? present)
    {
        if (member.Mass is { } mass)
        {
            Expr[] components = member.Fixed.Count > 0 ? [.. member.Fixed.Select(pool.Constant)] : [.. member.Columns.Select(c => Column(spec, pool, c))];
            return FourVectorValue.Cartesian(pool, components[0], components[1], components[2], components[3], pool.Constant(mass * mass), name);
        }

        int width = member.Columns.Count / member.Capacity;
        Expr Coordinate(int i, double placeholder)
        {
            int column = member.Columns[(slot * width) + i];
            Expr value = Column(spec, pool, column);

            // An absent object's columns hold a sentinel. A harmless momentum stands in for it, another one in each slot, so that neither
            // values nor derivatives of what is masked later can be infinite.
            return present is null ? value : pool.Select(present, value.Named(spec.Columns[column].Name), pool.Constant(placeholder));
        }

        double last = member.Coordinates is Coordinates.PtEtaPhiE or Coordinates.PxPyPzE ? 10 : 0;
        double[] placeholders = [1, slot + 0.5, slot, last];
        return FourVectorValue.From(pool, member.Coordinates, [.. placeholders.Take(width).Select((placeholder, i) => Coordinate(i, placeholder))], name);
    }

    private static Expr Truth(ExprPool pool, Expr column) => pool.Not(pool.Compare(Op.Equal, column, pool.Zero));

    private static Expr Column(EventSpec spec, ExprPool pool, int index)
    {
        Expr raw = pool.Input(Op.Column, index);
        double scale = spec.Columns[index].Scale;
        return scale == 1 ? raw : pool.Multiply(pool.Constant(scale), raw);
    }

    /// <summary>What an event is written as: each column that bodies may move, and its value.</summary>
    internal static List<(int Column, Expr Value)> Outputs(EventSpec spec, ExprPool pool, EventValue final)
    {
        List<(int, Expr)> outputs = [];
        void Write(int column, Expr value)
        {
            double scale = spec.Columns[column].Scale;
            outputs.Add((column, scale == 1 ? value : pool.Divide(value, pool.Constant(scale))));
        }

        void WriteVector(MemberSpec member, int slot, FourVectorValue v, Expr? present)
        {
            int width = member.Columns.Count / member.Capacity;
            Expr[] values = member.Coordinates switch
            {
                Coordinates.PtEtaPhi => [v.Pt, v.Eta, v.Phi],
                Coordinates.PtEtaPhiM => [v.Pt, v.Eta, v.Phi, v.Mass],
                Coordinates.PtEtaPhiE => [v.Pt, v.Eta, v.Phi, v.E],
                Coordinates.PtYPhiM => [v.Pt, v.Rapidity, v.Phi, v.Mass],
                Coordinates.PxPyPz => [v.Px, v.Py, v.Pz],
                Coordinates.PxPyPzM => [v.Px, v.Py, v.Pz, v.Mass],
                _ => [v.Px, v.Py, v.Pz, v.E],
            };
            for (int i = 0; i < values.Length; i++)
            {
                int column = member.Columns[(slot * width) + i];
                double scale = spec.Columns[column].Scale;
                Expr value = scale == 1 ? values[i] : pool.Divide(values[i], pool.Constant(scale));
                outputs.Add((column, present is null ? value : pool.Select(present, value, pool.Constant(member.Absent))));
            }
        }

        foreach (MemberSpec member in spec.Members)
        {
            if (member.Columns.Count > 0 && spec.Columns[member.Columns[0]].Role != ColumnRole.Primary)
            {
                continue;
            }

            switch (final.Members[member.Name])
            {
                case FourVectorValue v:
                    WriteVector(member, 0, v, null);
                    break;
                case ObjectsValue objects:
                    for (int slot = 0; slot < member.Capacity; slot++)
                    {
                        WriteVector(member, slot, (FourVectorValue)objects.Slots[slot].Item, objects.Slots[slot].Present);
                    }

                    if (member.CountColumn >= 0)
                    {
                        Write(member.CountColumn, objects.Count);
                    }

                    break;
                case TransverseValue t:
                    Write(member.Columns[0], member.Coordinates == Coordinates.PtPhi ? t.Pt : t.X);
                    Write(member.Columns[1], member.Coordinates == Coordinates.PtPhi ? t.Phi : t.Y);
                    break;
                case ScalarValue scalar when member.Kind == MemberKind.Scalar:
                    Expr stored = pool.Input(Op.Column, member.Columns[0]);
                    Write(member.Columns[0], scalar.Expr == Truth(pool, stored) ? stored : pool.AsNumber(scalar.Expr));
                    break;
            }
        }

        outputs.Sort(static (x, y) => x.Item1.CompareTo(y.Item1));
        return outputs;
    }
}

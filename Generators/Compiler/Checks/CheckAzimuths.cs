using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Finds what is made of the difference of two azimuths without going around the circle, however it is written: by what it does on sample events.
/// </summary>
/// <remarks>
/// An object just below π and the same just above −π point the same way. What jumps when either of two objects of one event crosses there, although
/// it stays as it is when all of them turn together (or turns with them, as the mean of two azimuths does, or twice as far, as their sum does), is made of a difference that is not
/// periodic. One azimuth by itself may jump: that is how it is stored. What is made of a mean of two need not turn with them: it jumps where the mean does.
/// </remarks>
public static class CheckAzimuths
{
    private const int Samples = 24;

    // Turned by so much all are inside (−π, π] still, and what asks for the half of the plane that one is in notices.
    private const double Inner = 1.6, Angle = 1.5;

    // Sums of more are not looked for.
    private const int MostAzimuths = 4;

    // How far from ±π the two sides are, and the least that is called a jump: what is continuous moves by far less.
    private const double Aside = 1e-9, Jump = 1e-4;

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text)
    {
        Direction[] directions = [.. trace.Spec.Members.SelectMany(Directions)];
        (string Key, Expr Present, Expr Result)[] roots =
        [
            .. trace.Spec.Features.Select(static f => f.Member).Concat(trace.Spec.Selections).Concat(trace.Spec.Category is { } category ? [category.Member] : Array.Empty<string>())
                .Where(trace.Results.ContainsKey)
                .Select(key =>
                {
                    (Expr present, Expr result) = LowerEvent.Result(trace.Pool, trace.Results[key], trace.Pool.True);
                    return (key, present, result);
                })
                .Where(r => MayBeMadeOfDifferences([r.present, r.result], directions)),
        ];
        if (roots.Length == 0)
        {
            return [];
        }

        // The differences themselves, wherever they stand, and comparisons, which are made of none: the place to report is the smallest that jumps.
        HashSet<Expr> all = [.. trace.Pool.Reach(roots.SelectMany(static r => new[] { r.Present, r.Result }))];
        (Site Site, Expr Present, Expr Result)[] pieces =
        [
            .. trace.Sites
                .Where(s => s.Term is { Kind: TermKind.Binary, Name: "-" or "+" or "/" or "*" or "<" or ">" or "<=" or ">=", Span.IsInSight: true } && s.Result is ScalarValue { Expr: { } value } && all.Contains(value))
                .Select(s => (s, Facts.All(s.Facts).Aggregate(trace.Pool.True, trace.Pool.And), ((ScalarValue)s.Result).Expr)),
        ];
        Direction[] turning = [.. directions, .. Pairs(trace.Spec, all)];
        Expr[] asked = [.. roots.SelectMany(static r => new[] { r.Present, r.Result }), .. pieces.SelectMany(static p => new[] { p.Present, p.Result })];
        Trial stored = new(trace, turning, asked, Math.PI);
        Lazy<Trial> positive = new(() => new(trace, turning, asked, 0));
        List<Problem> problems = [];
        foreach ((string key, Expr present, Expr result) in roots)
        {
            // Azimuths that a body brings to [0, 2π) have their seam at zero.
            if (!Found(stored, key, present, result) && trace.Pool.Reach([present, result]).Any(static e => e.Op is Op.Less or Op.LessOrEqual))
            {
                Found(positive.Value, key, present, result);
            }
        }

        return problems.Distinct();

        bool Found(Trial trial, string key, Expr present, Expr result)
        {
            bool isAngle = trace.Spec.Features.FirstOrDefault(f => f.Member == key)?.ScalarType == "Azimuth";
            bool isTorn = trial.IsTorn(present, result, isAngle), isSum = !isTorn && trial.IsTornSum(present, result, isAngle);
            if (!isTorn && !isSum && !trial.Jumps(present, result, isAngle))
            {
                return false;
            }

            HashSet<Expr> parts = [.. trace.Pool.Reach([present, result])];

            // The same difference may stand in another body, where it is right.
            SourceSpan? piece = pieces.Where(p => p.Site.Body == key && parts.Contains(p.Result)
                    && (isSum ? trial.IsTornSum(p.Present, p.Result, isAngle: false) : trial.IsTorn(p.Present, p.Result, isAngle: false) && (isTorn || trial.Turns(p.Present, p.Result))))
                .Select(static p => (SourceSpan?)p.Site.Term.Span).FirstOrDefault();
            if (!isTorn && !isSum && piece is null)
            {
                return false;
            }

            SourceSpan span = piece ?? trace.Spec.Helpers.First(h => h.Key == key).Body.Span;
            problems.Add(new(Rules.UnwrappedAzimuths.Id, span, new([CodeNames.OnOneLine(text(span)), "'DeltaPhi(…, …)', which is φ₂ − φ₁ in (−π, π]"])));
            return true;
        }
    }

    private static IEnumerable<Direction> Directions(MemberSpec member)
    {
        (int width, int first, int? second) = member.Coordinates switch
        {
            Coordinates.PtEtaPhi => (3, 2, (int?)null),
            Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM => (4, 2, null),
            Coordinates.PtPhi => (2, 1, null),
            Coordinates.XY => (2, 0, 1),
            Coordinates.PxPyPz => (3, 0, 1),
            Coordinates.PxPyPzM or Coordinates.PxPyPzE => (4, 0, 1),
            _ => (member.ScalarType == "Azimuth" ? 1 : 0, 0, null),
        };
        for (int start = 0; width > 0 && start + width <= member.Columns.Count; start += width)
        {
            yield return new(member.Columns[start + first], second is null ? null : member.Columns[start + second.Value], IsCertain: true);
        }
    }

    // Two numbers of which somebody takes the arctangent may be a direction in the plane, or that of anything else.
    private static IEnumerable<Direction> Pairs(EventSpec spec, IEnumerable<Expr> nodes)
    {
        HashSet<int> numbers = [.. spec.Members.Where(static m => m is { Kind: MemberKind.Scalar, ScalarType: not "Azimuth" }).SelectMany(static m => m.Columns)];
        foreach (Expr node in nodes)
        {
            if (node is { Op: Op.Atan2 } && node.Arguments[0] is { Op: Op.Column } y && node.Arguments[1] is { Op: Op.Column } x && numbers.Contains(y.Index) && numbers.Remove(x.Index) && numbers.Remove(y.Index))
            {
                yield return new(x.Index, y.Index, IsCertain: false);
            }
        }
    }

    // Two azimuths outside of sines, cosines and what wraps, which most formulas leave none of; and no rounding: that jumps everywhere.
    private static bool MayBeMadeOfDifferences(IEnumerable<Expr> roots, Direction[] directions)
    {
        HashSet<int> azimuths = [.. directions.Where(static d => d.Y is null).Select(static d => d.X)];
        HashSet<Expr> seen = [];
        Stack<Expr> open = new(roots);
        int found = 0;
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            bool isPeriodic = node.Op is Op.WrapAngle or Op.Sin or Op.Cos && IsWhole(node.Arguments[0]);
            if (isPeriodic || !seen.Add(node))
            {
                continue;
            }

            if (node.Op is Op.Round or Op.Steps)
            {
                return false;
            }

            found += node.Op == Op.Atan2 || (node.Op == Op.Column && azimuths.Contains(node.Index)) ? 1 : 0;
            foreach (Expr argument in node.Arguments)
            {
                open.Push(argument);
            }
        }

        return found > 1;
    }

    // Azimuths, their sums and whole multiples: a turn of one turns it a whole number of times. The sine of half an azimuth is another matter.
    private static bool IsWhole(Expr angle) => angle.Op switch
    {
        Op.Add or Op.Subtract or Op.Negate => angle.Arguments.All(IsWhole),
        Op.Multiply => angle.Arguments.All(static a => a.Op == Op.Constant ? a.Number.Equals(Math.Round(a.Number)) : IsWhole(a)) && angle.Arguments.Any(static a => a.Op == Op.Constant),
        Op.Column or Op.Constant or Op.Atan2 or Op.WrapAngle or Op.Nuisance => true,
        _ => false,
    };

    /// <summary>A direction in the transverse plane: the column of an azimuth, or those of two components.</summary>
    private sealed record Direction(int X, int? Y, bool IsCertain)
    {
        /// <summary>The direction in an event, as an azimuth.</summary>
        public DoubleDouble Of(DoubleDouble[] columns) => Y is { } y ? DoubleDouble.Atan2(columns[y], columns[X]) : columns[X];

        /// <summary>Points it elsewhere.</summary>
        public void Point(DoubleDouble[] columns, DoubleDouble azimuth)
        {
            if (Y is not { } y)
            {
                columns[X] = azimuth;
                return;
            }

            DoubleDouble magnitude = DoubleDouble.Sqrt((columns[X] * columns[X]) + (columns[y] * columns[y]));
            (DoubleDouble sin, DoubleDouble cos) = DoubleDouble.SinCos(azimuth);
            (columns[X], columns[y]) = (magnitude * cos, magnitude * sin);
        }
    }

    /// <summary>Sample events, with each azimuth on either side of the seam, and with all of them turned.</summary>
    private sealed class Trial
    {
        private readonly Experiment _plain, _turned;
        private readonly (bool IsCertain, (Experiment Below, Experiment Above) One, Lazy<(Experiment Below, Experiment Above)> Others)[] _crossing;

        /// <summary>Prepares the events.</summary>
        /// <param name="trace">The bodies.</param>
        /// <param name="directions">What turns.</param>
        /// <param name="roots">What is asked for.</param>
        /// <param name="seam">Where an azimuth jumps: at π, and at zero where it was brought to [0, 2π).</param>
        public Trial(BodyTrace trace, Direction[] directions, IReadOnlyList<Expr> roots, double seam)
        {
            // Opposite the seam nothing jumps.
            DoubleDouble FromOpposite(DoubleDouble azimuth) => seam > 0 ? azimuth : azimuth > 0 ? azimuth - DoubleDouble.Pi : azimuth + DoubleDouble.Pi;
            SampleRandom random = new(20_261_129);
            List<(DoubleDouble[] Columns, int Process)> events = [];
            for (int i = 0; i < Samples; i++)
            {
                SampleEvent sample = SampleEvent.Draw(trace.Spec, random, i, (SampleReach)(i % 2));
                DoubleDouble[] columns = sample.Columns();
                foreach (Direction direction in directions)
                {
                    direction.Point(columns, FromOpposite(random.Between(-Inner, Inner)));
                }

                events.Add((columns, sample.Process));
            }

            SampleInputs Changed((DoubleDouble[] Columns, int Process) sample, Func<DoubleDouble, DoubleDouble> change, IEnumerable<Direction> changed)
            {
                DoubleDouble[] columns = [.. sample.Columns];
                foreach (Direction direction in changed)
                {
                    direction.Point(columns, change(direction.Of(columns)));
                }

                return new(columns, sample.Process, [], []);
            }

            Experiment Of(Func<DoubleDouble, DoubleDouble> change, IReadOnlyCollection<Direction> changed) =>
                new(trace.Pool, roots, trace.Spec, [.. events.Select(e => Changed(e, change, changed))], isProof: false);
            _plain = Of(static azimuth => azimuth, []);
            _turned = Of(azimuth => FromOpposite(FromOpposite(azimuth) + Angle), directions);
            (Experiment, Experiment) Crossing(IReadOnlyCollection<Direction> moved) =>
                (Of(_ => seam > 0 ? Math.PI - Aside : -Aside, moved), Of(_ => seam > 0 ? Aside - Math.PI : Aside, moved));
            _crossing =
            [
                .. directions.Select(one => (one.IsCertain, Crossing([one]), new Lazy<(Experiment, Experiment)>(() => Crossing([.. directions.Where(d => d != one && (one.IsCertain || d.IsCertain))])))),
            ];
        }

        /// <summary>Is it made of a difference, or of a mean, that is not periodic?</summary>
        public bool IsTorn(Expr present, Expr result, bool isAngle) =>
            (ByTurning(present, result, static (before, after) => Math.Abs(after - before) < 1e-9 * Math.Max(1, Math.Abs(before))) || (!result.IsCondition && Turns(present, result)))
            && Jumps(present, result, isAngle);

        /// <summary>Does it turn as all azimuths do?</summary>
        public bool Turns(Expr present, Expr result) => TurnsBy(present, result, 1);

        /// <summary>Is it made of a sum of azimuths, or the negative of one, that is not periodic? An arctangent of numbers may be any angle.</summary>
        public bool IsTornSum(Expr present, Expr result, bool isAngle) => !result.IsCondition && TurnsAsSum(present, result) && Jumps(present, result, isAngle)
            && !_crossing.Where(static c => !c.IsCertain).Any(c => Enumerable.Range(0, Samples).Any(s => IsJump(c.One, present, result, isAngle, s)));

        private bool TurnsAsSum(Expr present, Expr result) => Enumerable.Range(-MostAzimuths, (2 * MostAzimuths) + 1).Any(times => times is not (0 or 1) && TurnsBy(present, result, times));

        private bool TurnsBy(Expr present, Expr result, int times) => ByTurning(present, result, (before, after) => Math.Abs(Around(after - before - (times * Angle))) < 1e-9);

        private bool ByTurning(Expr present, Expr result, Func<double, double, bool> holds) =>
            Enumerable.Range(0, Samples).All(s => Value(_plain, present, result, s) is not { } before || Value(_turned, present, result, s) is not { } after || holds(before, after));

        /// <summary>Does it jump where one object crosses, and where another does?</summary>
        public bool Jumps(Expr present, Expr result, bool isAngle)
        {
            // A sum of objects crosses when all of them do. Two arctangents of numbers may be those of any angles, one of them beside an azimuth is an azimuth.
            return Enumerable.Range(0, Samples).Any(s =>
            {
                bool[] jumping = [.. _crossing.Select(c => IsJump(c.One, present, result, isAngle, s))];
                return (jumping.Count(static jumps => jumps) > 1 && _crossing.Where((c, i) => c.IsCertain && jumping[i]).Any())
                    || _crossing.Where((c, i) => jumping[i] && IsJump(c.Others.Value, present, result, isAngle, s)).Any();
            });
        }

        private static bool IsJump((Experiment Below, Experiment Above) sides, Expr present, Expr result, bool isAngle, int sample) =>
            Value(sides.Below, present, result, sample) is { } below && Value(sides.Above, present, result, sample) is { } above
            && Math.Abs(isAngle ? Around(above - below) : above - below) > Jump * Math.Max(1, Math.Max(Math.Abs(below), Math.Abs(above)));

        private static double Around(double angle) => angle - (2 * Math.PI * Math.Round(angle / (2 * Math.PI)));

        // Null where the value is not there, or does not exist.
        private static double? Value(Experiment experiment, Expr present, Expr result, int sample)
        {
            (Estimate there, Estimate value) = (experiment.Before(present)[sample], experiment.Before(result)[sample]);
            return there.Exists && there.Value.High > 0.5 && value.Exists ? value.Value.High : null;
        }
    }
}

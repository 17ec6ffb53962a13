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
/// it stays as it is when all of them turn together (or turns with them, as the mean of two azimuths does), is made of a difference that is not
/// periodic. One azimuth by itself may jump: that is how it is stored.
/// </remarks>
public static class CheckAzimuths
{
    private const int Samples = 24;

    // Turned by so much all are inside (−π, π] still, and what asks for the half of the plane that one is in notices.
    private const double Inner = 1.6, Angle = 1.5;

    // How far from ±π the two sides are, and the least that is called a jump: what is continuous moves by far less.
    private const double Aside = 1e-9, Jump = 1e-4;

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<SourceSpan, string> text)
    {
        int[] azimuths = [.. trace.Spec.Members.SelectMany(static m => m.Columns.Where((_, i) => IsAzimuth(m, i)))];
        (string Key, Expr Present, Expr Result)[] roots =
        [
            .. trace.Spec.Features.Select(static f => f.Member).Concat(trace.Spec.Selections).Concat(trace.Spec.Category is { } category ? [category.Member] : Array.Empty<string>())
                .Where(trace.Results.ContainsKey)
                .Select(key =>
                {
                    (Expr present, Expr result) = LowerEvent.Result(trace.Pool, trace.Results[key], trace.Pool.True);
                    return (key, present, result);
                })
                .Where(r => MayBeMadeOfDifferences([r.present, r.result], azimuths)),
        ];
        if (roots.Length == 0)
        {
            return [];
        }

        // The differences themselves, wherever they stand: the place to report is the smallest that jumps.
        HashSet<Expr> all = [.. trace.Pool.Reach(roots.SelectMany(static r => new[] { r.Present, r.Result }))];
        (Site Site, Expr Present, Expr Result)[] pieces =
        [
            .. trace.Sites
                .Where(s => s.Term is { Kind: TermKind.Binary, Name: "-" or "+" or "/" or "*", Span.Length: > 0 } && s.Result is ScalarValue { Expr: { IsCondition: false } value } && all.Contains(value))
                .Select(s => (s, Facts.All(s.Facts).Aggregate(trace.Pool.True, trace.Pool.And), ((ScalarValue)s.Result).Expr)),
        ];
        Trial trial = new(trace, azimuths, [.. roots.SelectMany(static r => new[] { r.Present, r.Result }), .. pieces.SelectMany(static p => new[] { p.Present, p.Result })]);
        List<Problem> problems = [];
        foreach ((string key, Expr present, Expr result) in roots)
        {
            bool isAngle = trace.Spec.Features.FirstOrDefault(f => f.Member == key)?.ScalarType == "Azimuth";
            if (!trial.IsTorn(present, result, isAngle))
            {
                continue;
            }

            HashSet<Expr> parts = [.. trace.Pool.Reach([present, result])];

            // The same difference may stand in another body, where a sine makes it periodic.
            SourceSpan span = pieces.Where(p => parts.Contains(p.Result) && trial.IsTorn(p.Present, p.Result, isAngle: false)).OrderBy(p => p.Site.Body == key ? 0 : 1)
                .Select(static p => (SourceSpan?)p.Site.Term.Span).FirstOrDefault()
                ?? trace.Spec.Helpers.First(h => h.Key == key).Body.Span;
            problems.Add(new(Rules.UnwrappedAzimuths.Id, span, new([CodeNames.OnOneLine(text(span)), "DeltaPhi(…, …)"])));
        }

        return problems.Distinct();
    }

    private static bool IsAzimuth(MemberSpec member, int column) => member.Coordinates switch
    {
        Coordinates.PtEtaPhi => column % 3 == 2,
        Coordinates.PtEtaPhiM or Coordinates.PtEtaPhiE or Coordinates.PtYPhiM => column % 4 == 2,
        Coordinates.PtPhi => column % 2 == 1,
        _ => member.ScalarType == "Azimuth",
    };

    // Two azimuths outside of sines, cosines and what wraps, which most formulas leave none of; and no rounding: that jumps everywhere.
    private static bool MayBeMadeOfDifferences(IEnumerable<Expr> roots, int[] azimuths)
    {
        HashSet<Expr> seen = [];
        Stack<Expr> open = new(roots);
        int found = 0;
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            bool isPeriodic = node.Op == Op.WrapAngle || (node.Op is Op.Sin or Op.Cos && IsWhole(node.Arguments[0]));
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

    /// <summary>Sample events, with each azimuth on either side of ±π, and with all of them turned.</summary>
    private sealed class Trial
    {
        private readonly Experiment _plain, _turned;
        private readonly ((Experiment Below, Experiment Above) One, Lazy<(Experiment Below, Experiment Above)> Others)[] _crossing;

        public Trial(BodyTrace trace, int[] azimuths, IReadOnlyList<Expr> roots)
        {
            SampleRandom random = new(20_261_129);
            List<(DoubleDouble[] Columns, int Process)> events = [];
            for (int i = 0; i < Samples; i++)
            {
                SampleEvent sample = SampleEvent.Draw(trace.Spec, random, i, (SampleReach)(i % 2));
                DoubleDouble[] columns = sample.Columns();
                foreach (int azimuth in azimuths)
                {
                    columns[azimuth] = random.Between(-Inner, Inner);
                }

                events.Add((columns, sample.Process));
            }

            Experiment Of(Func<DoubleDouble[], int, DoubleDouble> change, IReadOnlyCollection<int> changed) => new(
                trace.Pool, roots, trace.Spec,
                [.. events.Select(e => new SampleInputs([.. e.Columns.Select((x, c) => changed.Contains(c) ? change(e.Columns, c) : x)], e.Process, [], []))],
                isProof: false);
            _plain = Of(static (columns, c) => columns[c], azimuths);
            _turned = Of(static (columns, c) => columns[c] + Angle, azimuths);
            (Experiment, Experiment) Crossing(IReadOnlyCollection<int> moved) => (Of(static (_, _) => Math.PI - Aside, moved), Of(static (_, _) => Aside - Math.PI, moved));
            _crossing =
            [
                .. azimuths.Select(azimuth => (Crossing([azimuth]), new Lazy<(Experiment, Experiment)>(() => Crossing([.. azimuths.Where(a => a != azimuth)])))),
            ];
        }

        public bool IsTorn(Expr present, Expr result, bool isAngle)
        {
            bool turnsWithAll = true, stays = true;
            for (int s = 0; s < Samples; s++)
            {
                if (Value(_plain, present, result, s) is { } before && Value(_turned, present, result, s) is { } after)
                {
                    stays &= Math.Abs(after - before) < 1e-9 * Math.Max(1, Math.Abs(before));
                    turnsWithAll &= Math.Abs(Around(after - before) - Angle) < 1e-9;
                }
            }

            // A sum of objects crosses when all of them do.
            bool Jumps((Experiment Below, Experiment Above) sides, int s) =>
                Value(sides.Below, present, result, s) is { } below && Value(sides.Above, present, result, s) is { } above
                && Math.Abs(isAngle ? Around(above - below) : above - below) > Jump * Math.Max(1, Math.Max(Math.Abs(below), Math.Abs(above)));
            return (stays || (turnsWithAll && !result.IsCondition))
                && Enumerable.Range(0, Samples).Any(s => _crossing.Count(c => Jumps(c.One, s)) > 1 || _crossing.Any(c => Jumps(c.One, s) && Jumps(c.Others.Value, s)));
        }

        private static double Around(double angle) => angle - (2 * Math.PI * Math.Round(angle / (2 * Math.PI)));

        // Null where the value is not there, or does not exist.
        private static double? Value(Experiment experiment, Expr present, Expr result, int sample)
        {
            (Estimate there, Estimate value) = (experiment.Before(present)[sample], experiment.Before(result)[sample]);
            return there.Exists && there.Value.High > 0.5 && value.Exists ? value.Value.High : null;
        }
    }
}

using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Finds formulas that cancel, and roots, logarithms, quotients and inverse functions whose argument can leave their domain. It looks at what an
/// operation was lowered to, so that locals, helpers and ways to write a square make no difference.
/// </summary>
internal sealed class CheckNumerics
{
    private readonly BodyTrace _trace;
    private readonly InferDomains _domains;
    private readonly Invariants _invariants;
    private readonly MomentumKinds _kinds;
    private readonly IReadOnlyList<Expr> _selected;
    private readonly HashSet<string> _afterSelection;
    private readonly HashSet<(string Body, Expr Asked)> _asked = [];
    private readonly StableForms _stable;
    private readonly NearlyEqual _near;
    private readonly bool _hasPoles;

    // Of these another rule speaks.
    private readonly HashSet<Expr> _boosts;

    private CheckNumerics(BodyTrace trace, InferDomains domains, Invariants invariants, Func<SourceSpan, string> text, bool hasPoles)
    {
        _trace = trace;
        _hasPoles = hasPoles;
        _stable = new(trace, text);
        _domains = domains;
        _invariants = invariants;
        _kinds = new(trace);
        _near = new(_kinds);

        _boosts =
        [
            .. trace.Sites.Where(static s => s.Term is { Kind: TermKind.Call, Name: "FourVector.BoostedZ" }).Select(static s => s.Operands[1]).OfType<ScalarValue>()
                .Select(static s => CheckDirections.ImpossibleVelocity(s.Expr)).OfType<Expr>(),
        ];

        // Features and the category are those of selected events.
        _selected = [.. trace.Spec.Selections.Select(s => trace.Results[s]).OfType<ScalarValue>().Select(static s => s.Expr)];
        _afterSelection = [.. trace.Spec.Features.Select(static f => f.Member), .. trace.Spec.Category is { } category ? [category.Member] : Array.Empty<string>()];
        foreach (Site site in trace.Sites)
        {
            // Whoever compares a difference, or cuts it off, knows that it may be negative.
            bool isQuestion = site.Term.Kind == TermKind.Binary && site.Term.Name is "<" or "<=" or ">" or ">=";
            bool isClamp = site.Term.Kind == TermKind.Call && site.Term.Name is "Kinematics.Max" or "Math.Max" or "Math.Clamp";
            if (isQuestion || isClamp)
            {
                _asked.UnionWith(site.Operands.OfType<ScalarValue>().SelectMany(static s => WithParts(s.Expr)).Select(e => (site.Body, e)));
            }
        }
    }

    // In the body itself, or before an event came to it: what another feature asks is its own affair.
    private bool IsAsked(Site site, Expr difference) => _asked.Contains((site.Body, difference))
        || (_afterSelection.Contains(site.Body) && _trace.Spec.Selections.Any(s => _asked.Contains((s, difference))));

    // Of a sum what it is added up from too: a − b − c is (a − b) − c.
    private static IEnumerable<Expr> WithParts(Expr sum)
    {
        Stack<Expr> open = new([sum]);
        while (open.Count > 0)
        {
            Expr next = open.Pop();
            yield return next;
            if (next.Op is Op.Add or Op.Subtract || (next.Op == Op.Multiply && next.Arguments.Any(static a => a.Op == Op.Constant)))
            {
                open.Push(next.Arguments[0]);
                open.Push(next.Arguments[1]);
            }
        }
    }

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="domains">The values that their nodes take.</param>
    /// <param name="invariants">The nodes that physics keeps from being negative.</param>
    /// <param name="sentinels">What computes with numbers that stand for what is absent: these leave the domain of a function as well, and the question that tells them apart mends both.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    /// <param name="hasPoles">What is divided by may be zero, as propagators are: another rule asks whether that can be integrated.</param>
    public static IEnumerable<Problem> Run(
        BodyTrace trace, InferDomains domains, Invariants invariants, IReadOnlyList<Site> sentinels, Func<SourceSpan, string> text, bool hasPoles = false)
    {
        CheckNumerics check = new(trace, domains, invariants, text, hasPoles);
        List<Finding> findings = [.. trace.Sites.Select(check.Find).OfType<Finding>()];
        return findings.Where(f => !findings.Exists(other => Hides(other, f)) && !sentinels.Any(f.IsOf)).Select(static f => f.Problem);
    }

    private Finding? Find(Site site) => IsNeverReached(site) ? null : site.Term.Kind switch
    {
        TermKind.Call => FindInCall(site),
        TermKind.Binary when site.Term.Name == "/" => FindInQuotient(site),
        TermKind.Binary when site.Term.Name is "-" or "+" => FindInDifference(site),
        _ => null,
    };

    // Of an object and itself in the place of another: it is not the one with the larger momentum.
    private bool IsNeverReached(Site site) => Facts.All(site.Facts).Contains(_trace.Pool.False);

    // Or is, where a question about it was answered the wrong way round.
    private static bool MayBeNegative(Domain domain) => domain.Min < 0 || domain is { IsEmpty: true, Max: < 0 };

    private Finding? FindInCall(Site site)
    {
        if (site.Operands.Count == 0 || site.Operands[0] is not ScalarValue { Expr: { IsCondition: false } argument })
        {
            return null;
        }

        switch (site.Term.Name)
        {
            case "Kinematics.Sqrt" or "Math.Sqrt" or "GeV2.Sqrt" or "GeV4.Sqrt" when IsMassFormula(argument) && !IsAsked(site, argument):
                return MassFormula(site, argument);
            case "Kinematics.Sqrt" or "Math.Sqrt" or "GeV2.Sqrt" when IsAngleOfMomenta(argument) && !IsAsked(site, argument):
                return AngleOfMomenta(site, argument);
            case "Kinematics.Sqrt" or "Math.Sqrt" when IsOneLessSquaredSpeed(argument) && !IsAsked(site, argument):
                return new(site, argument, NearlyEqual.Relativistic, "write 'Mass / E' for the root of one minus the squared velocity") { Fix = _stable.OfOne(site) };
            case "Kinematics.Sqrt" or "Math.Sqrt" or "GeV2.Sqrt"
                when _invariants.IsOfOne(argument) && TransferDomain.Run(argument, _domains.Of).Min < 0 && !IsAsked(site, argument):
                return new(site, argument, "takes the root of a squared mass, which the rounding of a stored energy can make negative", "use 'Mass', which carries the sign");
            case "Kinematics.Sqrt" or "Math.Sqrt" or "GeV2.Sqrt" or "GeV4.Sqrt" when MayBeNegative(Of(argument, site)):
                return new(site, argument, "takes the root of what can be negative", Problem.AboveZero);
            case "Kinematics.Log" or "Math.Log" when IsRapidity(argument) && Of(argument, site) is { Min: < 0 } or { Zero: not Zeros.Never }:
                return new(site, argument, "is twice a rapidity only as long as E − pz keeps its digits", "write '2 * Rapidity' of the vector") { Fix = _stable.OfOne(site) };
            case "Kinematics.Log" or "Math.Log" or "Math.Log10" or "Math.Log2" when MayBeNegative(Of(argument, site)):
                return new(site, argument, "takes the logarithm of what can be negative", "ask first: '… > 0 ? … : …'");
            case "Kinematics.Log" or "Math.Log" or "Math.Log10" or "Math.Log2" when Of(argument, site).Zero == Zeros.Happens:
                return new(site, argument, "takes the logarithm of what can be zero", "ask first: '… > 0 ? … : …'");
            case "Math.Acos" or "Math.Asin" when Of(argument, site) is { Min: < -1 } or { Max: > 1 }:
                return new(site, argument, "takes the angle of what can leave [-1, 1], if only by rounding",
                    "use 'OpeningAngle(a, b)' for the angle between two momenta; else take it of 'Math.Clamp(…, -1, 1)', or of 'Math.Atan2'") { Fix = _stable.OfAngle(site) };
            case "Math.Atanh" when !(site.Result is ScalarValue { Expr: { } rapidity } && _boosts.Contains(rapidity)) && Of(argument, site) is { Min: < -1 } or { Max: > 1 }:
                return new(site, argument, "takes the inverse of what can leave [-1, 1], if only by rounding", "use 'Rapidity' or 'Eta', or 'Math.Asinh'");
            case "Math.Acosh" when Of(argument, site).Min < 1:
                return new(site, argument, "takes the inverse hyperbolic cosine of what can be less than 1, if only by rounding", "take it of 'Max(1, …)'");
            case "Math.Pow" when site.Operands[1] is ScalarValue { Expr: { Op: Op.Constant } exponent }
                && !exponent.Number.Equals(Math.Floor(exponent.Number)) && Of(argument, site).Min < 0:
                return new(site, argument, "takes a fractional power of what can be negative", "take it of 'Max(0, …)', or ask first: '… > 0 ? … : …'");
            default:
                return null;
        }
    }

    private Finding? FindInQuotient(Site site)
    {
        if (site.Operands[1] is not ScalarValue { Expr: { } divisor } || Of(divisor, site).Zero is not (Zeros.Crosses or Zeros.Happens))
        {
            return null;
        }

        return divisor.Op == Op.Sqrt && IsOneLessSquaredSpeed(divisor.Arguments[0])
            ? new(site, divisor, NearlyEqual.Relativistic, "write 'Velocity.Gamma' for one over the root of one minus the squared velocity") { Fix = _stable.OfOne(site) }
            : _hasPoles ? null : new(site, divisor, "divides by what can be zero", "ask first: '… == 0 ? … : …'");
    }

    private Finding? FindInDifference(Site site)
    {
        if (site.Result is not ScalarValue { Expr: { IsCondition: false } difference } || difference.Op is not (Op.Add or Op.Subtract))
        {
            return null;
        }

        if (IsAsked(site, difference))
        {
            return null;
        }

        if (IsMassFormula(difference))
        {
            return MassFormula(site, difference);
        }

        if (IsAngleOfMomenta(difference))
        {
            return AngleOfMomenta(site, difference);
        }

        IReadOnlyList<Summand> terms = Sums.Terms(difference, _kinds.IsAccessor);
        if (terms.Where(static t => t.Number > 0).SelectMany(plus => terms.Where(t => t.Number.Equals(-plus.Number)).Select(minus => _near.Of(plus, minus))).FirstOrDefault(static n => n is not null) is { } near)
        {
            return new(site, difference, near.What, near.WayOut) { Fix = _stable.OfOne(site) };
        }

        // Whichever comes first, and however often; the magnitude of a component as the component.
        static Expr Component(Expr e) => e.Op == Op.Abs ? e.Arguments[0] : e;
        if (terms is not [{ Factors: [var first] } one, { Factors: [var second] } other] || !one.Number.Equals(-other.Number))
        {
            return null;
        }

        if (_kinds.AreMomentumAndPz(first, Component(second)) || _kinds.AreMomentumAndPz(second, Component(first)))
        {
            return new(site, difference, "loses all digits close to the beam", "write 'Pt * Exp(-Eta)' for P − pz, and that of the magnitude of η for P − |pz|") { Fix = _stable.OfOne(site) };
        }

        return _kinds.IsSameObject(first, Component(second)) || _kinds.IsSameObject(second, Component(first))
            ? new(site, difference, "loses all digits when the mass is small against the energy", "write 'Mt * Exp(-Rapidity)' for E − pz, 'M2 / (E + P)' for E − p, 'M2 / (Mt + Pt)' for mT − pT")
                { Fix = _stable.OfOne(site) }
            : null;
    }

    // 1 − β².
    private bool IsOneLessSquaredSpeed(Expr argument) => Sums.Terms(argument, _kinds.IsAccessor) is [var a, var b]
        && ((a.Factors.Count == 0 && _kinds.IsSquaredSpeed(b)) || (b.Factors.Count == 0 && _kinds.IsSquaredSpeed(a)));

    // (E + pz) / (E − pz).
    private bool IsRapidity(Expr ratio) => ratio is { Op: Op.Divide, Arguments: [{ Op: Op.Add } plus, { Op: Op.Subtract } minus] }
        && plus.Arguments.Contains(minus.Arguments[0]) && plus.Arguments.Contains(minus.Arguments[1]) && _kinds.IsSameObject(minus.Arguments[0], minus.Arguments[1]);

    private Finding MassFormula(Site site, Expr formula)
    {
        if (Sums.Terms(formula, _kinds.IsAccessor) is [{ IsSquare: true, Number: 1 } first, { IsSquare: true, Number: -1 } second] && _kinds.AreEnergyAndPz(first.Factors[0], second.Factors[0]))
        {
            return new(site, formula, "loses its digits close to the beam", "write 'Mt2' for E² − pz²") { Fix = _stable.OfOne(site) };
        }

        Fix? fix = _stable.OfMass(site);
        return new(
            site, formula, "loses all digits when the energy is much larger than the mass, and may come out negative",
            fix is null
                ? "use '(a + b).Mass', 'InvariantMass(a, b)' or 'a * b' where it is one of them, which add terms that are not negative, or store the mass; else cut it off with 'Max(GeV2.Zero, …)'"
                : "use '(a + b).Mass', 'InvariantMass(a, b)' or 'a * b', which add terms that are not negative, or store the mass") { Fix = fix };
    }

    private Finding AngleOfMomenta(Site site, Expr formula) => new(
        site, formula, "loses all digits where the directions are close",
        "use 'a * b' or '(a + b).M2' for E₁E₂ − p₁·p₂, 'Square(TransverseMass(a, b)) / 2' for pT₁pT₂ − pT₁·pT₂, which add terms that are not negative")
        { Fix = _stable.OfMass(site) };

    // E² − p², E₁E₂ − p₁·p₂, and the same with sums; or, where nothing is known of the letters, x² − y² − z².
    private bool IsMassFormula(Expr formula)
    {
        IReadOnlyList<Summand> terms = Sums.Terms(formula, _kinds.IsAccessor);
        List<Summand> plus = [.. terms.Where(static t => t is { Number: > 0, IsQuadratic: true })], minus = [.. terms.Where(static t => t is { Number: < 0, IsQuadratic: true })];
        bool isNamed = plus.Exists(t => t.Factors.All(_kinds.IsEnergy)) && minus.Exists(t => t.Factors.All(_kinds.IsMomentum));
        bool isShaped = plus.Count == 1 && minus.Count >= 2 && plus.Count + minus.Count == terms.Count && terms.All(IsSquaredEnergy);
        return isNamed || isShaped;
    }

    // |p₁||p₂| − p₁·p₂, and with energies, of which that of what has no mass is the same.
    private bool IsAngleOfMomenta(Expr formula)
    {
        IReadOnlyList<Summand> terms = Sums.Terms(formula, e => _kinds.IsMagnitude(e) || _kinds.IsProduct(e));
        return terms.Count == 2 && terms.Any(t => t.Number < 0 && t.Factors is [{ } product] && _kinds.IsProduct(product)
            && terms.Any(plus => plus.Number.Equals(-t.Number) && plus.IsQuadratic && plus.Factors.All(_kinds.IsMagnitude)));
    }

    private bool IsSquaredEnergy(Summand term) => term.IsSquare && Math.Abs(term.Number).Equals(1.0) && _domains.Of(term.Factors[0]).Dimension is null or { Energy: 1 };

    private Domain Of(Expr node, Site site)
    {
        // Where no event that is selected comes, it is what was asked on the spot that counts.
        IEnumerable<Expr> asked = Facts.All(site.Facts);
        IEnumerable<Expr> conditions = _afterSelection.Contains(site.Body) ? asked.Concat(_selected) : asked;
        Domain domain = _domains.Of(node, conditions);
        domain = domain.IsEmpty ? _domains.Of(node, asked) : domain;

        // Who asked about a − b has asked about b − a.
        if (node.Op == Op.Subtract && domain is { Min: < 0, Max: > 0 }
            && _domains.Of(_trace.Pool.Subtract(node.Arguments[1], node.Arguments[0]), conditions) is { } opposite && opposite is { Min: >= 0 } or { Max: <= 0 })
        {
            return opposite with { Min = -opposite.Max, Max = -opposite.Min };
        }

        // Of a sum over chosen objects it is known that it is not zero once somebody asked which are chosen; nor is its root then.
        return domain.Zero is Zeros.Happens && IsSumOfAskedFor(node.Op is Op.Sqrt or Op.Abs ? node.Arguments[0] : node, conditions) ? domain with { Zero = Zeros.Never } : domain;
    }

    private bool IsAboutNumbers(Expr condition) =>
        _trace.Pool.Reach([condition]).All(e => e.Op is Op.Constant or Op.True or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not || (e.Op == Op.Column && _domains.Of(e).IsInteger));

    private bool IsSumOfAskedFor(Expr sum, IEnumerable<Expr> conditions)
    {
        IReadOnlyList<Summand> terms = Sums.Terms(sum, static _ => false);
        if (!terms.All(t => t is { Number: > 0, Factors: [{ Op: Op.Select } chosen] } && chosen.Arguments[2].Is(0) && _domains.Of(chosen.Arguments[1]).Zero == Zeros.Never))
        {
            return false;
        }

        // Of numbers of objects it can be said whether the answer is the right one.
        Expr[] masks = [.. terms.Select(static t => t.Factors[0].Arguments[0])];
        if (masks.Concat(conditions.Where(c => _trace.Pool.Reach([c]).Any(e => e.Op == Op.Column && _domains.Of(e).IsInteger))).All(IsAboutNumbers))
        {
            return _domains.AreExclusive(conditions.Concat(masks.Select(_trace.Pool.Not)));
        }

        HashSet<Expr> asked = [.. _trace.Pool.Reach([.. conditions])];
        return terms.All(t => asked.Contains(t.Factors[0].Arguments[0])
            || _trace.Pool.Reach([t.Factors[0].Arguments[0]]).All(e => e.Op != Op.Column || asked.Contains(e)));
    }

    // The outermost of nested constructs is the formula; of two that are not nested, the one that the other is computed from is the cause. Of one formula that is written twice each is one.
    private static bool Hides(Finding other, Finding finding)
    {
        SourceSpan a = other.Site.Term.Span, b = finding.Site.Term.Span;
        bool isInside = a.Start <= b.Start && a.Start + a.Length >= b.Start + b.Length;
        bool isAround = b.Start <= a.Start && b.Start + b.Length >= a.Start + a.Length;
        return isInside ? !isAround && other.DependsOn(finding.Result) : !isAround && finding.Result != other.Result && finding.DependsOn(other.Result);
    }

    private sealed record Finding(Site Site, Expr Node, string What, string WayOut)
    {
        private const int Reach = 64;

        public Fix? Fix { get; init; }

        public Expr Result => Site.Result is ScalarValue scalar ? scalar.Expr : Node;

        public Problem Problem => new(Rules.UnstableFormula.Id, Site.Term.Span, new([Problem.Source, What, WayOut])) { Fixes = Fix is null ? default : new([Fix]) };

        public bool IsOf(Site sentinel) => sentinel.Term.Span == Site.Term.Span || (sentinel.Result is ScalarValue { Expr: { IsCondition: false } computed } && DependsOn(computed));

        public bool DependsOn(Expr cause)
        {
            Stack<Expr> open = new([Node]);
            for (int i = 0; i < Reach && open.Count > 0; i++)
            {
                Expr next = open.Pop();
                if (next == cause)
                {
                    return true;
                }

                foreach (Expr argument in next.Arguments)
                {
                    open.Push(argument);
                }
            }

            return false;
        }
    }
}

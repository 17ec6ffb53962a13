namespace Mandelstam.Compiler.Algebra;

/// <summary>
/// Finds, for every node, the values that it can take: forward through the operations from what is known of the inputs, and narrowed
/// by the conditions under which a node is used.
/// </summary>
/// <remarks>
/// Without conditions each node is visited once. Under conditions a node is looked at anew, down to <see cref="Effort"/> nodes below it and no further:
/// the cost stays proportional to the size of the declaration, and what is not looked at anew keeps its wider range.
/// </remarks>
public sealed class InferDomains
{
    /// <summary>The most nodes that are looked at anew for one question under conditions.</summary>
    public const int Effort = 512;

    private const int DeepestCondition = 64, MostConjuncts = 32, DeepestFormula = 6;

    private readonly ExprPool _pool;
    private readonly Func<Expr, Domain> _input;
    private readonly Func<Expr, Domain, Domain>? _known;
    private readonly Dictionary<Expr, Domain> _found = [];
    private int _comparisons;

    /// <summary>Domains over a pool.</summary>
    /// <param name="pool">Makes nodes.</param>
    /// <param name="input">The domain of an input: column, process, nuisance, noise.</param>
    /// <param name="known">What is known of a node beyond what its operation says, as that the invariant of a physical momentum is not negative.</param>
    public InferDomains(ExprPool pool, Func<Expr, Domain> input, Func<Expr, Domain, Domain>? known = null)
    {
        _pool = pool;
        _input = input;
        _known = known;
    }

    /// <summary>The values of a node, whatever the event.</summary>
    public Domain Of(Expr node)
    {
        // Without recursion: a sum of a thousand terms is a thousand levels deep.
        Stack<Expr> open = new();
        open.Push(node);
        while (open.Count > 0)
        {
            Expr next = open.Peek();
            if (_found.ContainsKey(next))
            {
                open.Pop();
                continue;
            }

            bool isReady = true;
            foreach (Expr argument in next.Arguments)
            {
                if (!_found.ContainsKey(argument))
                {
                    open.Push(argument);
                    isReady = false;
                }
            }

            if (isReady)
            {
                open.Pop();
                _comparisons = Effort;
                _found.Add(next, next.Op switch
                {
                    Op.Select => new Narrowed(this, null).Choose(next),
                    Op.Subtract => new Narrowed(this, null).Narrow(next, Transfer(next, a => _found[a])),
                    _ => Transfer(next, a => _found[a]),
                });
            }
        }

        return _found[node];
    }

    /// <summary>The values of a node in the events for which conditions hold.</summary>
    /// <param name="node">The node.</param>
    /// <param name="conditions">What holds, innermost first.</param>
    public Domain Of(Expr node, IEnumerable<Expr> conditions)
    {
        Bound? bounds = null;
        foreach (Expr condition in conditions.Reverse())
        {
            bounds = Learn(condition, bounds);
        }

        _comparisons = Effort;
        return bounds is null ? Of(node) : new Narrowed(this, bounds).Of(node);
    }

    /// <summary>Does a condition hold in all events for which others do (true), in none (false), or in some (null)?</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="conditions">What holds, innermost first.</param>
    public bool? Holds(Expr condition, IEnumerable<Expr> conditions)
    {
        Bound? bounds = null;
        foreach (Expr known in conditions.Reverse())
        {
            bounds = Learn(known, bounds);
        }

        _comparisons = Effort;
        return Holds(condition, bounds, DeepestCondition, Effort);
    }

    /// <summary>Does no event fulfil all of the conditions?</summary>
    /// <param name="conditions">The conditions, in any order.</param>
    public bool AreExclusive(IEnumerable<Expr> conditions)
    {
        _comparisons = Effort;
        return All([.. conditions.SelectMany(Conjuncts).Distinct()], null, DeepestCondition, Effort) == false;
    }

    private bool? Holds(Expr condition, Bound? bounds, int depth, int effort)
    {
        if (depth == 0 || --_comparisons < 0)
        {
            return null;
        }

        IReadOnlyList<Expr> arguments = condition.Arguments;
        switch (condition.Op)
        {
            case Op.True:
                return ExprPool.IsTrue(condition);
            case Op.Not:
                return !Holds(arguments[0], bounds, depth - 1, effort);
            case Op.And:
                return All(Conjuncts(condition), bounds, depth - 1, effort);
            case Op.Or:
                bool? one = Holds(arguments[0], bounds, depth - 1, effort);
                bool? other = one == true ? null : Holds(arguments[1], Learn(_pool.Not(arguments[0]), bounds), depth - 1, effort);
                return one == true || other == true ? true : one == false && other == false ? false : null;
            case Op.Less or Op.LessOrEqual or Op.Equal:
                Narrowed narrowed = new(this, bounds) { Left = effort };
                Domain a = narrowed.Of(arguments[0]), b = narrowed.Of(arguments[1]);
                bool? holds = Compare(condition, a, b, narrowed);
                return holds == true && (a.MayBeNaN || b.MayBeNaN) ? null : holds; // no comparison holds for what is no number
            default:
                return null;
        }
    }

    private static bool? Compare(Expr comparison, Domain a, Domain b, Narrowed narrowed)
    {
        (Expr left, Expr right) = (comparison.Arguments[0], comparison.Arguments[1]);
        Relation? relation = narrowed.RelationOf(left, right)
            ?? (narrowed.IsNotBelow(left, right) ? Relation.NotBelow : narrowed.IsNotBelow(right, left) ? Relation.NotAbove : null);
        bool isAbove = relation is Relation.Above, isBelow = relation is Relation.Below;
        return comparison.Op switch
        {
            Op.Less => isBelow || a.Max < b.Min ? true : isAbove || relation is Relation.NotBelow || a.Min >= b.Max ? false : null,
            Op.LessOrEqual => isBelow || relation is Relation.NotAbove || left == right || a.Max <= b.Min ? true : isAbove || a.Min > b.Max ? false : null,
            _ => isAbove || isBelow || relation is Relation.Unequal || (!a.MayBeAbsent && !b.MayBeAbsent && (a.Max < b.Min || b.Max < a.Min)) ? false
                : left == right || (a.Min.Equals(a.Max) && b.Min.Equals(b.Max) && a.Min.Equals(b.Min)) ? true : null,
        };
    }

    // Each of the conditions where all the others hold: in which order they were written says nothing.
    private bool? All(IReadOnlyList<Expr> conditions, Bound? bounds, int depth, int effort)
    {
        bool? all = true;
        for (int i = 0; i < conditions.Count; i++)
        {
            Bound? others = bounds;
            for (int j = 0; j < conditions.Count; j++)
            {
                others = i == j ? others : Learn(conditions[j], others);
            }

            if (Holds(conditions[i], others, depth, effort) == false)
            {
                return false;
            }

            // What holds because of the others alone may fail where they do.
            all = all == true && Holds(conditions[i], bounds, depth, effort) == true ? true : null;
        }

        return all;
    }

    private static IReadOnlyList<Expr> Conjuncts(Expr condition)
    {
        List<Expr> conjuncts = [];
        Stack<Expr> open = new([condition]);
        while (open.Count > 0)
        {
            Expr next = open.Pop();
            if (next.Op == Op.And && conjuncts.Count + open.Count < MostConjuncts)
            {
                open.Push(next.Arguments[1]);
                open.Push(next.Arguments[0]);
            }
            else
            {
                conjuncts.Add(next);
            }
        }

        return conjuncts;
    }

    private Domain Transfer(Expr node, Func<Expr, Domain> of) => node.Op switch
    {
        Op.Column or Op.Process or Op.Nuisance or Op.Noise => _input(node),
        _ when _known is null => TransferDomain.Run(node, of),
        _ => _known(node, TransferDomain.Run(node, of)),
    };

    // What a condition says of the nodes in it, in front of what was known before.
    private Bound? Learn(Expr condition, Bound? outer)
    {
        bool isTrue = true;
        while (condition.Op == Op.Not)
        {
            isTrue = !isTrue;
            condition = condition.Arguments[0];
        }

        if (condition.Arguments.Count != 2)
        {
            return outer;
        }

        (Expr a, Expr b) = (condition.Arguments[0], condition.Arguments[1]);
        switch (condition.Op)
        {
            case Op.And when isTrue:
                return Learn(b, Learn(a, outer));
            case Op.Or when !isTrue:
                return Learn(_pool.Not(b), Learn(_pool.Not(a), outer));
            case Op.Less:
                return isTrue ? new(a, b, Relation.Below, false, outer) : new(a, b, Relation.NotBelow, true, outer);
            case Op.LessOrEqual:
                return isTrue ? new(a, b, Relation.NotAbove, false, outer) : new(a, b, Relation.Above, true, outer);
            case Op.Equal:
                return isTrue ? new(a, b, Relation.NotAbove, false, new(a, b, Relation.NotBelow, false, outer)) : new(a, b, Relation.Unequal, true, outer);
            default:
                return outer;
        }
    }

    private static Relation Reversed(Relation relation) => relation switch
    {
        Relation.Below => Relation.Above,
        Relation.NotAbove => Relation.NotBelow,
        Relation.Above => Relation.Below,
        Relation.NotBelow => Relation.NotAbove,
        _ => relation,
    };

    private enum Relation
    {
        Below,
        NotAbove,
        Above,
        NotBelow,
        Unequal,
    }

    /// <summary>One thing that is known: how a compares to b, or that a comparison fails, as all do with what is no number. A chain.</summary>
    private sealed record Bound(Expr A, Expr B, Relation Relation, bool IsFailure, Bound? Outer);

    /// <summary>Domains under bounds, for one question.</summary>
    private sealed class Narrowed(InferDomains all, Bound? bounds)
    {
        private readonly Dictionary<Expr, Domain> _seen = [];
        private int _compared;

        /// <summary>How many nodes may still be looked at anew.</summary>
        public int Left { get; set; } = Effort;

        public Domain Of(Expr node)
        {
            if (bounds is null || _seen.TryGetValue(node, out Domain domain))
            {
                return bounds is null ? all.Of(node) : _seen[node];
            }

            if (node.IsLeaf)
            {
                return all.Of(node);
            }

            domain = --Left < 0 ? all.Of(node) : node.Op == Op.Select ? Choose(node) : all.Transfer(node, Of);
            domain = Narrow(node, domain);
            _seen[node] = domain;
            return domain;
        }

        public Domain Choose(Expr node)
        {
            Expr condition = node.Arguments[0];
            Domain Arm(Expr arm, Expr holds)
            {
                Narrowed under = new(all, all.Learn(holds, bounds)) { Left = Left / 2 };
                Domain domain = under.Of(arm);
                Left = Left - (Left / 2) + under.Left;

                // A column that holds a sentinel is read only where its object is there.
                return arm.Op == Op.Column ? domain with { MayBeAbsent = false } : domain;
            }

            int share = Math.Min(16, Math.Max(0, Left) / 8);
            Left -= share;
            bool? holds = bounds is null ? null : all.Holds(condition, bounds, DeepestCondition, share);
            return holds == true ? Arm(node.Arguments[1], condition)
                : holds == false ? Arm(node.Arguments[2], all._pool.Not(condition))
                : Arm(node.Arguments[1], condition).Or(Arm(node.Arguments[2], all._pool.Not(condition)));
        }

        public Relation? RelationOf(Expr a, Expr b)
        {
            for (Bound? bound = bounds; bound is not null; bound = bound.Outer)
            {
                if (bound.A == a && bound.B == b)
                {
                    return bound.Relation;
                }

                if (bound.A == b && bound.B == a)
                {
                    return Reversed(bound.Relation);
                }
            }

            return null;
        }

        /// <summary>Is a, by the way that it is made of b, never less? A momentum is no less than its transverse part, nor an energy than either.</summary>
        public bool IsNotBelow(Expr a, Expr b, int depth = DeepestFormula)
        {
            if (a == b || depth == 0 || ++_compared > MostConjuncts)
            {
                return a == b;
            }

            bool IsAtLeast(Expr x) => IsNotBelow(x, b, depth - 1);
            switch (a.Op)
            {
                case Op.Max:
                    return IsAtLeast(a.Arguments[0]) || IsAtLeast(a.Arguments[1]);
                case var _ when b.Op == Op.Min:
                    return IsNotBelow(a, b.Arguments[0], depth - 1) || IsNotBelow(a, b.Arguments[1], depth - 1);
                case Op.Sqrt when b.Op == Op.Sqrt && IsNotBelow(a.Arguments[0], b.Arguments[0], depth - 1):
                    return true;
                case Op.Sqrt:
                    return Summands(a.Arguments[0], depth - 1).Any(x => IsSquare(x) && IsAtLeast(x.Arguments[0]));
                case Op.Add:
                    return Summands(a, depth - 1).Any(IsAtLeast);
                case Op.Multiply when a.Arguments[0] != a.Arguments[1]:
                    return (Of(a.Arguments[1]).Min >= 1 && Of(a.Arguments[0]).Min >= 0 && IsAtLeast(a.Arguments[0]))
                        || (Of(a.Arguments[0]).Min >= 1 && Of(a.Arguments[1]).Min >= 0 && IsAtLeast(a.Arguments[1]));
                default:
                    return false;
            }
        }

        // What a sum is no less than: each of two terms of which the other is not negative.
        private IEnumerable<Expr> Summands(Expr sum, int depth)
        {
            yield return sum;
            if (sum.Op != Op.Add || depth == 0)
            {
                yield break;
            }

            foreach ((Expr term, Expr other) in new[] { (sum.Arguments[0], sum.Arguments[1]), (sum.Arguments[1], sum.Arguments[0]) })
            {
                if (Of(other).Min >= 0)
                {
                    foreach (Expr part in Summands(term, depth - 1))
                    {
                        yield return part;
                    }
                }
            }
        }

        /// <summary>The values of a node, of which what its operation gives is known, under the bounds.</summary>
        public Domain Narrow(Expr node, Domain domain)
        {
            for (Bound? bound = bounds; bound is not null; bound = bound.Outer)
            {
                domain = Narrow(node, domain, bound.A, bound.Relation, bound.B, bound.IsFailure);
                domain = Narrow(node, domain, bound.B, Reversed(bound.Relation), bound.A, bound.IsFailure);
            }

            return node.Op == Op.Subtract ? NarrowDifference(node.Arguments[0], node.Arguments[1], domain) : domain;
        }

        // What "left relation right" says of a node: that it is left, or that its magnitude or square is, or that left would be zero with it.
        private Domain Narrow(Expr node, Domain domain, Expr left, Relation relation, Expr right, bool isFailure)
        {
            bool isMagnitude = left.Op == Op.Abs && left.Arguments[0] == node;
            if (left != node && !isMagnitude && !(IsSquare(left) && left.Arguments[0] == node))
            {
                return IsZeroWith(left, node, DeepestFormula) && ExcludesZero(relation, Bounded(right), isFailure) && !(isFailure && all.Of(left).MayBeNaN) ? Unequal(domain) : domain;
            }

            Domain other = Bounded(right);
            if (isFailure && other.MayBeNaN)
            {
                return domain;
            }

            if (left == node)
            {
                return Limit(domain, relation, other);
            }

            return relation switch
            {
                Relation.Below or Relation.NotAbove when isMagnitude => domain.Within(-other.Max, other.Max),
                Relation.Above when other.Min >= 0 => domain with { Zero = Zeros.Never },
                Relation.NotBelow when other.Min > 0 => domain with { Zero = Zeros.Never },
                Relation.Unequal when other.Min == 0 && other.Max == 0 => Unequal(domain),
                _ => domain,
            };
        }

        // What is known of a bound by itself: of "a > b" where b is not negative.
        private Domain Bounded(Expr node)
        {
            Domain domain = all.Of(node);
            for (Bound? bound = node.IsLeaf ? null : bounds; bound is not null; bound = bound.Outer)
            {
                Expr? limit = bound.A == node ? bound.B : bound.B == node ? bound.A : null;
                if (limit is not null && all.Of(limit) is var other && !(bound.IsFailure && other.MayBeNaN))
                {
                    domain = Limit(domain, bound.A == node ? bound.Relation : Reversed(bound.Relation), other);
                }
            }

            return domain;
        }

        // a − b where a and b have been compared, or the one is chosen as the larger; and a² − b² of such a and b that are not negative.
        private Domain NarrowDifference(Expr a, Expr b, Domain domain)
        {
            if (IsSquare(a) && IsSquare(b) && Of(a.Arguments[0]).Min >= 0 && Of(b.Arguments[0]).Min >= 0)
            {
                (a, b) = (a.Arguments[0], b.Arguments[0]);
            }

            Relation? relation = RelationOf(a, b)
                ?? (a.Op != Op.Max && b.Op != Op.Max && a.Op != Op.Min && b.Op != Op.Min ? null : IsNotBelow(a, b) ? Relation.NotBelow : IsNotBelow(b, a) ? Relation.NotAbove : null);
            return relation is null ? domain : Limit(domain, relation.Value, Domain.Of(0));
        }

        // A product where a factor is, a quotient where what is divided is.
        private static bool IsZeroWith(Expr whole, Expr part, int depth) => depth > 0 && whole.Op switch
        {
            Op.Multiply => whole.Arguments.Any(a => a == part || IsZeroWith(a, part, depth - 1)),
            Op.Divide or Op.Negate or Op.Abs or Op.Sqrt => whole.Arguments[0] == part || IsZeroWith(whole.Arguments[0], part, depth - 1),
            _ => false,
        };

        private static bool ExcludesZero(Relation relation, Domain other, bool isFailure) => !(isFailure && other.MayBeNaN) && relation switch
        {
            Relation.Unequal => other.Min == 0 && other.Max == 0,
            Relation.Above => other.Min >= 0,
            Relation.NotBelow => other.Min > 0,
            Relation.Below => other.Max <= 0,
            _ => other.Max < 0,
        };

        private static bool IsSquare(Expr e) => e.Op == Op.Multiply && e.Arguments[0] == e.Arguments[1];

        private static Domain Limit(Domain domain, Relation relation, Domain other) => relation switch
        {
            Relation.Below => domain.Within(double.NegativeInfinity, Numbers.Below(other.Max)),
            Relation.NotAbove => domain.Within(double.NegativeInfinity, other.Max),
            Relation.Above => domain.Within(Numbers.Above(other.Min), double.PositiveInfinity),
            Relation.NotBelow => domain.Within(other.Min, double.PositiveInfinity),
            _ => other.Min == 0 && other.Max == 0 ? Unequal(domain) : domain,
        };

        // Whole numbers that are not zero and not negative start at one.
        private static Domain Unequal(Domain domain) => domain.Min == 0
            ? domain.Within(domain.IsInteger ? 1 : double.Epsilon, double.PositiveInfinity)
            : domain.Max == 0 ? domain.Within(double.NegativeInfinity, domain.IsInteger ? -1 : -double.Epsilon)
            : domain with { Zero = Zeros.Never };
    }
}

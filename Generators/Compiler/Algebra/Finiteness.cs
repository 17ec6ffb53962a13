namespace Mandelstam.Compiler.Algebra;

/// <summary>Which nodes may be infinite or NaN although the inputs are finite. Overflow is left aside.</summary>
/// <remarks>It judges by the shape alone: what it does not see costs a comparison, not a digit.</remarks>
internal sealed class Finiteness
{
    private readonly Dictionary<int, Facts> _known = [];

    [Flags]
    private enum Facts
    {
        None = 0,
        MayFail = 1,
        NonNegative = 2,
        Positive = 4,
    }

    /// <summary>May the node, or its derivative by an argument, fail to be a finite number?</summary>
    public bool MayFail(Expr node)
    {
        if (!_known.ContainsKey(node.Id))
        {
            Learn(node);
        }

        return Has(node, Facts.MayFail);
    }

    /// <summary>May the node's derivative by an argument be infinite, of arguments that are finite?</summary>
    public bool MayBeSteep(Expr node)
    {
        _ = MayFail(node);
        return IsSteep(node);
    }

    private void Learn(Expr node)
    {
        // An explicit stack: declarations nest deeper than that of a thread may be long.
        Stack<Expr> open = new([node]);
        while (open.Count > 0)
        {
            Expr next = open.Peek();
            int before = open.Count;
            foreach (Expr argument in next.Arguments)
            {
                if (!_known.ContainsKey(argument.Id))
                {
                    open.Push(argument);
                }
            }

            if (open.Count == before)
            {
                _known[next.Id] = FactsOf(next);
                open.Pop();
            }
        }
    }

    private bool IsSteep(Expr node) => node.Op switch
    {
        Op.Log or Op.Tan or Op.Acos or Op.Atanh => true,
        Op.Divide => !Has(node.Arguments[1], Facts.Positive),
        _ => false,
    };

    private Facts FactsOf(Expr node)
    {
        bool All(Facts fact) => node.Arguments.All(a => Has(a, fact));
        bool fails = node.Arguments.Any(a => Has(a, Facts.MayFail)) || IsSteep(node) || (node.Op == Op.Sqrt && !Has(node.Arguments[0], Facts.NonNegative));
        Facts sign = node.Op switch
        {
            Op.Constant when node.Number > 0 => Facts.Positive,
            Op.Constant when node.Number.Equals(0.0) => Facts.NonNegative,
            Op.Abs or Op.Sqrt or Op.Exp or Op.Cosh => Facts.NonNegative,
            Op.Multiply when node.Arguments[0] == node.Arguments[1] || All(Facts.NonNegative) => Facts.NonNegative,
            Op.Add when All(Facts.NonNegative) => node.Arguments.Any(a => Has(a, Facts.Positive)) ? Facts.Positive : Facts.NonNegative,
            Op.Max when node.Arguments.Any(a => Has(a, Facts.Positive)) => Facts.Positive,
            _ => Facts.None,
        };
        return (fails ? Facts.MayFail : Facts.None) | sign | (sign == Facts.Positive ? Facts.NonNegative : Facts.None);
    }

    private bool Has(Expr node, Facts fact) => (_known[node.Id] & fact) != 0;
}

namespace Mandelstam.Particles;

/// <summary>Reads the text of a reaction: reaction = names arrow products; product = name | "(" name arrow products ")".</summary>
internal sealed class ReactionReader(string text, ParticleTable table)
{
    // A chain deeper than this is a slip of the hand, and would exhaust the stack of the compiler.
    private const int DeepestChain = 16;

    private const string Anything = "X";

    private readonly List<ReactionError> _errors = [];
    private int _at;

    public IReadOnlyList<ReactionError> Errors => _errors;

    public Reaction? Read()
    {
        Reaction? reaction = Level(0);
        if (reaction is not null && _at < text.Length)
        {
            Fail("a ')' closes nothing; remove it", _at, 1);
        }

        return reaction;
    }

    private Reaction? Level(int depth)
    {
        SkipBlanks();
        int start = _at;
        List<ReactionParticle> incoming = [], outgoing = [];
        bool isPastArrow = false, isInclusive = false;
        int end = _at;
        while (_at < text.Length && text[_at] != ')')
        {
            if (Arrow(_at) is int length and > 0)
            {
                if (isPastArrow)
                {
                    return Fail("has a second arrow; put a product's own decay in parentheses, 'B+ -> (anti-D0 -> K+ pi-) pi+'", _at, length);
                }

                isPastArrow = true;
                _at += length;
            }
            else if (text[_at] == '(')
            {
                if (!isPastArrow || depth == DeepestChain)
                {
                    return Fail("has a chain where none can be; put the decay of a product in parentheses, after the arrow", _at, 1);
                }

                int open = _at++;
                Reaction? decay = Level(depth + 1);
                if (decay is null)
                {
                    return null;
                }

                if (_at == text.Length)
                {
                    return Fail("has a '(' that is not closed; write ')' after the last product", open, 1);
                }

                _at++;
                if (decay.Incoming.Count != 1)
                {
                    return Fail("has parentheses around what is no decay; write one particle before the arrow in them", open, _at - open);
                }

                outgoing.Add(decay.Incoming[0] with { Decay = decay });
            }
            else if (isPastArrow && Word() == Anything)
            {
                isInclusive = true;
                _at += Anything.Length;
            }
            else if (Name() is { } particle)
            {
                (isPastArrow ? outgoing : incoming).Add(particle);
            }

            end = _at;
            SkipBlanks();
        }

        if (!isPastArrow)
        {
            return Fail("has no arrow; write 'mu- -> e- anti-nu_e nu_mu'", 0, text.Length);
        }

        if (_errors.Count > 0)
        {
            return null; // a name was unknown: what is left may look incomplete without being so
        }

        return incoming.Count == 0 ? Fail("has nothing before the arrow; write what decays or collides", start, end - start)
            : outgoing.Count == 0 && !isInclusive ? Fail("has nothing after the arrow; write the products", start, end - start)
            : new(incoming, outgoing, isInclusive, start, end - start);
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private int Arrow(int at) => text[at] == '→' ? 1 : string.CompareOrdinal(text, at, "->", 0, 2) == 0 ? 2 : 0;

    // A name reaches to the next blank or arrow, or to a ')' that it has not opened itself: "phi(1020)" has its own.
    private string Word()
    {
        int end = _at, open = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && Arrow(end) == 0 && (text[end] != ')' || open > 0))
        {
            open += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
            end++;
        }

        return text.Substring(_at, end - _at);
    }

    private ReactionParticle? Name()
    {
        int start = _at;
        string name = Word();
        _at += name.Length;
        if (table.Find(name) is { } particle)
        {
            return new(particle, start, name.Length, null);
        }

        IReadOnlyList<string> nearest = table.Nearest(name);
        string hint = nearest.Count == 0 ? "declare it with [NewParticle]" : "did you mean " + string.Join(" or ", nearest.Select(static n => $"'{n}'")) + "?";
        _errors.Add(new($"'{name}' is not in the particle table; {hint}", start, name.Length, name));
        return null;
    }

    private Reaction? Fail(string message, int start, int length)
    {
        _errors.Add(new(message, start, length, null));
        return null;
    }
}

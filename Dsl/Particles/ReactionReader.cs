namespace Mandelstam.Particles;

/// <summary>Reads the text of a reaction: reaction = names arrow products; product = name | "(" name arrow products ")".</summary>
internal sealed class ReactionReader(string text, ParticleTable table)
{
    // A chain deeper than this is a slip of the hand, and would exhaust the stack of the compiler.
    private const int DeepestChain = 16;

    private const string Anything = "X", NotClosed = "has a '(' that is not closed; write ')' after the last product";

    // What other programs and papers write between the sides of a reaction, and between particles.
    private const string Strokes = "-=–—>", LongArrows = "⟶⇒⟹", Separators = ",;";

    private static readonly string[] _wordsForArrows = ["to", "into", @"\to", @"\rightarrow"];

    private readonly List<ReactionError> _errors = [];
    private int _at;

    public IReadOnlyList<ReactionError> Errors => _errors;

    public Reaction? Read()
    {
        Reaction? reaction = Level(0, 0);
        if (reaction is not null && _at < text.Length)
        {
            Fail("a ')' closes nothing; remove it", _at, 1);
        }

        return reaction;
    }

    private Reaction? Level(int depth, int open)
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

                int opened = _at++;
                Reaction? decay = Level(depth + 1, opened);
                if (decay is null)
                {
                    return null;
                }

                if (_at == text.Length)
                {
                    return Fail(NotClosed, opened, 1);
                }

                _at++;
                if (decay.Incoming.Count != 1)
                {
                    return Fail("has parentheses around what is no decay; write one particle before the arrow in them", opened, _at - opened);
                }

                outgoing.Add(decay.Incoming[0] with { Decay = decay });
            }
            else if (Mistaken(isPastArrow) is { } mistake)
            {
                return Fail(mistake.Message, mistake.Start, mistake.Length);
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

        if (!isPastArrow && depth > 0)
        {
            return _at == text.Length ? Fail(NotClosed, open, 1)
                : incoming.Count == 0 && _errors.Count == 0 ? Fail("has parentheses with nothing in them; remove them, or write a product's own decay, '(anti-D0 -> K+ pi-)'", open, _at + 1 - open)
                : Fail("has parentheses without an arrow in them; remove them, or write the product's own decay, '(anti-D0 -> K+ pi-)'", open, _at + 1 - open);
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

    // Punctuation that does not belong into a reaction, at the next word. It is no particle that is not known: no name is meant.
    private (string Message, int Start, int Length)? Mistaken(bool isPastArrow)
    {
        int end = _at;
        while (end < text.Length && Strokes.IndexOf(text[end]) >= 0)
        {
            end++;
        }

        if (end > _at && text[end - 1] == '>')
        {
            return NoArrow(_at, end - _at);
        }

        string word = Word();
        if (word == "+")
        {
            return ("has a '+' between particles; they are separated by blanks alone", _at, 1);
        }

        if (table.Find(word) is not null)
        {
            return null;
        }

        if (!isPastArrow && (end == _at + word.Length || _wordsForArrows.Contains(word)))
        {
            return NoArrow(_at, word.Length);
        }

        int arrow = word.IndexOf("=>", StringComparison.Ordinal), glyph = word.IndexOfAny(LongArrows.ToCharArray()), comma = word.IndexOfAny(Separators.ToCharArray());
        return arrow >= 0 ? NoArrow(_at + arrow, 2)
            : glyph >= 0 ? NoArrow(_at + glyph, 1)
            : comma >= 0 ? ($"has a '{word[comma]}' between particles; they are separated by blanks alone", _at + comma, 1)
            : null;

        (string, int, int) NoArrow(int start, int length) => ($"has '{text.Substring(start, length)}' for an arrow; write '->'", start, length);
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

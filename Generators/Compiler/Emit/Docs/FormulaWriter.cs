using System.Globalization;
using System.Text;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>Writes one body. What a local stands for is written once, behind the formula; short things stand where they are used.</summary>
/// <remarks>A local that is given another value is another one in the terms: the second is written with a number.</remarks>
internal sealed class FormulaWriter(VectorTerms vectors)
{
    private const string Absent = "\\varnothing";

    // Letters that stand where they are used: longer, they would be read twice, and formulas could double at each level.
    private const int ShortLocal = 30, ShortArgument = 60;

    private readonly List<Symbol> _explained = [];
    private readonly Dictionary<(string Name, string Value), Formula> _known = [];
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private HashSet<Symbol> _used = [];

    /// <summary>The LaTeX of the body.</summary>
    public string Write(Term body)
    {
        StringBuilder text = new(Print(body, Names.None).Text);
        HashSet<Symbol> needed = [];
        Stack<Symbol> open = new(_used);
        while (open.Count > 0)
        {
            if (open.Pop() is { Value: { } value } next && needed.Add(next))
            {
                foreach (Symbol symbol in value.Symbols)
                {
                    open.Push(symbol);
                }
            }
        }

        string link = ",\\ \\text{with}\\ ";
        foreach (Symbol symbol in _explained.Where(needed.Contains))
        {
            // A comparison behind "=" would read as a chain of them; the brace of cases is bracket enough.
            text.Append(link).Append(symbol.Text).Append(" = ").Append(symbol.Value!.Strength == Strength.Choice ? symbol.Value.Text : symbol.Value.In(Strength.Sum));
            link = ",\\ ";
        }

        return text.ToString();
    }

    private Formula Print(Term term, Names names)
    {
        switch (term.Kind)
        {
            case TermKind.Number:
                return Notation.Number(term.Number);
            case TermKind.Boolean:
                return term.Number != 0 ? Formula.True : Formula.False;
            case TermKind.Null:
                return new(Absent);
            case TermKind.This:
                return Formula.Named("event");
            case TermKind.EnumMember:
                return Formula.Named(term.Name);
            case TermKind.Variable:
                Names? found = names.Find(term.Name);
                return found is null ? Formula.Named(term.Name) : found.Function is { } function ? Print(function.Lambda, function.Names) : Use(found.Shown);
            case TermKind.Lambda:
                Symbol argument = Running(term.Name[0] == '@' ? "x" : term.Name);
                Formula image = Print(term.Arguments[0], names.With(term.Name, new(argument.Text, Strength.Atom, argument.Text) { Symbols = [argument] }));
                End(argument);
                return new($"\\left({argument.Text} \\mapsto {image.Text}\\right)");
            case TermKind.Member:
                return OfEvent(Member(term.Name), term.Arguments[0], names);
            case TermKind.Invoke:
                Formula helper = Formula.Named(Notation.Split(term.Name).Name);
                return term.Arguments.Count == 1
                    ? OfEvent(helper, term.Arguments[0], names)
                    : Formula.Function(OfEvent(helper, term.Arguments[0], names).Text, term.Arguments.Skip(1).Select(a => Print(a, names)));
            case TermKind.With:
                return OfEvent(Formula.Named("event"), term, names);
            case TermKind.Tuple:
                Formula[] parts = [.. term.Arguments.Select(a => Apart(a, names))];
                return Tuple([.. parts.Select(Use)]);
            case TermKind.Part:
                Formula tuple = Apart(term.Arguments[0], names);
                int place = (int)term.Number;
                return place < tuple.Parts.Count ? Use(tuple.Parts[place]) : new(Use(tuple).Marked((place + 1).ToString(CultureInfo.InvariantCulture)), Strength.Applied);
            case TermKind.Let:
                return IsAccess(term) ? Print(term.Arguments[1].Arguments[1], Local(term, names)) : Print(term.Arguments[1], Local(term, names));
            case TermKind.Conditional:
                return Cases(term, names);
            case TermKind.Unary:
                return term.Name switch
                {
                    "!" => Not(term.Arguments[0], names),
                    "-" => new("-" + Print(term.Arguments[0], names).In(Strength.Series), Strength.Sum),
                    _ => Print(term.Arguments[0], names),
                };
            case TermKind.Binary when term.Name == "*" && vectors.IsVector(term.Arguments[0], names) && vectors.IsVector(term.Arguments[1], names):
                return Notation.ScalarProduct(Print(term.Arguments[0], names), Print(term.Arguments[1], names));
            case TermKind.Binary:
                return Binary(term.Name, Print(term.Arguments[0], names), Print(term.Arguments[1], names));
            case TermKind.Call:
                return Call(term, names);
            default:
                return Formula.Named(term.Name);
        }
    }

    private Formula Use(Formula formula)
    {
        _used.UnionWith(formula.Symbols);
        return formula;
    }

    // With the symbols that it is made of, which are not yet those of what it will stand in.
    private Formula Apart(Func<Formula> print)
    {
        HashSet<Symbol> outer = _used;
        _used = [];
        Formula formula = print();
        formula = formula with { Symbols = [.. _used] };
        _used = outer;
        return formula;
    }

    private Formula Apart(Term term, Names names) => Apart(() => Print(term, names));

    private static Formula Tuple(IReadOnlyList<Formula> parts) => new($"\\left({Formula.List(parts)}\\right)") { Parts = parts };

    private Formula Member(string name)
    {
        string shown = Formula.Roman(name);
        return vectors.KindOf(name) == MemberKind.Transverse ? new($"\\vec{{p}}_T^{{{shown}}}", Strength.Applied, shown)
            : vectors.IsVector(name) ? new($"p_{{{shown}}}", Strength.Atom, shown)
            : Formula.Named(name);
    }

    // Of the event itself nothing is said; of a changed one, what has been changed.
    private Formula OfEvent(Formula member, Term of, Names names)
    {
        switch (of.Kind)
        {
            case TermKind.This:
                return member;
            case TermKind.With:
                Formula original = OfEvent(member, of.Arguments[0], names);
                IEnumerable<string> changes = of.Arguments.Skip(1).Select(a => $"{Member(a.Name).Text} \\to {Print(a.Arguments[0], names).Text}");
                return new($"\\left.{original.Text}\\right|_{{{string.Join(",\\ ", changes)}}}", Strength.Applied);
            default:
                return new($"{member.Text}\\left[{Print(of, names).Text}\\right]", Strength.Applied);
        }
    }

    private Names Local(Term let, Names names)
    {
        (Term value, Names seen) = Resolved(let.Arguments[0], names);
        if (value.Kind == TermKind.Lambda)
        {
            return names.With(let.Name, Formula.Named(let.Name)) with { Function = (value, seen) };
        }

        bool isVector = vectors.IsVector(let.Arguments[0], names);
        return names.With(let.Name, Explained(let.Name, Apart(let.Arguments[0], names), isVector), isVector);
    }

    // How a local is written: by its name, or by its value where that is as short, and where the name is none that the user knows.
    private Formula Explained(string name, Formula value, bool isVector)
    {
        if (value.Parts.Count > 0)
        {
            return Tuple([.. value.Parts.Select(p => Explained(name, p, isVector: false))]) with { Symbols = value.Symbols };
        }

        bool isOwn = name[0] != '@' && name.IndexOf('.') < 0;
        if (value.IsZero || (isOwn ? value.Strength >= Strength.Applied && value.Text.Length <= ShortLocal : value.Text.Length <= ShortArgument))
        {
            return value;
        }

        string known = Known(name);
        Symbol[] running = [.. value.Symbols.Where(static s => s.Value is null)];
        if (!_known.TryGetValue((known, value.Text), out Formula shown))
        {
            string text = Formula.Roman(known);
            if (Array.Exists(running, r => r.Text == text))
            {
                text += "'"; // an image that has the name of its object
            }

            int count = _taken[known] = 1 + (_taken.TryGetValue(known, out int before) ? before : vectors.IsMember(known) ? 1 : 0);
            if (count > 1)
            {
                text = $"{text}_{{{count.ToString(CultureInfo.InvariantCulture)}}}";
            }

            if (running.Length > 0)
            {
                text = $"{text}({string.Join(", ", running.Select(static s => s.Text))})";
            }

            Symbol symbol = new(isVector ? $"p_{{{text}}}" : text, value);
            _explained.Add(symbol);
            _known[(known, value.Text)] = shown = new(symbol.Text, Strength.Atom, text) { Symbols = [symbol] };
        }

        return running.Length == 0 ? shown : shown with { Symbols = [.. shown.Symbols, .. running] };
    }

    // The parameter of a function inside a body has the function's name before it; what no user has named gets a letter.
    private static string Known(string name)
    {
        if (name[0] != '@')
        {
            return name.Substring(name.LastIndexOf('.') + 1);
        }

        string? invented = new[] { "@receiver", "@tuple", "@switch", "@item" }.FirstOrDefault(i => name.StartsWith(i, StringComparison.Ordinal));
        return invented is null ? name.Substring(1) : "x";
    }

    // "a?.b": what is asked of an absent object is absent, in formulas without saying so.
    private static bool IsAccess(Term let) =>
        let is { Name: ['@', ..], Arguments: [_, { Kind: TermKind.Conditional, Arguments: [{ Kind: TermKind.Binary, Name: "!=" } question, _, { Kind: TermKind.Null }] }] }
        && question.Arguments is [{ Kind: TermKind.Variable } asked, { Kind: TermKind.Null }]
        && asked.Name == let.Name;

    private Formula Not(Term term, Names names)
    {
        if (term is { Kind: TermKind.Binary, Name: "==" or "!=" })
        {
            return Binary(term.Name == "==" ? "!=" : "==", Print(term.Arguments[0], names), Print(term.Arguments[1], names));
        }

        return Not(Print(term, names));
    }

    private static Formula Not(Formula formula) =>
        formula.IsTrue ? Formula.False : formula.IsFalse ? Formula.True : new("\\lnot " + formula.In(Strength.Applied), Strength.Applied);

    // What an "if" leaves open is asked next: one brace for all.
    private Formula Cases(Term term, Names names)
    {
        List<string> rows = [];
        while (true)
        {
            if (term.Kind == TermKind.Let && !IsAccess(term))
            {
                names = Local(term, names);
                term = term.Arguments[1];
            }
            else if (term.Kind == TermKind.Conditional)
            {
                Formula condition = Print(term.Arguments[0], names);
                if (!condition.IsTrue && !condition.IsFalse)
                {
                    rows.Add($"{Print(term.Arguments[1], names).Text} & {(rows.Count > 0 ? "\\text{else if}\\ " : "")}{condition.Text}");
                }

                term = term.Arguments[condition.IsTrue ? 1 : 2];
            }
            else
            {
                Formula last = Print(term, names);
                return rows.Count == 0 ? last : new($"\\begin{{cases}} {string.Join(" \\\\ ", rows)} \\\\ {last.Text} & \\text{{otherwise}} \\end{{cases}}", Strength.Choice);
            }
        }
    }

    private static Formula Binary(string sign, Formula left, Formula right)
    {
        switch (sign)
        {
            case "/":
                return new($"\\frac{{{left.Text}}}{{{right.Text}}}", Strength.Applied);
            case "*":
                // A series at the end of a product reaches as far as one by itself.
                Strength product = right.Strength == Strength.Series ? Strength.Series : Strength.Product;
                return Between(left.In(Strength.Product), "\\cdot", right.In(product), product);
            case "+" when left.IsZero:
                return right;
            case "+":
                return Between(left.In(Strength.Sum), "+", right.Text[0] == '-' ? right.In(Strength.Series) : right.In(Strength.Sum), Strength.Sum);
            case "-":
                return Between(left.In(Strength.Sum), "-", right.In(Strength.Series), Strength.Sum);
            case "&&" or "&":
                return left.IsTrue ? right : right.IsTrue ? left : Between(left.In(Strength.And), "\\wedge", right.In(Strength.And), Strength.And);
            case "||" or "|":
                return left.IsFalse ? right : right.IsFalse ? left : Between(left.In(Strength.Or), "\\vee", right.In(Strength.Or), Strength.Or);
            case "^":
                return Binary("!=", left, right);
            case "==" or "!=" when right.IsTrue || right.IsFalse:
                return right.IsTrue == (sign == "==") ? left : Not(left);
            case "==" or "!=" when left.Text == Absent && right.Text == Absent:
                return sign == "==" ? Formula.True : Formula.False;
            default:
                string symbol = sign switch { "<=" => "\\le", ">=" => "\\ge", "==" => "=", "!=" => "\\ne", _ => sign };
                return Between(left.In(Strength.Sum), symbol, right.In(Strength.Sum), Strength.Comparison);
        }
    }

    private static Formula Between(string left, string sign, string right, Strength strength) => new($"{left} {sign} {right}", strength);

    private Formula Call(Term term, Names names)
    {
        (string type, string name) = Notation.Split(term.Name);
        if (type.StartsWith("UpTo", StringComparison.Ordinal))
        {
            return OfObjects(term, name, names);
        }

        if (term.Name == "Func.Invoke")
        {
            Term argument = term.Arguments[1];
            return Apply(term.Arguments[0], names, Explained("@item", Apart(argument, names), vectors.IsVector(argument, names)), vectors.IsVector(argument, names));
        }

        return Notation.Of(term.Name, [.. term.Arguments.Select(a => Print(a, names))]);
    }

    private Formula OfObjects(Term term, string name, Names names)
    {
        Term objects = term.Arguments[0];
        Term? function = term.Arguments.Count > 1 ? term.Arguments[1] : null;
        switch (name)
        {
            case "Of":
                return new($"\\left\\{{{Formula.List(term.Arguments.Skip(1).Select(a => Print(a, names)))}\\right\\}}");
            case "Count":
                Formula counted = Print(objects, names);
                return new(counted.Index is { } of ? $"N_{{{of}}}" : $"\\#{counted.In(Strength.Atom)}", Strength.Applied);
            case "this[]":
                return Slot(objects, Print(term.Arguments[1], names), names);
            case "Has":
                return new($"\\exists\\,{Slot(objects, Print(term.Arguments[1], names), names).Text}", Strength.Applied);
            case "Where" or "Map":
                return Over(term, null, null, names, (range, _) => new Formula(range.Set));
            case "OrderByDescending":
                Formula unordered = Print(objects, names);
                return Over(objects, function, null, names, (_, key) => new Formula(unordered.Marked($"\\downarrow {key.Text}"), Strength.Applied));
            case "CountWhere":
                return Over(objects, null, function, names, static (range, _) => new Formula("\\#" + range.Set, Strength.Applied));
            case "Sum" or "Min" or "Max":
                return Over(objects, function, null, names, (range, item) => new Formula($"\\{name.ToLowerInvariant()}_{{{range.Domain}}} {item.In(Strength.Series)}", Strength.Series));
            default: // Any, All
                string quantifier = name == "Any" ? "\\exists" : "\\forall";
                return Over(objects, function, null, names, (range, item) => new Formula($"{quantifier}\\,{range.Domain} : {item.In(Strength.Or)}", Strength.Quantified));
        }
    }

    private Formula Slot(Term objects, Formula index, Names names)
    {
        Formula all = Print(objects, names);
        string place = int.TryParse(index.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (number + 1).ToString(CultureInfo.InvariantCulture)
            : index.In(Strength.Sum) + " + 1";
        if (all.Index is not { } name)
        {
            return new(all.Marked(place), Strength.Applied);
        }

        string slot = $"{name},{place}";
        return VectorTerms.AreVectors(objects) ? new($"p_{{{slot}}}", Strength.Atom, slot) : new($"{name}_{{{place}}}", Strength.Applied);
    }

    // A function of each object, written with a symbol that runs over them; "where" is asked of each before.
    private Formula Over(Term objects, Term? function, Term? where, Names names, Func<ObjectRange, Formula, Formula> write)
    {
        ObjectRange range = Range(objects, NameOf(function ?? where, names), names);
        if (where is not null)
        {
            range = Asked(range, where, names);
        }

        Formula formula = write(range, function is null ? Use(range.Item) : Apply(function, names, range.Item, range.IsVector));
        End(range.Variable);
        return formula;
    }

    // A symbol that means something only inside a sum, a function, …; what is around it may have one of the same name.
    private Symbol Running(string name)
    {
        string text = Formula.Roman(name), first = text;
        for (int i = 2; !_running.Add(text); i++)
        {
            text = $"{first}_{{{i.ToString(CultureInfo.InvariantCulture)}}}";
        }

        return new(text, null);
    }

    private void End(Symbol symbol)
    {
        _running.Remove(symbol.Text);
        _used.Remove(symbol);
    }

    private ObjectRange Range(Term objects, string? name, Names names)
    {
        string made = objects.Kind == TermKind.Call ? Notation.Split(objects.Name).Name : "";
        switch (made)
        {
            case "OrderByDescending":
                return Range(objects.Arguments[0], name ?? NameOf(objects.Arguments[1], names), names);
            case "Where":
                return Asked(Range(objects.Arguments[0], name ?? NameOf(objects.Arguments[1], names), names), objects.Arguments[1], names);
            case "Map":
                ObjectRange origin = Range(objects.Arguments[0], NameOf(objects.Arguments[1], names), names);
                bool isVector = Resolved(objects.Arguments[1], names) is ({ Kind: TermKind.Lambda } map, var seen)
                    && vectors.IsVector(map.Arguments[0], seen.With(map.Name, Formula.True, origin.IsVector));
                Formula item = Explained(name ?? "@item", Apart(() => Apply(objects.Arguments[1], names, origin.Item, origin.IsVector)), isVector);
                return origin with { Item = item, IsVector = isVector };
            default:
                string letter = objects.Kind == TermKind.Member ? objects.Name.Substring(0, 1).ToLowerInvariant() : "i";
                Symbol symbol = Running(name ?? letter);
                string text = symbol.Text;
                return new(symbol, new($"p_{{{text}}}", Strength.Atom, text) { Symbols = [symbol] }, true, Print(objects, names), []);
        }
    }

    private ObjectRange Asked(ObjectRange range, Term condition, Names names) =>
        Apply(condition, names, range.Item, range.IsVector) is { IsTrue: false } asked ? range with { Conditions = [.. range.Conditions, asked.In(Strength.Or)] } : range;

    private string? NameOf(Term? function, Names names) =>
        function is not null && Resolved(function, names).Term is { Kind: TermKind.Lambda, Name: [not '@', ..] name } ? name : null;

    private Formula Apply(Term function, Names names, Formula item, bool isVector)
    {
        (Term lambda, Names seen) = Resolved(function, names);
        return lambda.Kind == TermKind.Lambda
            ? Print(lambda.Arguments[0], seen.With(lambda.Name, item, isVector))
            : Formula.Function(Print(function, names).In(Strength.Atom), [Use(item)]);
    }

    private static (Term Term, Names Names) Resolved(Term term, Names names) =>
        term.Kind == TermKind.Variable && names.Find(term.Name)?.Function is { } function ? function : (term, names);
}

using System.Globalization;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>How physicists write the operations of the language, each by its id and its operands; what has no notation keeps its name.</summary>
internal static class Notation
{
    // A coordinate of one object is written with an index: p_T^{Lepton}.
    private static readonly Dictionary<string, string> _coordinates = new(StringComparer.Ordinal)
    {
        ["Pt"] = "p_T", ["Eta"] = "\\eta", ["Phi"] = "\\phi", ["Rapidity"] = "y", ["Px"] = "p_x", ["Py"] = "p_y", ["Pz"] = "p_z", ["P"] = "p", ["E"] = "E", ["Et"] = "E_T",
    };

    private static readonly Dictionary<string, string> _functions = new(StringComparer.Ordinal)
    {
        ["M2"] = "m^2", ["Mass"] = "m", ["Mt"] = "m_T", ["Mt2"] = "m_T^2", ["TransverseMass"] = "m_T", ["MinPairMass"] = "m_{\\min}", ["DeltaPhi"] = "\\Delta\\phi",
        ["DeltaEta"] = "\\Delta\\eta", ["DeltaRapidityR"] = "\\Delta R_y", ["OpeningAngle"] = "\\angle", ["Exp"] = "\\exp", ["Log"] = "\\ln", ["Log10"] = "\\log_{10}",
        ["Log2"] = "\\log_{2}", ["Sin"] = "\\sin", ["Cos"] = "\\cos", ["Tan"] = "\\tan", ["Asin"] = "\\arcsin", ["Acos"] = "\\arccos", ["Atan"] = "\\arctan",
        ["Atan2"] = "\\operatorname{atan2}", ["Sinh"] = "\\sinh", ["Cosh"] = "\\cosh", ["Tanh"] = "\\tanh", ["Asinh"] = "\\operatorname{arsinh}",
        ["Acosh"] = "\\operatorname{arcosh}", ["Atanh"] = "\\operatorname{artanh}", ["Min"] = "\\min", ["Max"] = "\\max", ["Sign"] = "\\operatorname{sgn}",
        ["Wrap"] = "\\operatorname{wrap}",
    };

    private static readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal)
    {
        ["FermiCoupling"] = "G_F", ["FineStructure"] = "\\alpha", ["FineStructureAtZ"] = "\\alpha\\left(m_Z\\right)", ["StrongCouplingAtZ"] = "\\alpha_s\\left(m_Z\\right)",
        ["WeakMixingAtZ"] = "\\sin^2\\theta_W",
    };

    private static readonly (double Value, Formula Formula)[] _knownNumbers =
    [
        (Math.PI, new("\\pi")), (2 * Math.PI, new("2\\pi", Strength.Product)), (4 * Math.PI, new("4\\pi", Strength.Product)), (Math.PI / 2, Quotient("\\pi", "2")),
        (Math.PI / 3, Quotient("\\pi", "3")), (Math.PI / 4, Quotient("\\pi", "4")), (Math.PI / 6, Quotient("\\pi", "6")), (Math.PI / 180, Quotient("\\pi", "180")),
        (180 / Math.PI, Quotient("180", "\\pi")), (1 / 3.0, Quotient("1", "3")), (2 / 3.0, Quotient("2", "3")), (Math.E, new("e")), (double.PositiveInfinity, new("\\infty")),
    ];

    private static readonly string[] _components = ["Pt", "Px", "Py", "Pz", "Eta", "Phi", "Y", "M", "E"];

    /// <summary>The operation with its operands.</summary>
    /// <param name="id">The id, "Type.Member", with the type of the first parameter in brackets where that tells two apart.</param>
    /// <param name="operands">Receiver first, then the arguments.</param>
    public static Formula Of(string id, IReadOnlyList<Formula> operands)
    {
        (string type, string name) = Split(id);
        return Specific(type, name, operands)
            ?? (operands.Count == 1 && _coordinates.TryGetValue(name, out string coordinate) ? Coordinate(coordinate, operands[0])
            : operands.Count == 0 && _constants.TryGetValue(name, out string constant) ? new(constant, Strength.Applied)
            : _functions.TryGetValue(name, out string function) ? Formula.Function(function, operands)
            : operands.Count == 0 ? new($"\\operatorname{{{name}}}", Strength.Applied)
            : Formula.Function($"\\operatorname{{{name}}}", operands));
    }

    /// <summary>Type and member of an id: brackets behind the member hold types of parameters, those before it are a part of the type.</summary>
    public static (string Type, string Name) Split(string id)
    {
        int end = id.Length, depth = 0;
        for (int i = id.Length - 1; i >= 0; i--)
        {
            depth += id[i] switch { ')' or '>' => 1, '(' or '<' => -1, _ => 0 };
            if (depth == 0 && id[i] == '(' && id[id.Length - 1] == ')' && end == id.Length)
            {
                end = i;
            }
            else if (depth == 0 && id[i] == '.')
            {
                return (id.Substring(0, i), id.Substring(i + 1, end - i - 1));
            }
        }

        return ("", id.Substring(0, end));
    }

    /// <summary>A number.</summary>
    public static Formula Number(double value)
    {
        if (value < 0)
        {
            return new("-" + Number(-value).In(Strength.Product), Strength.Sum);
        }

        if (_knownNumbers.FirstOrDefault(k => k.Value.Equals(value)).Formula is { } known)
        {
            return known;
        }

        string text = value == 0 ? "0" : WithoutRounding(value.ToString("R", CultureInfo.InvariantCulture), value.ToString("G15", CultureInfo.InvariantCulture));
        int exponent = text.IndexOf('E');
        if (exponent < 0)
        {
            return new(text);
        }

        string power = $"10^{{{int.Parse(text.Substring(exponent + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}}}";
        string mantissa = text.Substring(0, exponent);
        return mantissa == "1" ? new(power, Strength.Applied) : new($"{mantissa} \\cdot {power}", Strength.Product);
    }

    // Arithmetic between constants leaves a remainder in the last digits, as in 0.0031041499999999995: nobody wrote it.
    private static string WithoutRounding(string exact, string rounded) => rounded.Length + 4 <= exact.Length ? rounded : exact;

    // Null where tables tell.
    private static Formula? Specific(string type, string name, IReadOnlyList<Formula> o) => (type, name) switch
    {
        ("TransverseVector", "XY") or ("TransverseNoise" or "Noise2", "new") => new($"\\left({Formula.List(o)}\\right)"),
        ("FourVector" or "TransverseVector", _) when Enum.TryParse(name, out Coordinates _) => new($"\\left({string.Join(", ", Components(name).Zip(o, static (c, x) => $"{c} = {x.Text}"))}\\right)"),
        (_, "Zero") => new("0"),
        (_, "new" or "Value" or "InGeV") => o[0],
        (_, "InMeV" or "InTeV") => Quotient(o[0].Text, Formula.Roman(name.Substring(2))),
        (_, "InDegrees") => Quotient(o[0].Text, "1^{\\circ}"),
        ("Units", "Deg") => new(o[0].Raised("\\circ"), Strength.Product),
        ("Units", "Rad") => char.IsDigit(o[0].Text[0]) && o[0].Strength == Strength.Atom ? WithUnit(o[0], "rad") : o[0],
        ("Units", _) => WithUnit(o[0], name == "KeV" ? "keV" : name),
        ("Constants", "PicobarnPerInverseGeV2") => new("\\left(\\hbar c\\right)^{2}", Strength.Applied),

        ("TransverseVector" or "Momentum", "X" or "Y" or "Z") => Coordinate("p_" + char.ToLowerInvariant(name[0]), o[0]),
        (_, "X" or "Y" or "Z") => new(o[0].Marked(name.ToLowerInvariant()), Strength.Applied),
        ("FourVector", "Transverse") => Coordinate("\\vec{p}_T", o[0]) with { Index = o[0].Index },
        ("FourVector", "P3") => Named("\\vec{p}", o[0]),
        ("FourVector", "Velocity" or "VelocityOf") => Named("\\vec{\\beta}", o[0]),
        ("Momentum", "Direction") => o[0].Index is { } of ? new($"\\hat{{p}}_{{{of}}}", Strength.Applied) : new($"\\widehat{{{o[0].Text}}}", Strength.Applied),
        ("Velocity", "Beta") when o[0].Index is { } of => new($"\\beta_{{{of}}}", Strength.Applied),
        ("Velocity", "Gamma") => o[0].Index is { } of ? new($"\\gamma_{{{of}}}", Strength.Applied) : Formula.Function("\\gamma", o),
        (_, "Abs" or "Magnitude" or "Beta") => new($"\\left|{o[0].Text}\\right|"),
        (_, "Dot") => ScalarProduct(o[0], o[1]),
        (_, "Cross") => new($"{o[0].In(Strength.Applied)} \\times {o[1].In(Strength.Applied)}", Strength.Product),
        ("FourVector", "InRestFrameOf") => Framed("\\ast", o[0], o[1]),
        ("FourVector", "ToLab") => Framed("\\mathrm{lab}", o[0], o[1]),
        ("FourVector", "Boost") => Transformed("\\Lambda", o[0], o[1]),
        ("FourVector", "BoostedZ") => Transformed("\\Lambda_z", o[0], o[1]),
        (_, "Rotated") => Transformed("R_z", o[0], o[1]),
        (_, "Rounded") => Formula.Function($"\\operatorname{{round}}_{{{o[1].Text}}}", [o[0]]),

        (_, "InvariantMass") => new($"m\\left({string.Join(" + ", o.Select(static v => v.In(Strength.Series)))}\\right)", Strength.Applied),
        (_, "DeltaR") => Formula.Function(o.Count > 2 && o[2].Text != Formula.Roman("Eta") ? "\\Delta R_y" : "\\Delta R", o.Take(2)),
        (_, "Sqrt") => new($"\\sqrt{{{o[0].Text}}}", Strength.Applied),
        (_, "SignedSqrt") => new($"\\sqrt[\\pm]{{{o[0].Text}}}", Strength.Applied),
        (_, "Square" or "Squared") => new(o[0].Raised("2"), Strength.Applied),
        ("Math", "Pow") => new(o[0].Raised(o[1].Text), Strength.Applied),
        ("Math", "Log") when o.Count > 1 => Formula.Function($"\\log_{{{o[1].Text}}}", [o[0]]),
        ("Double", "Exp2" or "Exp10") => new($"{name.Substring(3)}^{{{o[0].Text}}}", Strength.Applied),
        ("Double", "ExpM1") => new($"{Formula.Function("\\exp", o).Text} - 1", Strength.Series),
        ("Double", "LogP1") => Formula.Function("\\ln", [new($"1 + {o[0].In(Strength.Series)}", Strength.Series)]),
        (_, "IEEERemainder" or "Ieee754Remainder") => Formula.Function("\\operatorname{wrap}", [o[0]]), // by 2π: nothing else is in the language
        ("Math", "Clamp") => Formula.Function("\\min", [Formula.Function("\\max", o.Take(2)), o[2]]),
        _ => null,
    };

    private static Formula Coordinate(string symbol, Formula of) =>
        of.Index is { } index ? new($"{symbol}^{{{index}}}", Strength.Applied) : Formula.Function(symbol, [of]);

    // The index stays: each component of it is one of the object's.
    private static Formula Named(string symbol, Formula of) =>
        of.Index is { } index ? new($"{symbol}_{{{index}}}", Strength.Applied, index) : Formula.Function(symbol, [of]);

    private static Formula Framed(string mark, Formula vector, Formula frame)
    {
        string of = $"{mark}({frame.Index ?? frame.Text})";
        return new(vector.Raised(of), Strength.Applied, vector.Index is { } index ? index + "\\," + of : null);
    }

    /// <summary>A product of two vectors.</summary>
    public static Formula ScalarProduct(Formula a, Formula b) => new($"{a.In(Strength.Applied)} \\cdot {b.In(Strength.Applied)}", Strength.ScalarProduct);

    private static Formula Transformed(string symbol, Formula vector, Formula by) => new($"{symbol}\\left({by.Text}\\right)\\,{vector.In(Strength.Applied)}", Strength.Product);

    private static Formula WithUnit(Formula number, string unit) => new($"{number.In(Strength.Product)}\\,\\mathrm{{{unit}}}", Strength.Product);

    private static Formula Quotient(string above, string below) => new($"\\frac{{{above}}}{{{below}}}", Strength.Applied);

    // "PtEtaPhiM": the coordinates in the name.
    private static IEnumerable<string> Components(string name)
    {
        for (int at = 0; at < name.Length;)
        {
            string component = _components.First(c => string.CompareOrdinal(name, at, c, 0, c.Length) == 0);
            at += component.Length;
            yield return component switch { "Y" => "y", "M" => "m", _ => _coordinates[component] };
        }
    }
}

using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>What the user's own code refers to: the stored members, the typed batch, the nuisance point, the model, the reference.</summary>
public static class SurfaceEmitter
{
    private const string Events = "global::Mandelstam.Events.";

    // Members that a batch and a point have anyway: a column or nuisance of that name gets another one in C#, and keeps its own in files.
    private static readonly HashSet<string> BatchMembers = new(
        [
            "Batch", "Model", "Rows", "Capacity", "ProcessCodes", "RowIds", "Column", "Text", "Has", "MarkMissing", "Equals", "GetType", "GetHashCode", "ToString", "ReferenceEquals",
            "MemberwiseClone",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> PointMembers = new(
        [
            "Nuisances", "Nominal", "ToArray", "FromArray", "Clipped", "FromUnitNormals", "LogPrior", "LogPriorGradient", "Model", "Equals", "GetType", "GetHashCode", "ToString",
            "ReferenceEquals", "MemberwiseClone", "Clone", "Deconstruct", "PrintMembers",
        ],
        StringComparer.Ordinal);

    /// <summary>The surface of a declaration.</summary>
    public static string Emit(SurfaceSpec surface)
    {
        EventSpec spec = surface.Spec;
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        foreach (MemberSpec member in spec.Members)
        {
            // Without columns its type is none that can be stored, which has been said; C# need not add that it may be null.
            string get = member.TypeText == "string" ? " => field ?? \"\";" : member.Columns.Count == 0 ? " => field!;" : " => field;";
            string accessors = string.Join(" ", member.Accessors.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(static a => a.Trim()).Select(a =>
                a.EndsWith("get", StringComparison.Ordinal) ? a + get : a + " => field = value;"));
            code.Line($"{member.Modifiers} partial {member.TypeText} {CSharp.Identifier(member.Name)} {{ {accessors} }}").Line();
        }

        if (surface.IsWhole)
        {
            EmitModel(code, spec);
            EmitBatch(code, spec);
            EmitNuisances(code, spec);
            EmitRow(code, spec);
            EmitReference(code, spec);
            DerivativeSurface.Emit(code, spec);
        }

        return GeneratedFile.Close(code, depth);
    }

    private static void EmitModel(CodeWriter code, EventSpec spec)
    {
        code.Line("/// <summary>What the runtime knows of this event: its columns, features, nuisances and kernel.</summary>");
        code.Line($"public static {Events}EventModel Model {{ get; }} = new CompiledModel();").Line();
        code.Line("/// <summary>Declared so that the kernel can live in a file of its own, which is not made while one types.</summary>");
        code.Line("""
            static partial void PerturbRows(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int first, int last, global::Mandelstam.Events.PerturbedEvents<double> output, ref int count);
            """).Line();
        code.Line("/// <summary>The same for single precision, over the whole batch.</summary>");
        code.Line("""
            static partial void PerturbFused(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int threads, global::Mandelstam.Events.PerturbedEvents<float> output, ref int count);
            """).Line();
        DerivativeSurface.DeclareKernels(code);
        code.Line("static partial void ReadCudaSource(ref string? source);").Line();
        code.Line("/// <summary>Declared so that what bodies say can live in a file of its own, which is not made while one types.</summary>");
        code.Line("static partial void DescribeFeatures(ref global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> features);").Line();
        code.Line("/// <summary>Formula, unit, symmetries and cost of every feature, and the nuisances, in Markdown and LaTeX.</summary>");
        code.Line($"public static {Events}EventDocumentation Documentation => Model.Documentation;").Line();
        code.Line($"static partial void WriteDocumentation(ref {Events}EventDocumentation documentation);").Line();
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"private sealed class CompiledModel : {Events}CompiledEventModel");
        code.Line($"public override string Name => {CSharp.Text(spec.Name)};").Line();
        Array(code, "ColumnInfo", "Columns", spec.Columns.Select((c, i) =>
        {
            MemberSpec? objects = spec.Members.FirstOrDefault(m => m.Kind == MemberKind.FourVectors && m.Columns.Contains(i));
            string absent = objects is null ? "" : ", " + CSharp.Number(objects.Absent);
            string values = c.Values == ColumnValues.Any ? "" : $" {{ Values = {Events}ColumnValues.{c.Values} }}";
            return $"new({CSharp.Text(c.Name)}, {Events}ColumnRole.{c.Role}, {CSharp.Bool(c.IsText)}, {CSharp.Bool(c.Optional)}, {CSharp.Text(c.Unit)}, {CSharp.Text(c.Description)}{absent}){values}";
        }));
        code.Line("public override global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> Features => field.IsDefault ? field = Described() : field;").Line();
        Array(code, "NuisanceInfo", "Nuisances", spec.Nuisances.Select(n =>
            $"new({CSharp.Text(n.Name)}, {Events}NuisanceKind.{n.Kind}, global::Mandelstam.Prior.{n.Prior}, {CSharp.Number(n.Mean)}, {CSharp.Number(n.Sigma)}, {CSharp.Number(n.Nominal)}, {CSharp.Number(n.Min)}, {CSharp.Number(n.Max)}, {CSharp.Text(n.Description)})"));
        Array(code, "string", "Categories", spec.Category?.Names.Select(CSharp.Text) ?? []);
        Array(code, "string", "Processes", spec.Label?.Texts.Select(CSharp.Text) ?? []);
        code.Line($"public override int NoiseCount => {CSharp.Int(spec.NoiseCount)};").Line();
        code.Open($"public override {Events}EventDocumentation Documentation").Open("get");
        code.Line($"{Events}EventDocumentation documentation = base.Documentation;").Line("WriteDocumentation(ref documentation);").Line("return documentation;");
        code.Close().Close().Line();
        code.Line($"public override {Events}EventBatch CreateBatch(int rows) => new Batch(rows);").Line();
        code.Open("""
            protected override void PerturbRows(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int first, int last, global::Mandelstam.Events.PerturbedEvents<double> output, ref int count)
            """);
        code.Line($"{Own(spec)}.PerturbRows(batch, nuisances, noise, selection, first, last, output, ref count);");
        code.Close().Line();
        code.Open("""
            protected override void PerturbFused(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int threads, global::Mandelstam.Events.PerturbedEvents<float> output, ref int count)
            """);
        code.Line($"{Own(spec)}.PerturbFused(batch, nuisances, noise, selection, threads, output, ref count);");
        code.Close().Line();
        DerivativeSurface.CallKernels(code, spec);
        code.Line().Open("public override string? CudaSource").Open("get").Line("string? source = null;");
        code.Line($"{Own(spec)}.ReadCudaSource(ref source);").Line("return source;").Close().Close();
        code.Line();
        code.Open("private static global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> Described()");
        code.Line("global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> features = default;");
        code.Line("DescribeFeatures(ref features);");
        code.Line("return features.IsDefault").Line($"    ? throw new global::Mandelstam.MandelstamException({CSharp.Text($"'{spec.Name}' has no kernel: its declaration has errors that the project does not treat as such. Mend them.")})").Line("    : features;");
        code.Close().Close().Line();
    }

    private static void Array(CodeWriter code, string type, string name, IEnumerable<string> items)
    {
        string full = type == "string" ? type : Events + type;
        code.Line($"public override global::System.Collections.Immutable.ImmutableArray<{full}> {name} {{ get; }} =");
        code.Line("[");
        foreach (string item in items)
        {
            code.Line("    " + item + ",");
        }

        code.Line("];").Line();
    }

    /// <summary>The declaration's name where something else may have it too: what a model and a batch inherit, a parameter, a column.</summary>
    internal static string Own(EventSpec spec) => "global::" + spec.FullName;

    internal static List<string> Identifiers(IEnumerable<string> names, IEnumerable<string> members)
    {
        HashSet<string> taken = new(members, StringComparer.Ordinal);
        List<string> identifiers = [];
        foreach (string name in names)
        {
            string identifier = CSharp.Identifier(name);
            while (!taken.Add(identifier))
            {
                identifier += "_";
            }

            identifiers.Add(identifier);
        }

        return identifiers;
    }

    private static void EmitBatch(CodeWriter code, EventSpec spec)
    {
        code.Line($"/// <summary>Events of this kind in columns, each under its own name.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"public sealed class Batch : {Events}EventBatch");
        code.Line("/// <summary>Makes room for a number of events.</summary>");
        code.Line("public Batch(int rows)").Line($"    : base({Own(spec)}.Model, rows)").Open().Close().Line();
        List<string> names = Identifiers(spec.Columns.Select(static c => c.Name), BatchMembers);
        for (int i = 0; i < spec.Columns.Count; i++)
        {
            ColumnSpec column = spec.Columns[i];
            if (column.Role == ColumnRole.Label)
            {
                continue;
            }

            string unit = column.Unit.Length > 0 ? $" Unit: {column.Unit}." : "";
            code.Line($"/// <summary>{CSharp.Xml(column.Description.Length > 0 ? column.Description : "Column " + column.Name + ".")}{unit}</summary>");
            code.Line(column.IsText
                ? $"public string?[] {names[i]} => Text({CSharp.Int(i)});"
                : $"public float[] {names[i]} => Column({CSharp.Int(i)});").Line();
        }

        code.Close().Line();
    }

    private static void EmitNuisances(CodeWriter code, EventSpec spec)
    {
        List<string> names = Identifiers(spec.Nuisances.Select(static n => n.Name), PointMembers);
        string parameters = string.Join(", ", names.Select(static n => "double " + n));
        code.Line("/// <summary>A point in the space of the nuisance parameters.</summary>");
        for (int i = 0; i < names.Count; i++)
        {
            code.Line($"/// <param name=\"{names[i].TrimStart('@')}\">{CSharp.Xml(spec.Nuisances[i].Description)}</param>");
        }

        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"public readonly record struct Nuisances({parameters})");
        code.Line("/// <summary>The point that changes nothing.</summary>");
        code.Line($"public static Nuisances Nominal {{ get; }} = new({string.Join(", ", spec.Nuisances.Select(static n => CSharp.Number(n.Nominal)))});").Line();
        code.Line("/// <summary>The values in declared order, as the model takes them.</summary>");
        code.Line($"public double[] ToArray() => [{string.Join(", ", names)}];").Line();
        code.Line("/// <summary>The point with these values, in declared order.</summary>");
        code.Line($"public static Nuisances FromArray(global::System.ReadOnlySpan<double> values) => new({string.Join(", ", spec.Nuisances.Select(static (_, i) => $"values[{CSharp.Int(i)}]"))});").Line();
        code.Line("/// <summary>The point moved into the declared ranges.</summary>");
        code.Line("public Nuisances Clipped() => FromArray(Model.ClipNuisances(ToArray()));").Line();
        code.Line("/// <summary>The point drawn from the priors by one unit normal each, moved into the declared ranges.</summary>");
        code.Line("public static Nuisances FromUnitNormals(global::System.ReadOnlySpan<double> normals) => FromArray(Model.DrawNuisances(normals));").Line();
        code.Line("/// <summary>The logarithm of the prior density, all nuisances independent.</summary>");
        code.Line("public double LogPrior() => Model.LogPrior(ToArray());").Line();
        code.Line("/// <summary>The gradient of <see cref=\"LogPrior\"/>, in declared order.</summary>");
        code.Line("public double[] LogPriorGradient() => Model.LogPriorGradient(ToArray());");
        code.Close().Line();
    }

    private static void EmitRow(CodeWriter code, EventSpec spec)
    {
        code.Line("/// <summary>One event of a batch, to run the declaration on as plain C#.</summary>");
        code.Open($"public static {spec.TypeName} FromRow({Events}EventBatch batch, int row)");
        code.Open("return new()");
        foreach (MemberSpec member in spec.Members)
        {
            if (member.Accessors.Contains("init") || member.Accessors.Contains("set"))
            {
                code.Line($"{CSharp.Identifier(member.Name)} = {RowValue(spec, member)},");
            }
        }

        code.Close(";").Close().Line();
    }

    private static string Read(EventSpec spec, int column)
    {
        string value = $"batch.Column({CSharp.Int(column)})[row]";
        return spec.Columns[column].Scale == 1 ? $"(double){value}" : $"{CSharp.Number(spec.Columns[column].Scale)} * {value}";
    }

    private static string RowValue(EventSpec spec, MemberSpec member)
    {
        string E(int i) => $"new global::Mandelstam.Energy({Read(spec, member.Columns[i])})";
        string Eta(int i) => $"new global::Mandelstam.Pseudorapidity({Read(spec, member.Columns[i])})";
        string Phi(int i) => $"new global::Mandelstam.Azimuth({Read(spec, member.Columns[i])})";
        string Vector(int at) => member.Coordinates switch
        {
            Coordinates.PtEtaPhi => $"global::Mandelstam.FourVector.PtEtaPhi<{member.FrameText}>({E(at)}, {Eta(at + 1)}, {Phi(at + 2)})",
            Coordinates.PtEtaPhiM => $"global::Mandelstam.FourVector.PtEtaPhiM<{member.FrameText}>({E(at)}, {Eta(at + 1)}, {Phi(at + 2)}, {E(at + 3)})",
            Coordinates.PtEtaPhiE => $"global::Mandelstam.FourVector.PtEtaPhiE<{member.FrameText}>({E(at)}, {Eta(at + 1)}, {Phi(at + 2)}, {E(at + 3)})",
            Coordinates.PtYPhiM => $"global::Mandelstam.FourVector.PtYPhiM<{member.FrameText}>({E(at)}, new global::Mandelstam.Rapidity({Read(spec, member.Columns[at + 1])}), {Phi(at + 2)}, {E(at + 3)})",
            Coordinates.PxPyPz => $"global::Mandelstam.FourVector.PxPyPzM<{member.FrameText}>({E(at)}, {E(at + 1)}, {E(at + 2)}, global::Mandelstam.Energy.Zero)",
            Coordinates.PxPyPzM => $"global::Mandelstam.FourVector.PxPyPzM<{member.FrameText}>({E(at)}, {E(at + 1)}, {E(at + 2)}, {E(at + 3)})",
            _ => $"global::Mandelstam.FourVector.PxPyPzE<{member.FrameText}>({E(at)}, {E(at + 1)}, {E(at + 2)}, {E(at + 3)})",
        };

        switch (member.Kind)
        {
            case MemberKind.FourVector:
                return Vector(0);
            case MemberKind.Transverse:
                return member.Coordinates == Coordinates.PtPhi
                    ? $"global::Mandelstam.TransverseVector.PtPhi<{member.FrameText}>({E(0)}, {Phi(1)})"
                    : $"global::Mandelstam.TransverseVector.XY<{member.FrameText}>({E(0)}, {E(1)})";
            case MemberKind.FourVectors:
                int width = member.Columns.Count / member.Capacity;
                List<string> present = [];
                for (int slot = 0; slot < member.Capacity; slot++)
                {
                    present.Add(member.CountColumn >= 0
                        ? $"batch.Column({CSharp.Int(member.CountColumn)})[row] > {CSharp.Int(slot)}"
                        : $"batch.Column({CSharp.Int(member.Columns[slot * width])})[row] != {CSharp.Number(member.Absent)}");
                }

                string count = member.CountColumn >= 0
                    ? $"(int)batch.Column({CSharp.Int(member.CountColumn)})[row]"
                    : string.Join(" + ", present.Select(static p => $"({p} ? 1 : 0)"));
                IEnumerable<string> slots = present.Select((p, slot) => $"{p} ? {Vector(slot * width)} : null");
                return $"global::Mandelstam.UpTo{CSharp.Int(member.Capacity)}<global::Mandelstam.FourVector<{member.FrameText}>>.Of({count}, {string.Join(", ", slots)})";
            case MemberKind.Label:
                return $"batch.Has({CSharp.Int(member.Columns[0])}) ? ({member.TypeText})batch.ProcessCodes[row] : ({member.TypeText})(-1)";
            default:
                if (member.ScalarType == "String")
                {
                    return $"batch.Text({CSharp.Int(member.Columns[0])})[row]{(member.TypeText == "string" ? " ?? \"\"" : "")}";
                }

                string value = Read(spec, member.Columns[0]);
                bool optional = spec.Columns[member.Columns[0]].Optional;
                string scalar = member.ScalarType switch
                {
                    "Double" => value,
                    "Single" => $"(float)({value})",
                    "Int32" => $"(int)({value})",
                    "Boolean" => $"{value} != 0",
                    _ => $"new global::Mandelstam.{member.ScalarType}({value})",
                };
                string missing = spec.Columns[member.Columns[0]].Role == ColumnRole.Weight ? "1" : "default";
                return optional ? $"batch.Has({CSharp.Int(member.Columns[0])}) ? {scalar} : {missing}" : scalar;
        }
    }

    private static void EmitReference(CodeWriter code, EventSpec spec)
    {
        code.Line("/// <summary>The declaration run as it is written, one event at a time, in double precision: what every backend must agree with.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("public static class Reference");
        code.Line("/// <summary>The event after the nuisances and corrections, in declared order.</summary>");
        code.Open($"public static {spec.TypeName} Perturb({spec.TypeName} e, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise = default)");
        int noise = 0;
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = spec.Nuisances[i];
            if (nuisance.Kind == NuisanceKind.Rate)
            {
                continue;
            }

            string arguments = Arguments(nuisance, $"nuisances[{CSharp.Int(i)}]", ref noise);
            code.Line($"e = e.{CSharp.Identifier(nuisance.Method)}({arguments});");
        }

        foreach (string correction in spec.Corrections)
        {
            code.Line($"e = e.{CSharp.Identifier(correction)}();");
        }

        code.Line("return e;").Close().Line();
        EmitVary(code, spec);
        code.Line("/// <summary>Does the event pass the selection?</summary>");
        code.Line($"public static bool IsSelected({spec.TypeName} e) => {(spec.Selections.Count == 0 ? "true" : string.Join(" && ", spec.Selections.Select(static s => "e." + CSharp.Identifier(s))))};").Line();
        code.Line("/// <summary>The ordinal of the event's category; -1 without categories.</summary>");
        code.Line($"public static int Category({spec.TypeName} e) => {(spec.Category is null ? "-1" : spec.Category.TypeText.Length > 0 ? $"(int)e.{CSharp.Identifier(spec.Category.Member)}" : $"e.{CSharp.Identifier(spec.Category.Member)} ? 1 : 0")};").Line();
        code.Line("/// <summary>The factor that the rate nuisances put on the event's weight.</summary>");
        List<string> rates = [];
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            if (spec.Nuisances[i].Kind == NuisanceKind.Rate)
            {
                rates.Add($"e.{CSharp.Identifier(spec.Nuisances[i].Method)}({Quantity(spec.Nuisances[i].ParameterType, $"nuisances[{CSharp.Int(i)}]")})");
            }
        }

        code.Line($"public static double Rate({spec.TypeName} e, global::System.ReadOnlySpan<double> nuisances) => {(rates.Count == 0 ? "1" : string.Join(" * ", rates))};").Line();
        code.Line("/// <summary>The features, in declared order; an absent one has its declared value.</summary>");
        code.Open($"public static double[] Features({spec.TypeName} e)");
        code.Line("return");
        code.Line("[");
        List<string> values = Identifiers(spec.Features.Select(static f => CodeNames.Camel(f.Member) + "Value"), []);
        foreach ((FeatureSpec feature, string found) in spec.Features.Zip(values, static (x, y) => (x, y)))
        {
            string access = "e." + CSharp.Identifier(feature.Member);
            string type = feature.ScalarType;
            string value = feature.Optional
                ? $"{access} is {{ }} {found} ? {Raw(type, found)} : {CSharp.Number(feature.Absent)}"
                : Raw(type, access);
            code.Line($"    {value},");
        }

        code.Line("];").Close().Close();

        static string Raw(string type, string value) => type switch
        {
            "Double" or "Single" or "Int32" => value,
            "Boolean" => $"{value} ? 1 : 0",
            _ => value + ".Value",
        };
    }

    private static void EmitVary(CodeWriter code, EventSpec spec)
    {
        int noise = 0;
        List<string> cases = [];
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            if (spec.Nuisances[i].Kind != NuisanceKind.Rate)
            {
                cases.Add($"{CSharp.Int(i)} => e.{CSharp.Identifier(spec.Nuisances[i].Method)}({Arguments(spec.Nuisances[i], "value", ref noise)}),");
            }
        }

        code.Line("/// <summary>The event after one nuisance alone, by its index; a rate leaves it as it is.</summary>");
        code.Line($"public static {spec.TypeName} Vary({spec.TypeName} e, int nuisance, double value, global::System.ReadOnlySpan<double> noise = default) =>");
        if (cases.Count == 0)
        {
            code.Line("    e;").Line();
            return;
        }

        code.Line("    nuisance switch").Line("    {");
        foreach (string one in cases)
        {
            code.Line("        " + one);
        }

        code.Line("        _ => e,").Line("    };").Line();
    }

    /// <summary>What a nuisance's method is called with; moves on in the noise by what it takes.</summary>
    private static string Arguments(NuisanceSpec nuisance, string value, ref int noise)
    {
        List<string> arguments = [Quantity(nuisance.ParameterType, value)];
        foreach (int size in nuisance.Noise)
        {
            arguments.Add(size == 1
                ? $"new global::Mandelstam.Noise1({NoiseAt(noise)})"
                : $"new global::Mandelstam.Noise2({NoiseAt(noise)}, {NoiseAt(noise + 1)})");
            noise += size;
        }

        return string.Join(", ", arguments);

        static string NoiseAt(int index) => $"noise.IsEmpty ? 0 : noise[{CSharp.Int(index)}]";
    }

    private static string Quantity(string type, string value) => type == "Double" ? value : $"new global::Mandelstam.{type}({value})";
}

using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Properties;

/// <summary>How to make, move, store and evaluate an event of a declaration, from another assembly: the subject of its property tests.</summary>
/// <param name="spec">The declaration's model.</param>
/// <param name="properties">The class that the tests are for.</param>
internal sealed class SubjectEmitter(EventSpec spec, PropertiesSpec properties)
{
    private const string Testing = "global::Mandelstam.Testing.";
    private const string Batch = "global::Mandelstam.Events.EventBatch";
    private const string Torch = "global::TorchSharp.torch";

    private readonly string _type = properties.EventType;

    // What the tests can set; text has no part in a formula.
    private readonly List<MemberSpec> _members = [.. spec.Members.Where(m => m.ScalarType != "String" && properties.Reachable.Contains(m.Name))];

    /// <summary>The name of the nested class: a member may not be called what its class is called.</summary>
    public string Name => properties.TypeName == "Subject" ? "Subject_" : "Subject";

    /// <summary>The declaration has tensor code, and the project can call it.</summary>
    public bool HasTensors => properties.KnowsTensors && spec.EmitTensors;

    /// <summary>The index of a member in the layout.</summary>
    public int IndexOf(string member) => _members.FindIndex(m => m.Name == member);

    /// <summary>Does a body keep to members that the tests can set? The others stay behind when an event is moved.</summary>
    /// <param name="key">The body.</param>
    public bool SeesAllOf(string key) => !BodyTerms.Reached(spec, key).Any(term =>
        term.Kind is TermKind.Member or TermKind.Assign && spec.Members.Any(m => m.Name == term.Name && m.ScalarType != "String") && IndexOf(term.Name) < 0);

    /// <summary>Can the tests set the missing momentum?</summary>
    public bool SeesMissingMomentum => !spec.Members.Any(m => m.IsMissingMomentum && IndexOf(m.Name) < 0);

    /// <summary>The subject as a nested class.</summary>
    public void Emit(CodeWriter code)
    {
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"private sealed class {Name} : {Testing}EventSubject<{_type}>");
        string arguments = $"new {Name}(), cases: {CSharp.Int(properties.Cases)}, seed: {CSharp.Int(properties.Seed)}";
        code.Line($"public static readonly {Testing}EventProperties<{_type}> Properties = new({arguments});").Line();
        EmitLayout(code);
        code.Line($"public override global::Mandelstam.Events.EventModel Model => {_type}.Model;").Line();
        EmitMake(code);
        EmitMap(code);
        code.Line($"public override {_type} Vary({_type} e, int nuisance, double value, double[] noise) => {_type}.Reference.Vary(e, nuisance, value, noise);").Line();
        code.Line($"public override {_type} Perturb({_type} e, double[] nuisances, double[] noise) => {_type}.Reference.Perturb(e, nuisances, noise);").Line();
        code.Line($"public override double[] Features({_type} e) => {_type}.Reference.Features(e);").Line();
        code.Line($"public override bool IsSelected({_type} e) => {_type}.Reference.IsSelected(e);").Line();
        code.Line($"public override int Category({_type} e) => {_type}.Reference.Category(e);").Line();
        code.Line($"public override double Rate({_type} e, double[] nuisances) => {_type}.Reference.Rate(e, nuisances);").Line();
        EmitColumns(code);
        code.Line($"public override {_type} Read({Batch} batch) => {_type}.FromRow(batch, 0);");
        if (HasTensors)
        {
            EmitTensors(code.Line());
        }

        code.Close();
    }

    private void EmitTensors(CodeWriter code)
    {
        code.Line("/// <summary>The features of the one event of a batch, by tensor code.</summary>");
        code.Open($"public static double[] Tensors({Batch} batch, double[] point, double[] noise)");
        code.Line($"using global::TorchSharp.DisposeScope scope = {Torch}.NewDisposeScope();");
        code.Line($"{Torch}.Tensor?[] columns =").Line("[");
        for (int i = 0; i < spec.Columns.Count; i++)
        {
            bool isNumber = spec.Columns[i].Role == ColumnRole.Primary && !spec.Columns[i].IsText;
            code.Line($"    {(isNumber ? $"{Torch}.tensor(new double[] {{ batch.Column({CSharp.Int(i)})[0] }}, dtype: {Torch}.ScalarType.Float64)" : "null")},");
        }

        code.Line("];");
        code.Line($"{Torch}.Tensor[] nuisances = global::System.Array.ConvertAll(point, static value => {Torch}.tensor(value, dtype: {Torch}.ScalarType.Float64));");
        string noise = spec.NoiseCount == 0 ? "null" : $"{Torch}.tensor(noise, dtype: {Torch}.ScalarType.Float64).reshape({CSharp.Int(spec.NoiseCount)}, 1)";
        string processes = spec.Label is null ? "null" : $"{Torch}.tensor(new long[] {{ batch.ProcessCodes[0] }})";
        code.Line($"return {_type}.Tensors.Perturb(columns, nuisances, {noise}, {processes}).Features.contiguous().data<double>().ToArray();");
        code.Close();
    }

    private void EmitLayout(CodeWriter code)
    {
        code.Line($"public override {Testing}EventLayout Layout {{ get; }} = new(").Line("    [");
        foreach (MemberSpec member in _members)
        {
            (string content, int capacity) = member.Kind switch
            {
                MemberKind.FourVector => ("FourVector", 1),
                MemberKind.FourVectors => ("FourVectors", member.Capacity),
                MemberKind.Transverse => ("Transverse", 1),
                MemberKind.Label => ("Label", spec.Label?.Names.Count ?? 1),
                _ when member.ScalarType == "Boolean" => ("Label", 2),
                _ => (member.ScalarType switch { "Energy" or "GeV2" => "Energy", "Azimuth" or "Angle" => "Azimuth", "Int32" => "Count", _ => "Number" }, 1),
            };
            List<string> flags = [];
            void Flag(string name, bool holds)
            {
                if (holds)
                {
                    flags.Add(name + " = true");
                }
            }

            Flag("IsMassless", member.Coordinates is Coordinates.PtEtaPhi or Coordinates.PxPyPz);
            Flag("IsCartesian", member.Coordinates is Coordinates.PxPyPz or Coordinates.PxPyPzM or Coordinates.PxPyPzE or Coordinates.PtYPhiM or Coordinates.XY);
            Flag("HasEnergy", member.Coordinates is Coordinates.PxPyPzE or Coordinates.PtEtaPhiE);
            Flag("HasCount", member.CountColumn >= 0);
            Flag("IsMissingMomentum", member.IsMissingMomentum);
            string more = flags.Count == 0 ? "" : $" {{ {string.Join(", ", flags)} }}";
            string size = capacity == 1 ? "" : ", " + CSharp.Int(capacity);
            code.Line($"        new({CSharp.Text(member.Name)}, {Testing}MemberContent.{content}{size}){more},");
        }

        int normals = spec.Nuisances.Count + spec.NoiseCount;
        IEnumerable<string> takers = spec.Nuisances.SelectMany(static (n, i) => Enumerable.Repeat(CSharp.Int(i), n.Noise.Sum()));
        string noise = spec.NoiseCount == 0 ? "" : $" {{ NoiseOf = [{string.Join(", ", takers)}] }}";
        code.Line("    ],").Line($"    [{string.Join(", ", Thresholds.Of(spec).Select(CSharp.Number))}],").Line($"    {CSharp.Int(normals)}){noise};").Line();
    }

    private void EmitMake(CodeWriter code)
    {
        code.Open($"public override {_type} Make({Testing}EventDraft draft) => new()");
        for (int i = 0; i < _members.Count; i++)
        {
            MemberSpec member = _members[i];
            string index = CSharp.Int(i);
            string value = member.Kind switch
            {
                MemberKind.FourVector => $"draft.Vector<{member.FrameText}>({index})",
                MemberKind.FourVectors => $"draft.UpTo{CSharp.Int(member.Capacity)}<{member.FrameText}>({index})",
                MemberKind.Transverse => $"draft.Transverse<{member.FrameText}>({index})",
                MemberKind.Label => $"({member.TypeText})draft.Count({index})",
                _ => member.ScalarType switch
                {
                    "Double" => $"draft.Number({index})",
                    "Single" => $"(float)draft.Number({index})",
                    "Int32" => $"draft.Count({index})",
                    "Boolean" => $"draft.Count({index}) == 1",
                    _ => $"new global::Mandelstam.{member.ScalarType}(draft.Number({index}))",
                },
            };
            code.Line($"{CSharp.Identifier(member.Name)} = {value},");
        }

        code.Close(";").Line();
    }

    private void EmitMap(CodeWriter code)
    {
        code.Open($"public override {_type} Map({_type} e, {Testing}EventAction action) => e with");
        for (int i = 0; i < _members.Count; i++)
        {
            MemberSpec member = _members[i];
            string name = CSharp.Identifier(member.Name);
            string index = CSharp.Int(i);
            string moved = member.Kind == MemberKind.Label ? $"({member.TypeText})action.Apply({index}, (int)e.{name})" : member.ScalarType switch
            {
                "Single" => $"(float)action.Apply({index}, (double)e.{name})",
                "Boolean" => $"action.Apply({index}, e.{name} ? 1 : 0) == 1",
                _ => $"action.Apply({index}, e.{name})",
            };
            code.Line($"{name} = {moved},");
        }

        code.Close(";").Line();
    }

    private void EmitColumns(CodeWriter code)
    {
        string[] values = [.. spec.Columns.Select((_, i) =>
            spec.Members.FirstOrDefault(m => m.Kind == MemberKind.FourVectors && m.Columns.Contains(i)) is { } objects ? CSharp.Number(objects.Absent) : "0")];
        foreach (MemberSpec member in _members)
        {
            string access = "e." + CSharp.Identifier(member.Name);
            if (member.Kind == MemberKind.Label)
            {
                values[member.Columns[0]] = $"(int){access}";
                continue;
            }

            string[] coordinates = Coordinate(member);
            for (int slot = 0; slot < member.Capacity; slot++)
            {
                string item = member.Kind == MemberKind.FourVectors ? $"{access}[{CSharp.Int(slot)}]" : access;
                for (int i = 0; i < coordinates.Length; i++)
                {
                    int column = member.Columns[(slot * coordinates.Length) + i];
                    double scale = spec.Columns[column].Scale;
                    string value = item + coordinates[i] + (scale == 1 ? "" : " / " + CSharp.Number(scale));
                    values[column] = member.Kind == MemberKind.FourVectors ? $"{access}.Has({CSharp.Int(slot)}) ? {value} : {CSharp.Number(member.Absent)}" : value;
                }
            }

            if (member.CountColumn >= 0)
            {
                values[member.CountColumn] = access + ".Count";
            }
        }

        code.Line($"public override double[] Columns({_type} e) =>").Line("[");
        for (int i = 0; i < values.Length; i++)
        {
            code.Line($"    {values[i]}, // {spec.Columns[i].Name}");
        }

        code.Line("];").Line();
    }

    private static string[] Coordinate(MemberSpec member) => member.Coordinates switch
    {
        Coordinates.PtEtaPhi => [".Pt.Value", ".Eta.Value", ".Phi.Value"],
        Coordinates.PtEtaPhiM => [".Pt.Value", ".Eta.Value", ".Phi.Value", ".Mass.Value"],
        Coordinates.PtEtaPhiE => [".Pt.Value", ".Eta.Value", ".Phi.Value", ".E.Value"],
        Coordinates.PtYPhiM => [".Pt.Value", ".Rapidity.Value", ".Phi.Value", ".Mass.Value"],
        Coordinates.PxPyPz => [".Px.Value", ".Py.Value", ".Pz.Value"],
        Coordinates.PxPyPzM => [".Px.Value", ".Py.Value", ".Pz.Value", ".Mass.Value"],
        Coordinates.PxPyPzE => [".Px.Value", ".Py.Value", ".Pz.Value", ".E.Value"],
        Coordinates.PtPhi => [".Pt.Value", ".Phi.Value"],
        Coordinates.XY => [".X.Value", ".Y.Value"],
        _ => [member.ScalarType is "Double" or "Single" or "Int32" ? "" : member.ScalarType == "Boolean" ? " ? 1 : 0" : ".Value"],
    };
}

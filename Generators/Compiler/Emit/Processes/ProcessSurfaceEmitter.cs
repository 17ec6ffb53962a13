using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Emit.Processes;

/// <summary>What the user's own code refers to: the momenta, the process, the typed batch, the variables and frames of its kinematics.</summary>
public static class ProcessSurfaceEmitter
{
    private const string Language = "global::Mandelstam.";
    private const string Processes = Language + "Processes.";
    private const string Particles = Language + "Particles.";

    /// <summary>The surface of a process.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="shape">The same matched to its reaction; null where it does not, so that the momenta alone are implemented.</param>
    public static string Emit(ProcessSpec spec, ProcessShape? shape)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec.Body);
        foreach (LegSpec leg in spec.Legs)
        {
            EmitLeg(code, leg, shape);
        }

        if (shape is not null)
        {
            EmitProcess(code, shape);
            if (shape.Daughters.Count > 0)
            {
                if (Has(shape, "Batch"))
                {
                    EmitBatch(code, shape);
                }

                EmitVariables(code, shape);
                EmitFrames(code, shape);
            }
        }

        return GeneratedFile.Close(code, depth);
    }

    /// <summary>The variables of the kinematics: masses of pairs, s, t and u.</summary>
    /// <param name="shape">The process.</param>
    /// <returns>The name of each, the two momenta that it is made of (for t and u one product, and null for what comes in), and what it is.</returns>
    internal static IEnumerable<(string Name, int Of, int? With, string Meaning)> VariablesOf(ProcessShape shape)
    {
        string Name(int i) => shape.Daughters[i].Spec.Name;
        return shape.Daughters.Count == 3
            ? new[] { (0, 1), (1, 2), (0, 2) }.Select(pair => (
                $"{Name(pair.Item1)}{Name(pair.Item2)}MassSquared", pair.Item1, (int?)pair.Item2, $"the mass squared of '{Name(pair.Item1)}' and '{Name(pair.Item2)}'"))
            : shape.Daughters.Count == 2 && !shape.Spec.Reaction.IsDecay
                ? [("MandelstamS", 0, 1, "s = (p₁ + p₂)²"), ("MandelstamT", 0, null, $"t = (p₁ − {Name(0)})²"), ("MandelstamU", 1, null, $"u = (p₁ − {Name(1)})²")]
                : [];
    }

    private static bool Has(ProcessShape shape, string name) => !shape.Spec.Omitted.Contains(name);

    // Without the methods that its kernels call there is no definition.
    private static bool HasProcess(ProcessShape shape) => Has(shape, "Process") && Has(shape, "EvaluateSquaredAmplitude") && Has(shape, "EvaluateSelection");

    private static string Quantity(double gev) => $"new {Language}Energy({CSharp.Number(gev)})";

    private static string Frame(ProcessShape shape) => Language + (shape.Spec.Reaction.IsDecay ? "Rest" : "CentreOfMass");

    private static string Vector(ProcessShape shape) => $"{Language}FourVector<{Frame(shape)}>";

    private static void EmitLeg(CodeWriter code, LegSpec leg, ProcessShape? shape)
    {
        ProcessLeg? matched = shape?.Legs.FirstOrDefault(l => l.Spec.Name == leg.Name);
        string get = "field";
        if (leg.Role != LegRole.Daughter)
        {
            double[]? p = matched is null ? null : ProcessEvents.Incoming(shape!, matched);
            get = p is null ? "default" : $"{Language}FourVector.PxPyPzM<{leg.FrameText}>({Quantity(p[0])}, {Quantity(p[1])}, {Quantity(p[2])}, {Quantity(matched!.Mass!.Value)})";
        }

        IEnumerable<string> accessors = leg.Accessors.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(static a => a.Trim())
            .Select(a => a.EndsWith("get", StringComparison.Ordinal) ? $"{a} => {get};" : leg.Role == LegRole.Daughter ? a + " => field = value;" : a + " => _ = value;");
        code.Line($"{leg.Modifiers} partial {leg.TypeText} {CSharp.Identifier(leg.Name)} {{ {string.Join(" ", accessors)} }}").Line();
    }

    private static void EmitProcess(CodeWriter code, ProcessShape shape)
    {
        ProcessSpec spec = shape.Spec;
        if (HasProcess(shape))
        {
            EmitDefinition(code, shape);
        }

        foreach ((string name, string type, bool isThere) in new[]
        {
            ("SquaredAmplitude", "double", spec.Amplitude is not null), ("Selection", "bool", spec.Body.Selections.Count > 0),
        })
        {
            if (isThere && Has(shape, "Evaluate" + name))
            {
                code.Line("/// <summary>Declared so that the kernel can live in a file of its own, which is not made while one types.</summary>");
                code.Line($"static partial void Evaluate{name}({Processes}PhaseSpacePoints points, global::System.Span<{type}> results, ref bool isComputed);").Line();
            }
        }
    }

    private static void EmitDefinition(CodeWriter code, ProcessShape shape)
    {
        ProcessSpec spec = shape.Spec;
        ReactionSpec reaction = spec.Reaction;
        string Places(LegRole role) => string.Join(", ", shape.Legs.Where(l => l.Spec.Role == role && l.Spec.IsMassless).Select(static l => CSharp.Int(l.Place)));
        string table = reaction.NewParticles.Count == 0
            ? "null"
            : $"{Particles}ParticleTable.Standard.With([{string.Join(", ", reaction.NewParticles.Select(New))}])";
        code.Line($"/// <summary>The process {CSharp.Xml(shape.Reaction.ToString())}, as samplers and integrators need it.</summary>");
        code.Line($"public static {Processes}ProcessDefinition Process {{ get; }} = {Processes}ProcessDefinition.Of(");
        code.Line($"    {Particles}Reaction.Parse({CSharp.Text(reaction.Process)}, {table}),");
        code.Line($"    new {Processes}ProcessOptions");
        code.Line("    {");
        code.Line($"        Name = {CSharp.Text(spec.Body.Name)},");
        if (!reaction.IsDecay)
        {
            code.Line($"        SqrtS = {CSharp.Number(reaction.SqrtS)},");
        }

        code.Line($"        OffShell = {CSharp.Bool(reaction.OffShell)},");
        string[] violated =
        [
            .. reaction.MayViolateLeptonFlavour ? new[] { Language + "ConservedNumbers.LeptonFlavour" } : [],
            .. reaction.MayViolateBaryonNumber ? new[] { Language + "ConservedNumbers.BaryonNumber" } : [],
        ];
        if (violated.Length > 0)
        {
            code.Line($"        Violates = {string.Join(" | ", violated)},");
        }

        code.Line($"        Massless = [{Places(LegRole.Daughter)}],");
        code.Line($"        MasslessIncoming = [{Places(LegRole.Incoming)}],");
        code.Line("    })");
        code.Line("    with");
        code.Line("    {");
        if (spec.Amplitude is not null)
        {
            Kernel(code, spec, "SquaredAmplitude");
        }

        if (spec.Body.Selections.Count > 0)
        {
            Kernel(code, spec, "Selection");
        }

        code.Line("    };").Line();
    }

    private static void Kernel(CodeWriter code, ProcessSpec spec, string name)
    {
        string message = $"'{spec.Body.Name}' has no kernel: its declaration has errors that the project does not treat as such. Mend them.";
        code.Line($"        {name} = static (points, results) =>");
        code.Line("        {");
        code.Line("            bool isComputed = false;");
        code.Line($"            Evaluate{name}(points, results, ref isComputed);");
        code.Line("            if (!isComputed)");
        code.Line("            {");
        code.Line($"                throw new {Language}MandelstamException({CSharp.Text(message)});");
        code.Line("            }");
        code.Line("        },");
    }

    private static string New(Particle p) =>
        $"new {Particles}Particle({CSharp.Text(p.Name)}, {CSharp.Text(p.AntiparticleName)}, {CSharp.Int(p.PdgId)}, {CSharp.Number(p.MassInGeV)}, {CSharp.Number(p.WidthInGeV)}, "
        + $"{CSharp.Int(p.ThreeCharge)}, {CSharp.Int(p.TwiceSpin)}, {CSharp.Int(p.ElectronNumber)}, {CSharp.Int(p.MuonNumber)}, {CSharp.Int(p.TauNumber)}, {CSharp.Int(p.ThreeBaryonNumber)})";

    private static void EmitBatch(CodeWriter code, ProcessShape shape)
    {
        code.Line($"/// <summary>Events of this process: momenta as typed columns, over points of its phase space.</summary>");
        code.Line("/// <param name=\"points\">The points, with as many particles as the process has.</param>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"public readonly struct Batch({Processes}PhaseSpacePoints points)");
        code.Line("/// <summary>The same without types.</summary>");
        code.Line($"public {Processes}PhaseSpacePoints Points => points;").Line();
        code.Line("/// <summary>The number of events.</summary>");
        code.Line("public int Count => points.Count;").Line();
        code.Line("/// <summary>The weight of each event.</summary>");
        code.Line("public global::System.ReadOnlySpan<double> Weights => points.Weights;").Line();
        foreach (ProcessLeg daughter in shape.Daughters)
        {
            code.Line($"/// <summary>The momenta of the {CSharp.Xml(daughter.Particle.Name)}.</summary>");
            code.Line($"public {Processes}ParticleColumns<{Frame(shape)}> {CSharp.Identifier(daughter.Spec.Name)} => new(points, {CSharp.Int(daughter.Place)}, {CSharp.Number(daughter.Mass ?? double.NaN)});").Line();
        }

        code.Line("/// <summary>One event as the declaration has it.</summary>");
        code.Line("/// <param name=\"index\">The event.</param>");
        code.Open($"public {shape.Spec.Body.TypeName} this[int index] => new()");
        foreach (ProcessLeg daughter in shape.Daughters)
        {
            string name = CSharp.Identifier(daughter.Spec.Name);
            code.Line($"{name} = {name}[index],");
        }

        code.Close(";").Close().Line();
    }

    private static void EmitVariables(CodeWriter code, ProcessShape shape)
    {
        string Name(int i) => CSharp.Identifier(shape.Daughters[i].Spec.Name);
        foreach ((string name, int of, int? with, _) in VariablesOf(shape).Where(v => Has(shape, v.Name) && (v.With is not null || HasProcess(shape))))
        {
            if (with is not { } other)
            {
                code.Line($"/// <summary>{(of == 0 ? "t" : "u")} = (p₁ − {Name(of)})², with limits in <c>Process.Mandelstam</c>.</summary>");
                code.Line($"public {Language}GeV2 {name} => (Process.IncomingMomentum(0) - {Name(of)}).M2;").Line();
                continue;
            }

            code.Line(shape.Daughters.Count == 2
                ? "/// <summary>s = (p₁ + p₂)².</summary>"
                : $"/// <summary>The mass squared of {Name(of)} and {Name(other)}: a variable of the Dalitz plot, whose limits are in <c>Process.Dalitz</c>.</summary>");
            code.Line($"public {Language}GeV2 {name} => ({Name(of)} + {Name(other)}).M2;").Line();
        }
    }

    private static void EmitFrames(CodeWriter code, ProcessShape shape)
    {
        IReadOnlyList<ChainNames.Intermediate> chain = ChainNames.Of(shape);
        if (chain.Count == 0)
        {
            return;
        }

        bool hasFrames = Has(shape, "Frames");
        if (hasFrames)
        {
            code.Line("/// <summary>Names for the rest frames along the chain.</summary>");
            code.Line(GeneratedFile.TypeAttributes);
            code.Open("public static class Frames");
            foreach (ChainNames.Intermediate particle in chain)
            {
                code.Line($"/// <summary>The {CSharp.Xml(particle.Particle.Name)}.</summary>");
                code.Open($"public sealed class {particle.Name}").Open($"private {particle.Name}()").Close().Close().Line();
            }

            code.Close().Line();
        }

        foreach (ChainNames.Intermediate particle in chain)
        {
            string Products(string of) => string.Join(" + ", shape.Daughters.Skip(particle.FirstLeaf).Take(particle.Leaves).Select(d => of + CSharp.Identifier(d.Spec.Name)));
            string target = $"{Language}FourVector<{Language}Rest<Frames.{particle.Name}>>";
            string method = "InRestFrameOf" + particle.Name;
            bool hasMomentum = Has(shape, particle.Name);
            if (hasMomentum)
            {
                code.Line($"/// <summary>The momentum of the {CSharp.Xml(particle.Particle.Name)}: {Products("")}.</summary>");
                code.Line($"public {Vector(shape)} {particle.Name} => {Products("")};").Line();
            }

            if (!hasFrames || !Has(shape, method))
            {
                continue;
            }

            // Whoever has a member of this name is told so; what else uses these frames need not suffer.
            string momentum = hasMomentum ? particle.Name : Products("this.");
            code.Line($"/// <summary>A momentum of this event in the rest frame of the {CSharp.Xml(particle.Particle.Name)}, by one boost; axes stay parallel.</summary>");
            code.Line("/// <param name=\"momentum\">The momentum.</param>");
            code.Line($"public {target} {method}({Vector(shape)} momentum) => momentum.InRestFrameOf<Frames.{particle.Name}>({momentum});").Line();
            if (particle.Mother is { } mother && Has(shape, "InRestFrameOf" + chain[mother].Name))
            {
                string from = chain[mother].Name;
                code.Line($"/// <summary>A momentum in the rest frame of {from}, brought on into that of the {CSharp.Xml(particle.Particle.Name)}: the frame in which its helicity angles are taken.</summary>");
                code.Line("/// <param name=\"momentum\">The momentum.</param>");
                code.Line($"public {target} {method}({Language}FourVector<{Language}Rest<Frames.{from}>> momentum) =>");
                code.Line($"    momentum.InRestFrameOf<Frames.{particle.Name}>(InRestFrameOf{from}({momentum}));").Line();
            }
        }
    }
}

using System.Globalization;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Emit.Properties;

/// <summary>The property tests of a declaration: one xunit fact for each property, and the subject that they run on.</summary>
/// <remarks>What a property means is in <c>Mandelstam.Testing</c>; here is only which ones a declaration has.</remarks>
public static class PropertiesEmitter
{
    /// <summary>The part of the class that holds the facts.</summary>
    /// <param name="properties">The class.</param>
    /// <param name="spec">The declaration's model.</param>
    public static string Emit(PropertiesSpec properties, EventSpec spec)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec.FullName, properties.Namespace, properties.Containers, $"partial class {properties.TypeName}");
        SubjectEmitter subject = new(spec, properties);
        EventProgram? program = LowerEvent.Run(spec, out _);
        IReadOnlyList<IReadOnlyList<string>> symmetries = TestedSymmetries.Of(spec, program);
        for (int i = 0; i < spec.Features.Count; i++)
        {
            foreach (string symmetry in subject.SeesAllOf(spec.Features[i].Member) ? symmetries[i] : [])
            {
                EmitSymmetry(code, subject, i, spec.Features[i], symmetry, HasArc(spec, spec.Features[i].Member));
            }
        }

        EmitNuisances(code, subject, spec, program);
        Fact(
            code, subject, "The compiled kernel gives what the declaration gives, run as plain C#.",
            "The_compiled_kernel_agrees_with_the_declaration", "KernelAgreement()");
        Fact(
            code, subject, "The compiled derivatives are those of the declaration, run as plain C#: by its nuisances and by its momenta.",
            "The_derivatives_agree_with_differences", $"DerivativeAgreement({CSharp.Number(Roundings.CoarsestStep(spec))})");
        if (subject.HasTensors)
        {
            Fact(
                code, subject, "The tensor code gives what the declaration gives, run as plain C#.",
                "The_tensor_code_agrees_with_the_declaration", $"Agreement(\"tensor code\", {subject.Name}.Tensors)");
        }

        subject.Emit(code);
        return GeneratedFile.Close(code, depth);
    }

    private static void EmitSymmetry(CodeWriter code, SubjectEmitter subject, int index, FeatureSpec feature, string symmetry, bool hasArc)
    {
        // cos θ = 1 − 10⁻¹⁶ is θ = 10⁻⁸.
        string lost = hasArc ? ", lost: 1E-07" : "";
        string name = CSharp.Identifier(feature.Member).TrimStart('@');
        int open = symmetry.IndexOf('(');
        string argument = open < 0 ? "" : symmetry.Substring(open + 1).TrimEnd(')');
        switch (open < 0 ? symmetry : symmetry.Substring(0, open))
        {
            case "Permutation":
                Fact(
                    code, subject, $"{feature.Column} does not depend on the order of {argument}.",
                    $"{name}_does_not_depend_on_the_order_of_{argument}", $"Permutation({CSharp.Int(index)}, {CSharp.Int(subject.IndexOf(argument))}{lost})");
                break;
            case "Homogeneous":
                double power = double.Parse(argument, CultureInfo.InvariantCulture);
                string how = power == 0 ? "does_not_depend_on_the_unit_of_energy" : "scales_like_energy_to_the_power_" + argument.Replace('-', '_').Replace('.', '_');
                Fact(code, subject, $"{feature.Column} {how.Replace('_', ' ')}.", $"{name}_{how}", $"Homogeneity({CSharp.Int(index)}, {CSharp.Number(power)}{lost})");
                break;
            default:
                Fact(
                    code, subject, $"{feature.Column} does not change under {symmetry}.",
                    $"{name}_is_invariant_under_{symmetry}", $"Invariance({CSharp.Int(index)}, global::Mandelstam.Testing.Symmetry.{symmetry}{lost})");
                break;
        }
    }

    private static bool HasArc(EventSpec spec, string member) => BodyTerms.Reached(spec, member).Any(static t => t is { Kind: TermKind.Call, Name: "Math.Acos" or "Math.Asin" });

    private static void EmitNuisances(CodeWriter code, SubjectEmitter subject, EventSpec spec, EventProgram? program)
    {
        Lazy<NuisanceEffect[]> effects = new(() => program is null ? [] : [.. NuisanceEffect.Of(program.Trace)]);
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = spec.Nuisances[i];
            if (nuisance.Kind == NuisanceKind.Rate)
            {
                continue;
            }

            string name = CSharp.Identifier(nuisance.Method).TrimStart('@');
            Fact(
                code, subject, $"{nuisance.Name} at {CSharp.Number(nuisance.Nominal)} leaves the event as it was.",
                $"{name}_changes_nothing_at_its_nominal_value", $"NominalIdentity({CSharp.Int(i)})");
            if (subject.SeesMissingMomentum && subject.SeesAllOf(nuisance.Method) && Moves.VisibleMomentum(spec, nuisance))
            {
                bool isTurned = effects.Value.Any(e => e.Nuisance == nuisance && e.IsRotation);
                Fact(
                    code, subject, isTurned ? $"{nuisance.Name} turns the missing momentum with all that is seen." : $"{nuisance.Name} moves the missing momentum against what it moves of the seen.",
                    $"{name}_keeps_the_{(isTurned ? "size_of_the_" : "")}sum_of_transverse_momenta", $"MomentumBalance({CSharp.Int(i)}{(isTurned ? ", isTurned: true" : "")})");
            }
        }

        if (spec.Nuisances.Any(static n => n.Kind == NuisanceKind.Rate))
        {
            Fact(code, subject, "The rates at their nominal values leave the weight as it was.", "The_rates_change_nothing_at_their_nominal_values", "NominalRate()");
        }
    }

    private static void Fact(CodeWriter code, SubjectEmitter subject, string summary, string name, string call)
    {
        code.Line($"/// <summary>{CSharp.Xml(summary)}</summary>");
        code.Line("[global::Xunit.Fact]");
        code.Line($"public void {name}() => {subject.Name}.Properties.{call};").Line();
    }
}

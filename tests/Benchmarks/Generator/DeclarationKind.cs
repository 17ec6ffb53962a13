using Mandelstam.Generators;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Benchmarks.Generator;

/// <summary>What a project is made of, and where one types in it.</summary>
/// <param name="Generator">The generator for it.</param>
/// <param name="Namespace">The example's namespace.</param>
/// <param name="Name">The example's name.</param>
/// <param name="Files">The files of the example, that of the declaration first.</param>
/// <param name="Threshold">An energy in GeV that its selection compares with.</param>
/// <param name="InBody">A text in a body, and what becomes of it with the number of the edit.</param>
/// <param name="InSignature">The same in an attribute.</param>
/// <param name="InComment">The same in a comment.</param>
internal sealed record DeclarationKind(
    Func<IIncrementalGenerator> Generator, string Namespace, string Name, IReadOnlyList<string> Files, int Threshold,
    (string Before, string After) InBody, (string Before, string After) InSignature, (string Before, string After) InComment)
{
    /// <summary>The H → ττ analysis: 16 columns, 12 features, 6 nuisances, 2 corrections.</summary>
    public static DeclarationKind Event { get; } = new(
        static () => new EventGenerator(), "Mandelstam.Examples.HiggsUncertainty", "HiggsTauTau", ["HiggsTauTau.cs", "JetBin.cs", "Process.cs"], 26,
        ("26.GeV && Lepton", "26.{0}.GeV && Lepton"), ("DER_pt_tot", "DER_pt_tot{0}"), ("/// <summary>The thresholds", "// {0}\n    /// <summary>The thresholds"));

    /// <summary>g g → g g g with its squared amplitude and selection.</summary>
    public static DeclarationKind Process { get; } = new(
        static () => new ProcessGenerator(), "Mandelstam.Examples.PhaseSpace", "ThreeGluons", ["ThreeGluons.cs"], 50,
        ("> 50.GeV && Min", "> 50.{0}.GeV && Min"), ("SqrtS = 1000", "SqrtS = 1000.{0}"), ("// g⁶", "// {0} g⁶"));
}

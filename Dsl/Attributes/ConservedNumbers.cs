namespace Mandelstam;

/// <summary>Numbers that the Standard Model conserves, and a theory beyond it may not. Electric charge is not among them.</summary>
[Flags]
public enum ConservedNumbers
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Electron, muon and tau number, as in <c>mu- -> e- gamma</c>.</summary>
    LeptonFlavour = 1,

    /// <summary>Baryon number, as in <c>p -> e+ pi0</c>; lepton numbers have a flag of their own.</summary>
    BaryonNumber = 2,
}

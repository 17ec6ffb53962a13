namespace Declarations;

/// <summary>A lepton and a jet that may be missing.</summary>
[Event]
public partial record Small
{
    /// <summary>The lepton.</summary>
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }

    /// <summary>The jet.</summary>
    [Massless, Column("jet1_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo1<FourVector<Lab>> Jets { get; init; }

    /// <summary>Mass of lepton and jet.</summary>
    [Feature("m", Absent = -25)] public Energy? Mass => Jets.Has(0) ? (Lepton + Jets[0]).Mass : null;

    /// <summary>The threshold.</summary>
    [Selection] public bool Selected => Lepton.Pt >= 20.GeV;

    /// <summary>Energy scale of the lepton.</summary>
    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public Small Scale(double s) => this with { Lepton = Lepton.ScaledMomentum(s) };

    /// <summary>The file's precision.</summary>
    [Correction] public Small Rounded() => this with { Lepton = Lepton.Rounded(3) };
}

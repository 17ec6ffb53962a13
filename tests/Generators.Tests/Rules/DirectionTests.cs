using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0107 and PHY0108: rest frames that there are not, and directions of what has none; and what looks like it and is right.</summary>
public sealed class DirectionTests
{
    private const string Beam = "private static FourVector<Lab> Beam => FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, 6500.GeV, 6500.GeV);\n";

    [Theory]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0107:Lepton|}).E;")]
    [InlineData("[Feature] public Energy F { get { var l = Lepton; return Tau.InRestFrameOf({|PHY0107:l|}).E; } }")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0107:Lepton - Photon|}).E;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0107:FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, Lepton.E, Lepton.E)|}).E;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0107:FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, -Lepton.E, Lepton.E)|}).E;")]
    [InlineData("[Feature] public double F { get { var a = Tau.InRestFrameOf(Tau + Photon); var b = Tau.InRestFrameOf({|PHY0107:Lepton|}); return a.P3.Dot(b.P3) / (a.P * b.P); } }")]
    [InlineData("[Feature] public double F => {|PHY0107:Lepton.Velocity.Gamma|};")]
    [InlineData("[Feature] public Energy F => Tau.Boost({|PHY0107:-Lepton.Velocity|}).E;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0107:Tau.Pt > Lepton.Pt ? Lepton : Photon|}).E;")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ({|PHY0107:Math.Atanh(1.2)|}).E;")]
    [InlineData("private const double Beta = 1;\n[Feature] public Energy F => Tau.BoostedZ({|PHY0107:-Math.Atanh(Beta)|}).E;")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => Tau.InRestFrameOf({|PHY0107:j|}).E);")]
    public Task A_rest_frame_that_there_is_not_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy F => Lepton.InRestFrameOf(Lepton + Photon).E;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf(Tau + FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, Lepton.E, Lepton.E)).E;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf(FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, Lepton.Pz, Lepton.E)).E;")]
    [InlineData("[Feature] public Energy F => Lepton.InRestFrameOf(Tau).E;")]
    [InlineData("[Feature] public double F => Tau.Velocity.Gamma;")]
    [InlineData("[Feature] public double F => Lepton.Velocity.Beta;")]
    [InlineData("[Feature] public Energy F => Lepton.InRestFrameOf(Tau - Photon).E;")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ(Math.Atanh(0.9)).E;")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ(1.2).E;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Jets.Has(1) ? Tau.InRestFrameOf(Jets.Sum(j => j)).E : null;")]
    public Task A_rest_frame_that_there_is_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData(Beam + "[Feature] public double F => Lepton.DeltaR({|PHY0108:Beam|});")]
    [InlineData(Beam + "[Feature] public Angle F => DeltaPhi({|PHY0108:Beam|}, Lepton);")]
    [InlineData(Beam + "[Feature] public double F => {|PHY0108:Beam.Eta|} - Lepton.Eta;")]
    [InlineData("[Feature] public double F { get { var beam = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 4.GeV, 0.938.GeV); return {|PHY0108:beam.Eta|} - Tau.Eta; } }")]
    public Task A_direction_along_the_beam_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData(Beam + "[Feature] public double F => Lepton * Beam / (Lepton.E * Beam.E);")]
    [InlineData(Beam + "[Feature] public double F => (Lepton + Beam).DeltaR(Lepton, Convention.Eta);")]
    [InlineData("[Feature] public Rapidity F { get { var proton = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 4.GeV, 0.938.GeV); return proton.Rapidity; } }")]
    [InlineData("private static FourVector<Lab> Tilted => FourVector.PxPyPzE<Lab>(0.01.GeV, 0.GeV, 4.GeV, 4.1.GeV);\n[Feature] public double F => Lepton.DeltaR(Tilted, Convention.Eta);")]
    public Task Directions_that_there_are_are_silent(string members) => Verify(members);

    [Theory]
    [InlineData("[SquaredAmplitude] public double M => 1 + Math.Exp(-Math.Abs(Muon.Eta - {|PHY0108:First.Eta|}));")]
    [InlineData("[SquaredAmplitude] public double M => 1; [Selection] public bool Far => Muon.DeltaR({|PHY0108:First|}) > 0.4;")]
    public Task Beams_of_a_scattering_have_no_pseudorapidity(string members) => Project.Processes.VerifyAsync($$"""
        [Scattering("e- e+ -> mu- mu+", SqrtS = 10)]
        public partial record Toy
        {
            [Incoming, Massless] public partial FourVector<CentreOfMass> First { get; }
            [Incoming, Massless] public partial FourVector<CentreOfMass> Second { get; }
            [Daughter, Massless] public partial FourVector<CentreOfMass> Muon { get; init; }
            [Daughter, Massless] public partial FourVector<CentreOfMass> Antimuon { get; init; }
            {{members}}
        }

        """);

    private static Task Verify(string members) => Project.Plain.VerifyAsync($$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("photon_{pt,eta,phi}")] public partial FourVector<Lab> Photon { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            {{members}}
        }

        """);
}

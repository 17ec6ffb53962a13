using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>The hard process on top of a recoil: a boson or a pair with its mass, and all decays down to lepton, hadronic candidate, jets and neutrinos.</summary>
internal static class HardPass
{
    /// <summary>A trial event goes on only where its lepton is above this; a fluctuation of five sigma would lift it to the threshold.</summary>
    public const double LeastLeptonPt = 18.7;

    /// <summary>A trial event goes on only where its hadronic candidate is above this, before it is measured.</summary>
    public const double LeastTauPt = 18;

    /// <summary>sinh² of the largest |η| of a hadronic candidate that goes on.</summary>
    public const double TauReach = 44.82;

    private const int S = Column.Scratch;

    // Masses and widths in GeV: Particle Data Group, Phys. Rev. D 110, 030001 (2024). The sample's top quark weighs 171 GeV, its Higgs boson 125 GeV.
    private const double ZMass = 91.188, ZWidth = 2.4955, WMass = 80.369, WWidth = 2.085, TopMass = 171, BottomMass = 4.8, HiggsMass = 125;

    // -A_τ, the polarisation of the taus of a Z, averaged over angles: S. Schael et al., Phys. Rept. 427 (2006) 257.
    private const double TauPolarisation = -0.1465;

    // Share of longitudinal W bosons in top decays, the rest is left-handed: A. Czarnecki, J. G. Körner, J. H. Piclum, Phys. Rev. D 81 (2010) 111503.
    private const double Longitudinal = 0.687;

    private const double TauMass = HadronicTau.Mass, TauMass2 = TauMass * TauMass;

    /// <summary>The mass of a Z or γ* in GeV as a function of the variable of its table.</summary>
    public static double ResonanceMass(double v) => ZMass + (0.5 * ZWidth * Math.Sinh(-4.4 + (10.4 * v)));

    /// <summary>The mass of a pair above twice the particle's mass, in GeV, as a function of the variable of its table.</summary>
    public static double MassAboveThreshold(double v) => 50 * (Math.Exp(3.6 * v) - 1);

    /// <summary>What a boson or pair is before it decays: its mass, and how lepton and hadronic candidate come about.</summary>
    /// <param name="tile">Rows with their recoil.</param>
    /// <param name="process">The process.</param>
    public static void DrawSystem<T>(EventTile<T> tile, Process process)
        where T : struct, IDoubleLanes<T>
    {
        const int Condition = S, Pick = S + 1;
        T zero = T.All(0), one = T.All(1), two = T.All(2);
        bool isResonance = process is Process.ZTauTau or Process.HTauTau;
        if (process != Process.HTauTau)
        {
            tile.Draw(TableLayout.Mass, null, Column.Mass, hats: true);
        }

        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T v = tile.Read(Column.Mass, row);
            T mass = process switch
            {
                Process.HTauTau => T.All(HiggsMass),
                Process.ZTauTau => T.MultiplyAdd(T.All(0.5 * ZWidth), DoubleMath<T>.Sinh(T.MultiplyAdd(T.All(10.4), v, T.All(-4.4))), T.All(ZMass)),
                _ => T.All(50) * (DoubleMath<T>.Exp(T.All(3.6) * v) - one),
            };
            tile.Write(Column.Mass, row, mass);
            T hasNoJet = T.Less(tile.Read(Column.JetCount, row), one);
            tile.Write(Condition, row, isResonance ? T.Select(hasNoJet, -one, zero) : zero);
            for (int i = 0; i < 4; i++)
            {
                tile.Write(Column.TakenJet + i, row, zero);
            }
        }

        tile.Draw(TableLayout.Topology, Condition, Column.Topology, hats: false);
        if (isResonance)
        {
            TakeJetForTau(tile, Condition, Pick);
            return;
        }

        bool isTop = process == Process.TopPair;
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero);
            tile.Write(Condition, row, isTop ? -one : T.Select(isPlain, zero, -one));
        }

        tile.Draw(TableLayout.Bosons, Condition, Column.Bosons, hats: false);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isOfZ = T.Equal(tile.Read(Column.Topology, row), one) | T.Equal(tile.Read(Column.Topology, row), two);
            tile.Write(Condition, row, isTop ? zero : T.Select(isOfZ, -one, zero));
        }

        tile.Draw(TableLayout.LeptonOrigin, Condition, Column.Origin, hats: false);
    }

    /// <summary>The columns that <see cref="DrawFractions"/> fills for <see cref="Place"/>.</summary>
    public const int Fractions = Column.Scratch, FractionCount = 6;

    /// <summary>1 where the taus of a resonance may give what is selected, whatever their directions.</summary>
    public const int MayPass = Fractions + FractionCount;

    /// <summary>The decays of the two taus of Z/γ* or H, in the rest frame of the boson and along the tau: energy, momentum along and across it, of the lepton and of the hadrons.</summary>
    /// <param name="tile">Rows with what decays begin with.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    public static void DrawFractions<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        const int Pick = MayPass + 1, Leptonic = Pick + 1, Hadronic = Leptonic + TauPass.Draws;
        tile.Uniforms(Pick);
        TauPass.DrawLeptonic(tile, Leptonic);
        TauPass.DrawHadronic(tile, null, Hadronic);
        LeptonFractions(tile, isScalar, Pick, Leptonic);
        HadronFractions(tile, isScalar, Pick, Hadronic);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            // A boost along pT raises an energy by (E + pT)/m at most, and no transverse momentum is above its energy.
            T mass = tile.Read(Column.Mass, row), x = tile.Read(Column.SumX, row), y = tile.Read(Column.SumY, row);
            T pt2 = T.MultiplyAdd(x, x, y * y);
            T growth = (T.Sqrt(T.MultiplyAdd(mass, mass, pt2)) + T.Sqrt(pt2)) / mass;
            T isFake = T.Less(T.All(0), tile.Read(Column.TakenJet, row));
            T passes = T.LessOrEqual(T.All(LeastLeptonPt), growth * tile.Read(Fractions, row)) & (isFake | T.LessOrEqual(T.All(LeastTauPt), growth * tile.Read(Fractions + 3, row)));
            tile.Write(MayPass, row, T.Select(passes, T.All(1), T.All(0)));
        }
    }

    // Taus of a vector have opposite helicities, which in the sign that is counted here is the same polarisation; those of a scalar the other way round.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Polarisation<T>(T pick, bool isScalar)
        where T : struct, IDoubleLanes<T> => T.Select(T.Less(pick, T.All(isScalar ? 0.5 : (1 + TauPolarisation) / 2)), T.All(1), T.All(-1));

    private static void LeptonFractions<T>(EventTile<T> tile, bool isScalar, int pick, int draws)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T energy = TauPass.LeptonAtRest(tile, draws, row, Polarisation(tile.Read(pick, row), isScalar), out T cosTheta);
            Boost(tile, row, Fractions, energy, energy, cosTheta);
        }
    }

    private static void HadronFractions<T>(EventTile<T> tile, bool isScalar, int pick, int draws)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T polarisation = Polarisation(tile.Read(pick, row), isScalar);
            T energy = TauPass.HadronsAtRest(tile, draws, row, isScalar ? -polarisation : polarisation, out T momentum, out T cosTheta);
            Boost(tile, row, Fractions + 3, energy, momentum, cosTheta);
        }
    }

    // From the tau's rest frame to the boson's, along the tau.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Boost<T>(EventTile<T> tile, int row, int to, T energy, T momentum, T cosTheta)
        where T : struct, IDoubleLanes<T>
    {
        T gamma = tile.Read(Column.Mass, row) * T.All(0.5 / TauMass);
        T speed = T.Sqrt(T.MultiplyAdd(gamma, gamma, T.All(-1)));
        T along = momentum * cosTheta;
        tile.Write(to, row, T.MultiplyAdd(gamma, energy, speed * along));
        tile.Write(to + 1, row, T.MultiplyAdd(gamma, along, speed * energy));
        tile.Write(to + 2, row, momentum * T.Sqrt(T.Max(T.All(0), T.MultiplyAdd(-cosTheta, cosTheta, T.All(1)))));
    }

    /// <summary>Directions of the taus and of their products, and the boost to the laboratory.</summary>
    /// <param name="tile">Rows with what decays begin with, and <see cref="Fractions"/>.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    public static void Place<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        const int Angle = MayPass, Azimuth = Angle + 4, AboutLepton = Azimuth + 2, AboutHadrons = AboutLepton + 2, Boson = AboutHadrons + 2;

        // Four numbers: for the angle's density 1 + cos²θ the largest of three, one time in four.
        tile.Uniforms(Angle, 4);
        tile.Azimuths(Azimuth);
        tile.Azimuths(AboutLepton);
        tile.Azimuths(AboutHadrons);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T u = tile.Read(Angle, row), a = tile.Read(Angle + 1, row), b = tile.Read(Angle + 2, row), c = tile.Read(Angle + 3, row);
            T flat = T.MultiplyAdd(T.All(2), a, T.All(-1));
            T steep = T.Max(a, T.Max(b, c)) ^ (T.Less(u, T.All(0.125)) & T.All(-0.0));
            tile.Write(Angle, row, isScalar ? flat : T.Select(T.Less(u, T.All(0.25)), steep, flat));
            tile.Write(Boson, row, System(tile, row, tile.Read(Column.Mass, row)));
        }

        PlaceProduct(tile, Fractions, AboutLepton, Angle, Azimuth, Boson, 1, Column.Lepton);
        PlaceProduct(tile, Fractions + 3, AboutHadrons, Angle, Azimuth, Boson, -1, Column.Tau);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> hadrons = tile.ReadMomentum(Column.Tau, row), taken = tile.ReadMomentum(Column.TakenJet, row);
            T isFake = T.Less(T.All(0), taken.E);
            tile.Write(Column.Invisible, row, tile.ReadMomentum(Boson, row) - tile.ReadMomentum(Column.Lepton, row) - hadrons);
            tile.Write(Column.Tau, row, LaneMomentum<T>.Select(isFake, taken, hadrons));
            tile.Write(Column.IsFake, row, T.Select(isFake, T.All(1), T.All(0)));
            WriteJet(tile, 0, row, LaneMomentum<T>.Select(isFake, hadrons, default));
            ClearDecayJets(tile, row, 1);
        }
    }

    // A product with momenta along and across a tau that flies to (θ, φ), or the other way, in the boson's rest frame.
    private static void PlaceProduct<T>(EventTile<T> tile, int fractions, int about, int angle, int azimuth, int boson, double side, int to)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T cosTheta = tile.Read(angle, row), sinPhi = tile.Read(azimuth, row), cosPhi = tile.Read(azimuth + 1, row);
            T sinTheta = T.Sqrt(T.Max(T.All(0), T.MultiplyAdd(-cosTheta, cosTheta, T.All(1))));
            T along = T.All(side) * tile.Read(fractions + 1, row), across = tile.Read(fractions + 2, row);
            T u = across * tile.Read(about, row), v = across * tile.Read(about + 1, row);
            T planar = T.MultiplyAdd(along, sinTheta, u * cosTheta);
            LaneMomentum<T> atRest = new(
                tile.Read(fractions, row), T.MultiplyAdd(planar, cosPhi, -(v * sinPhi)), T.MultiplyAdd(planar, sinPhi, v * cosPhi), T.MultiplyAdd(along, cosTheta, -(u * sinTheta)));
            tile.Write(to, row, atRest.Boosted(tile.ReadMomentum(boson, row), tile.Read(Column.Mass, row)));
        }
    }

    // Topology 1: one of the recoiling jets, each as probable, is taken for the tau, and the tau is a jet.
    private static unsafe void TakeJetForTau<T>(EventTile<T> tile, int condition, int pick)
        where T : struct, IDoubleLanes<T>
    {
        tile.Uniforms(pick);
        for (int row = 0; row < tile.Active; row++)
        {
            if (tile[Column.Topology][row] == 1 && tile[condition][row] >= 0)
            {
                int jet = Column.DecayJets + (int)(tile[pick][row] * tile[Column.JetCount][row]);
                double pt = tile[Column.JetPt(jet)][row], eta = tile[Column.JetEta(jet)][row];
                tile[Column.TakenJet][row] = pt * Math.Cosh(eta);
                tile[Column.TakenJet + 1][row] = tile[Column.JetX(jet)][row];
                tile[Column.TakenJet + 2][row] = tile[Column.JetX(jet) + 1][row];
                tile[Column.TakenJet + 3][row] = pt * Math.Sinh(eta);
                tile[Column.JetX(jet)][row] = tile[Column.JetX(jet) + 1][row] = tile[Column.JetPt(jet)][row] = tile[Column.JetEta(jet)][row] = 0;
            }
        }
    }

    /// <summary>tt̄ → bℓν + bτν, or + bqq′ with a jet that is taken for a tau; or two bosons likewise.</summary>
    /// <remarks>
    /// Topologies of tt̄: a tau; a quark of the other W is taken for one; the other b is, and its W's lepton is lost; the other b is, and its W gives two jets. Of dibosons: a tau of the other
    /// boson; a Z gives lepton and tau and the other boson two jets; the same with the other boson lost; a quark of the other boson is taken for a tau.
    /// </remarks>
    /// <param name="tile">Rows with what decays begin with.</param>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    public static void Pair<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        DrawPair(tile, isTop);
        Produce(tile, isTop);
        if (isTop)
        {
            DecayTop(tile, PairColumn.TopA, PairColumn.A, PairColumn.BosonA, PairColumn.MassA);
            DecayTop(tile, PairColumn.TopB, PairColumn.B, PairColumn.BosonB, PairColumn.MassB);
        }

        DecayFirstBoson(tile, isTop);
        DecayFirstTau(tile);
        DecaySecondBoson(tile, isTop);
        DecaySecondTau(tile);
        if (isTop)
        {
            GatherTops(tile);
        }
        else
        {
            GatherBosons(tile);
        }
    }

    private static void DrawPair<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        tile.Draw(TableLayout.ProductionAngle, null, PairColumn.Angle, hats: true);
        tile.Uniforms(PairColumn.Side);
        tile.Azimuths(PairColumn.Azimuth);
        tile.Uniforms(PairColumn.MassA, 2);
        if (isTop)
        {
            tile.Uniforms(PairColumn.TopA);
            tile.Azimuths(PairColumn.TopA + 1);
            tile.Uniforms(PairColumn.TopB);
            tile.Azimuths(PairColumn.TopB + 1);
        }

        tile.Uniforms(PairColumn.WA, 3);
        tile.Azimuths(PairColumn.WA + 3);
        tile.Uniforms(PairColumn.WB, 3);
        tile.Azimuths(PairColumn.WB + 3);
        if (!isTop)
        {
            DrawBosonAngles(tile, PairColumn.WA, PairColumn.WB, PairColumn.Condition);
        }

        TauPass.DrawLeptonic(tile, PairColumn.Leptonic);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T hasTau = HasTau(tile, row, isTop);
            tile.Write(PairColumn.Condition, row, T.Select(hasTau, T.All(0), T.All(-1)));
        }

        TauPass.DrawHadronic(tile, PairColumn.Condition, PairColumn.Hadronic);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T HasTau<T>(EventTile<T> tile, int row, bool isTop)
        where T : struct, IDoubleLanes<T> => T.Less(tile.Read(Column.Topology, row), T.All(isTop ? 1 : 3));

    // Both taus, or lepton and tau, are of a Z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsOfZ<T>(EventTile<T> tile, int row, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T topology = tile.Read(Column.Topology, row);
        return isTop ? T.All(0) : T.Equal(topology, T.All(1)) | T.Equal(topology, T.All(2));
    }

    private static void Produce<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero), bosons = tile.Read(Column.Bosons, row);
            T aIsZ = isTop ? zero : IsOfZ(tile, row, isTop) | (isPlain & T.Equal(bosons, T.All(1)));
            T bIsZ = isTop ? zero : isPlain & T.Equal(bosons, T.All(2));
            T massA = LineShape(tile.Read(PairColumn.MassA, row), aIsZ), massB = LineShape(tile.Read(PairColumn.MassB, row), bIsZ);
            T heavyA = isTop ? T.All(TopMass) : massA, heavyB = isTop ? T.All(TopMass) : massB;
            T mass = heavyA + heavyB + tile.Read(Column.Mass, row);
            LaneMomentum<T> system = System(tile, row, mass);
            T energy = TwoBody.Energy(mass, heavyA * heavyA, heavyB * heavyB);
            T momentum = T.Sqrt(T.Max(zero, (energy * energy) - (heavyA * heavyA)));
            T cosTheta = tile.Read(PairColumn.Angle, row) ^ (T.Less(tile.Read(PairColumn.Side, row), T.All(0.5)) & T.All(-0.0));
            LaneMomentum<T> a = TwoBody.AboutBeam(system, mass, energy, momentum, cosTheta, tile.Read(PairColumn.Azimuth, row), tile.Read(PairColumn.Azimuth + 1, row));
            LaneMomentum<T> b = system - a;
            tile.Write(PairColumn.MassA, row, massA);
            tile.Write(PairColumn.MassB, row, massB);
            tile.Write(PairColumn.A, row, a);
            tile.Write(PairColumn.B, row, b);

            // What a boson comes of, about whose flight it decays: its top quark, or the pair.
            tile.Write(PairColumn.BosonA, row, a);
            tile.Write(PairColumn.BosonB, row, b);
            if (!isTop)
            {
                tile.Write(PairColumn.A, row, system);
                tile.Write(PairColumn.B, row, system);
            }
        }
    }

    private static void DecayTop<T>(EventTile<T> tile, int draws, int top, int boson, int mass)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(boson, row, BosonOfTop(tile, draws, row, tile.ReadMomentum(top, row), tile.Read(mass, row)));
        }
    }

    // The lepton's boson: a charged lepton, prompt or a tau, and a neutrino; of a Z two taus.
    private static void DecayFirstBoson<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), tau2 = T.All(TauMass2);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isOfZ = IsOfZ(tile, row, isTop);
            T isTau = isOfZ | T.Equal(tile.Read(Column.Origin, row), T.All(1));
            tile.Write(PairColumn.ChargedA, row, OfBoson(
                tile, PairColumn.WA, row, tile.ReadMomentum(PairColumn.BosonA, row), tile.Read(PairColumn.MassA, row), tile.ReadMomentum(PairColumn.A, row),
                T.Select(isTau, tau2, zero), T.Select(isOfZ, tau2, zero), isTop));
            tile.Write(PairColumn.IsTau, row, isTau);
            tile.Write(PairColumn.Polarisation, row, T.Select(isOfZ & T.Less(tile.Read(PairColumn.WA + 2, row), T.All((1 + TauPolarisation) / 2)), T.All(1), T.All(-1)));
        }
    }

    private static void DecayFirstTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> charged = tile.ReadMomentum(PairColumn.ChargedA, row);
            T isTau = tile.Read(PairColumn.IsTau, row);

            // A prompt lepton does not decay; what is computed of a tau at rest in its place is not used.
            LaneMomentum<T> lepton = TauPass.Lepton(
                tile, PairColumn.Leptonic, row, LaneMomentum<T>.Select(isTau, charged, SlowTau<T>()), tile.ReadMomentum(PairColumn.BosonA, row), tile.Read(PairColumn.Polarisation, row));
            tile.Write(Column.Lepton, row, LaneMomentum<T>.Select(isTau, lepton, charged));
        }
    }

    // The other one: a tau and a neutrino, or two quarks.
    private static void DecaySecondBoson<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero), isOfZ = IsOfZ(tile, row, isTop);
            LaneMomentum<T> bosonA = tile.ReadMomentum(PairColumn.BosonA, row), bosonB = tile.ReadMomentum(PairColumn.BosonB, row);
            LaneMomentum<T> charged = OfBoson(
                tile, PairColumn.WB, row, bosonB, tile.Read(PairColumn.MassB, row), tile.ReadMomentum(PairColumn.B, row), T.Select(isPlain, T.All(TauMass2), zero), zero, isTop);
            tile.Write(PairColumn.ChargedB, row, charged);
            LaneMomentum<T> tau = LaneMomentum<T>.Select(isOfZ, bosonA - tile.ReadMomentum(PairColumn.ChargedA, row), charged);
            tile.Write(PairColumn.TauB, row, LaneMomentum<T>.Select(isPlain | isOfZ, tau, SlowTau<T>()));
            tile.Write(PairColumn.TauOrigin, row, LaneMomentum<T>.Select(isOfZ, bosonA, bosonB));
            tile.Write(PairColumn.Polarisation, row, T.Select(isOfZ, tile.Read(PairColumn.Polarisation, row), T.All(-1)));
        }
    }

    private static void DecaySecondTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(Column.Tau, row, TauPass.Hadrons(
                tile, PairColumn.Hadronic, row, tile.ReadMomentum(PairColumn.TauB, row), tile.ReadMomentum(PairColumn.TauOrigin, row), tile.Read(PairColumn.Polarisation, row)));
        }
    }

    private static void GatherTops<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row);
            T isPlain = T.Equal(topology, T.All(0)), isQuark = T.Equal(topology, T.All(1)), isLost = T.Equal(topology, T.All(2)), isBoth = T.Equal(topology, T.All(3));
            LaneMomentum<T> none = default, hadrons = tile.ReadMomentum(Column.Tau, row);
            LaneMomentum<T> bosonA = tile.ReadMomentum(PairColumn.BosonA, row), bosonB = tile.ReadMomentum(PairColumn.BosonB, row), charged = tile.ReadMomentum(PairColumn.ChargedB, row);
            LaneMomentum<T> bottomA = tile.ReadMomentum(PairColumn.A, row) - bosonA, bottomB = tile.ReadMomentum(PairColumn.B, row) - bosonB;
            LaneMomentum<T> unseen = LaneMomentum<T>.Select(isPlain, bosonB - hadrons, LaneMomentum<T>.Select(isLost, bosonB, none));
            tile.Write(Column.Tau, row, LaneMomentum<T>.Select(isPlain, hadrons, LaneMomentum<T>.Select(isQuark, charged, bottomB)));
            tile.Write(Column.Invisible, row, bosonA - tile.ReadMomentum(Column.Lepton, row) + unseen);
            tile.Write(Column.IsFake, row, T.Select(isPlain, T.All(0), T.All(1)));
            WriteJet(tile, 0, row, bottomA);
            WriteJet(tile, 1, row, LaneMomentum<T>.Select(isLost | isBoth, none, bottomB));
            WriteJet(tile, 2, row, LaneMomentum<T>.Select(isPlain | isLost, none, bosonB - charged));
            WriteJet(tile, 3, row, LaneMomentum<T>.Select(isBoth, charged, none));
        }
    }

    private static void GatherBosons<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row);
            T isPlain = T.Equal(topology, T.All(0)), isSeen = T.Equal(topology, T.All(1)), isLost = T.Equal(topology, T.All(2)), isFake = T.Equal(topology, T.All(3));
            LaneMomentum<T> none = default, hadrons = tile.ReadMomentum(Column.Tau, row), lepton = tile.ReadMomentum(Column.Lepton, row);
            LaneMomentum<T> bosonA = tile.ReadMomentum(PairColumn.BosonA, row), bosonB = tile.ReadMomentum(PairColumn.BosonB, row), charged = tile.ReadMomentum(PairColumn.ChargedB, row);
            LaneMomentum<T> ofA = bosonA - lepton - LaneMomentum<T>.Select(isSeen | isLost, hadrons, none);
            LaneMomentum<T> ofB = LaneMomentum<T>.Select(isPlain, bosonB - hadrons, LaneMomentum<T>.Select(isLost, bosonB, none));
            tile.Write(Column.Tau, row, LaneMomentum<T>.Select(isFake, charged, hadrons));
            tile.Write(Column.Invisible, row, ofA + ofB);
            tile.Write(Column.IsFake, row, T.Select(isFake, T.All(1), T.All(0)));
            WriteJet(tile, 0, row, LaneMomentum<T>.Select(isSeen, charged, none));
            WriteJet(tile, 1, row, LaneMomentum<T>.Select(isSeen | isFake, bosonB - charged, none));
            ClearDecayJets(tile, row, 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> SlowTau<T>()
        where T : struct, IDoubleLanes<T> => new(T.All(2 * TauMass), T.All(0), T.All(0), T.All(1.7320508075688772 * TauMass));

    /// <summary>Where <see cref="Pair"/> keeps what it computes.</summary>
    private static class PairColumn
    {
        public const int Angle = S, Side = S + 1, Azimuth = S + 2, MassA = S + 4, MassB = S + 5, TopA = S + 6, TopB = S + 9, WA = S + 12, WB = S + 17;
        public const int Leptonic = S + 22, Hadronic = Leptonic + TauPass.Draws, Condition = Hadronic + TauPass.Draws, IsTau = Condition + 1, Polarisation = Condition + 2;
        public const int A = Condition + 3, B = A + 4, BosonA = B + 4, BosonB = BosonA + 4, ChargedA = BosonB + 4, ChargedB = ChargedA + 4, TauB = ChargedB + 4, TauOrigin = TauB + 4;
        public const int End = TauOrigin + 4;
    }

    /// <summary>Boson or pair of this mass that the recoil and the rapidity leave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> System<T>(EventTile<T> tile, int row, T mass)
        where T : struct, IDoubleLanes<T>
    {
        T x = -tile.Read(Column.SumX, row), y = -tile.Read(Column.SumY, row);
        T transverse = T.Sqrt(T.MultiplyAdd(mass, mass, T.MultiplyAdd(x, x, y * y)));
        T growth = DoubleMath<T>.Exp(tile.Read(Column.Rapidity, row)), decline = T.All(1) / growth;
        T half = T.All(0.5) * transverse;
        return new(half * (growth + decline), x, y, half * (growth - decline));
    }

    // A Breit–Wigner shape in the mass, cut off at ten half widths.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LineShape<T>(T uniform, T isZ)
        where T : struct, IDoubleLanes<T>
    {
        T half = T.Select(isZ, T.All(ZWidth / 2), T.All(WWidth / 2));
        T angle = T.MultiplyAdd(T.All(2), uniform, T.All(-1)) * T.All(1.4711);
        return T.MultiplyAdd(half, DoubleMath<T>.Tan(angle), T.Select(isZ, T.All(ZMass), T.All(WMass)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> BosonOfTop<T>(EventTile<T> tile, int draws, int row, in LaneMomentum<T> top, T mass)
        where T : struct, IDoubleLanes<T>
    {
        T topMass = T.All(TopMass), mass2 = mass * mass;
        T energy = TwoBody.Energy(topMass, mass2, T.All(BottomMass * BottomMass));
        T cosTheta = T.MultiplyAdd(T.All(2), tile.Read(draws, row), T.All(-1));
        return TwoBody.AboutBeam(top, topMass, energy, T.Sqrt((energy * energy) - mass2), cosTheta, tile.Read(draws + 1, row), tile.Read(draws + 2, row));
    }

    // The charged lepton, or a quark. Of a W from a top quark: the median of three uniform numbers has the density of sin²θ in (1 − cos θ)/2, the largest that of (1 − cos θ)².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> OfBoson<T>(EventTile<T> tile, int draws, int row, in LaneMomentum<T> boson, T mass, in LaneMomentum<T> origin, T own2, T other2, bool isOfTop)
        where T : struct, IDoubleLanes<T>
    {
        T a = tile.Read(draws, row), b = tile.Read(draws + 1, row), c = tile.Read(draws + 2, row);
        T cosTheta = a;
        if (isOfTop)
        {
            // Which of the two by bits of a number that its order among the others does not depend on.
            T high = T.Max(a, b), low = T.Min(a, b);
            T median = T.Max(low, T.Min(high, c)), largest = T.Max(high, c);
            T fraction = (c * T.All(1 << 20)) - T.Round(c * T.All(1 << 20));
            T half = T.Select(T.Less(fraction, T.All(Longitudinal - 0.5)), median, largest);
            cosTheta = T.MultiplyAdd(T.All(-2), half, T.All(1));
        }

        T energy = TwoBody.Energy(mass, own2, other2);
        T momentum = T.Sqrt(T.Max(T.All(0), (energy * energy) - own2));
        return TwoBody.AboutFlight(boson, mass, origin, energy, momentum, cosTheta, tile.Read(draws + 3, row), tile.Read(draws + 4, row));
    }

    private static void DrawBosonAngles<T>(EventTile<T> tile, int first, int second, int condition)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(condition, row, T.All(0));
        }

        tile.Draw(TableLayout.BosonAngle, condition, first, hats: true);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(condition, row, T.All(1));
        }

        tile.Draw(TableLayout.BosonAngle, condition, second, hats: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteJet<T>(EventTile<T> tile, int slot, int row, in LaneMomentum<T> p)
        where T : struct, IDoubleLanes<T>
    {
        T pt = T.Sqrt(p.Pt2);
        tile.Write(Column.JetX(slot), row, p.X);
        tile.Write(Column.JetX(slot) + 1, row, p.Y);
        tile.Write(Column.JetPt(slot), row, pt);
        tile.Write(Column.JetEta(slot), row, DoubleMath<T>.Asinh(p.Z / T.Max(pt, T.All(1e-9))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearDecayJets<T>(EventTile<T> tile, int row, int from)
        where T : struct, IDoubleLanes<T>
    {
        for (int slot = from; slot < Column.DecayJets; slot++)
        {
            for (int i = 0; i < 4; i++)
            {
                tile.Write(Column.JetX(slot) + i, row, T.All(0));
            }
        }
    }
}

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
    public const double LeastTauPt = 16;

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

        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
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
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero);
            tile.Write(Condition, row, isTop ? -one : T.Select(isPlain, zero, -one));
        }

        tile.Draw(TableLayout.Bosons, Condition, Column.Bosons, hats: false);
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            T isOfZ = T.Equal(tile.Read(Column.Topology, row), one) | T.Equal(tile.Read(Column.Topology, row), two);
            tile.Write(Condition, row, isTop ? zero : T.Select(isOfZ, -one, zero));
        }

        tile.Draw(TableLayout.LeptonOrigin, Condition, Column.Origin, hats: false);
    }

    /// <summary>Z/γ* → ττ or H → ττ.</summary>
    /// <param name="tile">Rows with what decays begin with.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    public static void Resonance<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        const int Angle = S, Pick = S + 4, Azimuth = S + 5, Leptonic = S + 7, Hadronic = Leptonic + TauPass.Draws;
        const int Boson = Hadronic + TauPass.Draws, First = Boson + 4, Polarisation = First + 4;

        // Four numbers: for the angle's density 1 + cos²θ the largest of three, one time in four.
        tile.Uniforms(Angle, 5);
        tile.Azimuths(Azimuth);
        TauPass.DrawLeptonic(tile, Leptonic);
        TauPass.DrawHadronic(tile, null, Hadronic);
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            T mass = tile.Read(Column.Mass, row);
            LaneMomentum<T> boson = System(tile, row, mass);
            T u = tile.Read(Angle, row), a = tile.Read(Angle + 1, row), b = tile.Read(Angle + 2, row), c = tile.Read(Angle + 3, row);
            T flat = T.MultiplyAdd(T.All(2), a, T.All(-1));
            T steep = T.Max(a, T.Max(b, c)) ^ (T.Less(u, T.All(0.125)) & T.All(-0.0));
            T cosTheta = isScalar ? flat : T.Select(T.Less(u, T.All(0.25)), steep, flat);
            T energy = T.All(0.5) * mass, momentum = T.Sqrt(T.MultiplyAdd(energy, energy, T.All(-TauMass2)));
            LaneMomentum<T> first = TwoBody.AboutBeam(boson, mass, energy, momentum, cosTheta, tile.Read(Azimuth, row), tile.Read(Azimuth + 1, row));
            tile.Write(Boson, row, boson);
            tile.Write(First, row, first);
            tile.Write(Polarisation, row, T.Select(T.Less(tile.Read(Pick, row), T.All(isScalar ? 0.5 : (1 + TauPolarisation) / 2)), T.All(1), T.All(-1)));
        }

        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            LaneMomentum<T> lepton = TauPass.Lepton(tile, Leptonic, row, tile.ReadMomentum(First, row), tile.ReadMomentum(Boson, row), tile.Read(Polarisation, row));
            tile.Write(Column.Lepton, row, lepton);
        }

        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            // Taus of a vector have opposite helicities, which in the sign that is counted here is the same polarisation; those of a scalar the other way round.
            LaneMomentum<T> boson = tile.ReadMomentum(Boson, row);
            T polarisation = tile.Read(Polarisation, row);
            LaneMomentum<T> hadrons = TauPass.Hadrons(tile, Hadronic, row, boson - tile.ReadMomentum(First, row), boson, isScalar ? -polarisation : polarisation);
            tile.Write(Column.Tau, row, hadrons);
        }

        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
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

    // Topology 1: one of the recoiling jets, each as probable, is taken for the tau, and the tau is a jet.
    private static unsafe void TakeJetForTau<T>(EventTile<T> tile, int condition, int pick)
        where T : struct, IDoubleLanes<T>
    {
        tile.Uniforms(pick);
        for (int row = 0; row < EventTile<T>.Rows; row++)
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
    /// <param name="tile">Rows with their recoil.</param>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    public static void Pair<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        const int Angle = S, Side = S + 1, Azimuth = S + 2, MassA = S + 4, MassB = S + 5;
        const int TopA = S + 6, TopB = S + 9, WA = S + 12, WB = S + 17, Leptonic = S + 22, Hadronic = Leptonic + TauPass.Draws, Condition = Hadronic + TauPass.Draws;
        T zero = T.All(0), one = T.All(1), two = T.All(2);
        tile.Draw(TableLayout.ProductionAngle, null, Angle, hats: true);
        tile.Uniforms(Side);
        tile.Azimuths(Azimuth);
        tile.Uniforms(MassA, 2);
        if (isTop)
        {
            tile.Uniforms(TopA);
            tile.Azimuths(TopA + 1);
            tile.Uniforms(TopB);
            tile.Azimuths(TopB + 1);
        }

        tile.Uniforms(WA, 3);
        tile.Azimuths(WA + 3);
        tile.Uniforms(WB, 3);
        tile.Azimuths(WB + 3);
        if (!isTop)
        {
            DrawBosonAngles(tile, WA, WB, Condition);
        }

        TauPass.DrawLeptonic(tile, Leptonic);
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            T hasTau = T.Equal(tile.Read(Column.Topology, row), zero) | (isTop ? zero : T.Less(tile.Read(Column.Topology, row), T.All(3)));
            tile.Write(Condition, row, T.Select(hasTau, zero, -one));
        }

        TauPass.DrawHadronic(tile, Condition, Hadronic);
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row), bosons = tile.Read(Column.Bosons, row);
            T isOfZ = isTop ? zero : T.Equal(topology, one) | T.Equal(topology, two);
            T aIsZ = isTop ? zero : isOfZ | (T.Equal(topology, zero) & T.Equal(bosons, one));
            T bIsZ = isTop ? zero : T.Equal(topology, zero) & T.Equal(bosons, two);
            T massA = LineShape(tile.Read(MassA, row), aIsZ), massB = LineShape(tile.Read(MassB, row), bIsZ);
            T above = tile.Read(Column.Mass, row);
            T heavyA = isTop ? T.All(TopMass) : massA, heavyB = isTop ? T.All(TopMass) : massB;
            T mass = heavyA + heavyB + above;
            LaneMomentum<T> system = System(tile, row, mass);
            T energy = TwoBody.Energy(mass, heavyA * heavyA, heavyB * heavyB);
            T momentum = T.Sqrt(T.Max(zero, (energy * energy) - (heavyA * heavyA)));
            T cosTheta = tile.Read(Angle, row) ^ (T.Less(tile.Read(Side, row), T.All(0.5)) & T.All(-0.0));
            LaneMomentum<T> a = TwoBody.AboutBeam(system, mass, energy, momentum, cosTheta, tile.Read(Azimuth, row), tile.Read(Azimuth + 1, row));
            LaneMomentum<T> b = system - a;
            LaneMomentum<T> bosonA = a, bosonB = b, bottomA = default, bottomB = default;
            if (isTop)
            {
                bosonA = BosonOfTop(tile, TopA, row, a, massA);
                bosonB = BosonOfTop(tile, TopB, row, b, massB);
                bottomA = a - bosonA;
                bottomB = b - bosonB;
            }

            // The lepton's boson: a charged lepton, prompt or a tau, and a neutrino; of a Z two taus.
            T isTau = isOfZ | T.Equal(tile.Read(Column.Origin, row), one);
            T own2 = T.Select(isTau, T.All(TauMass2), zero), other2 = T.Select(isOfZ, T.All(TauMass2), zero);
            LaneMomentum<T> chargedA = OfBoson(tile, WA, row, bosonA, massA, isTop ? a : system, own2, other2, isTop);
            LaneMomentum<T> neutralA = bosonA - chargedA;
            T polarisationA = T.Select(isOfZ & T.Less(tile.Read(WA + 2, row), T.All((1 + TauPolarisation) / 2)), one, -one);
            LaneMomentum<T> ofTau = TauPass.Lepton(tile, Leptonic, row, chargedA, bosonA, polarisationA);
            LaneMomentum<T> lepton = LaneMomentum<T>.Select(isTau, ofTau, chargedA);

            // The other one: a tau and a neutrino, or two quarks.
            T isPlain = T.Equal(topology, zero);
            LaneMomentum<T> chargedB = OfBoson(tile, WB, row, bosonB, massB, isTop ? b : system, T.Select(isPlain, T.All(TauMass2), zero), zero, isTop);
            LaneMomentum<T> neutralB = bosonB - chargedB;
            LaneMomentum<T> tau = LaneMomentum<T>.Select(isOfZ, neutralA, chargedB), tauOrigin = LaneMomentum<T>.Select(isOfZ, bosonA, bosonB);
            T hasTau = isPlain | isOfZ;

            // Where there is no tau the decay is computed of the lepton's parent, and not used: all numbers stay finite.
            LaneMomentum<T> safe = LaneMomentum<T>.Select(hasTau, tau, new(T.All(2 * TauMass), zero, zero, T.All(Math.Sqrt(3) * TauMass)));
            LaneMomentum<T> hadrons = TauPass.Hadrons(tile, Hadronic, row, safe, tauOrigin, T.Select(isOfZ, polarisationA, -one));
            LaneMomentum<T> none = default;
            LaneMomentum<T> candidate, invisible;
            if (isTop)
            {
                T isQuark = T.Equal(topology, one), isLost = T.Equal(topology, two);
                T isBottom = isLost | T.Equal(topology, T.All(3));
                candidate = LaneMomentum<T>.Select(isPlain, hadrons, LaneMomentum<T>.Select(isQuark, chargedB, bottomB));
                LaneMomentum<T> unseenB = LaneMomentum<T>.Select(isPlain, bosonB - hadrons, LaneMomentum<T>.Select(isLost, bosonB, none));
                invisible = bosonA - lepton + unseenB;
                WriteJet(tile, 0, row, bottomA);
                WriteJet(tile, 1, row, LaneMomentum<T>.Select(isBottom, none, bottomB));
                WriteJet(tile, 2, row, LaneMomentum<T>.Select(isPlain | isLost, none, neutralB));
                WriteJet(tile, 3, row, LaneMomentum<T>.Select(T.Equal(topology, T.All(3)), chargedB, none));
                tile.Write(Column.IsFake, row, T.Select(isPlain, zero, one));
            }
            else
            {
                T isSeen = T.Equal(topology, one), isFake = T.Equal(topology, T.All(3));
                candidate = LaneMomentum<T>.Select(hasTau, hadrons, chargedB);
                LaneMomentum<T> ofA = LaneMomentum<T>.Select(isOfZ, bosonA - lepton - hadrons, bosonA - lepton);
                LaneMomentum<T> ofB = LaneMomentum<T>.Select(isPlain, bosonB - hadrons, LaneMomentum<T>.Select(T.Equal(topology, two), bosonB, none));
                invisible = ofA + ofB;
                WriteJet(tile, 0, row, LaneMomentum<T>.Select(isSeen, chargedB, none));
                WriteJet(tile, 1, row, LaneMomentum<T>.Select(isSeen | isFake, neutralB, none));
                ClearDecayJets(tile, row, 2);
                tile.Write(Column.IsFake, row, T.Select(isFake, one, zero));
            }

            tile.Write(Column.Lepton, row, lepton);
            tile.Write(Column.Tau, row, candidate);
            tile.Write(Column.Invisible, row, invisible);
        }
    }

    /// <summary>Which trial events go on: lepton and hadronic candidate near the thresholds or above, and within the trackers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MayPass<T>(EventTile<T> tile, int row)
        where T : struct, IDoubleLanes<T>
    {
        LaneMomentum<T> lepton = tile.ReadMomentum(Column.Lepton, row), tau = tile.ReadMomentum(Column.Tau, row);

        // |η| < 2.5 and 2.6 as |pz| < sinh(η)·pT.
        return T.LessOrEqual(T.All(LeastLeptonPt * LeastLeptonPt), lepton.Pt2)
            & T.LessOrEqual(T.All(LeastTauPt * LeastTauPt), tau.Pt2)
            & T.Less(lepton.Z * lepton.Z, T.All(36.608) * lepton.Pt2)
            & T.Less(tau.Z * tau.Z, T.All(TauReach) * tau.Pt2);
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
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
        {
            tile.Write(condition, row, T.All(0));
        }

        tile.Draw(TableLayout.BosonAngle, condition, first, hats: true);
        for (int row = 0; row < EventTile<T>.Rows; row += T.Width)
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

using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>tt̄ → bℓν + bτν, or + bqq′ with a jet that is taken for a tau; or two bosons likewise. The hadronic candidate comes first, and only where it is found the lepton.</summary>
/// <remarks>
/// Topologies of tt̄: a tau; a quark of the other W is taken for one; the other b is, and its W's lepton is lost; the other b is, and its W gives two jets. Of dibosons: a tau of the other
/// boson; a Z gives lepton and tau and the other boson two jets; the same with the other boson lost; a quark of the other boson is taken for a tau. A is the side of the lepton, B the other one.
/// </remarks>
internal static class PairPass
{
    private const int S = Column.Scratch;
    private const int Angle = S, Side = S + 1, Azimuth = S + 2, MassB = S + 4, Top = S + 5, WA = S + 8, WB = S + 13, Condition = S + 18, TauDraws = S + 34;
    private const int TauB = TauDraws + TauPass.Draws, TauOrigin = TauB + 4;

    // Beyond the columns that candidates are measured with.
    private const int A = TauOrigin + 4, B = A + 4, BosonA = B + 4, BosonB = BosonA + 4, ChargedB = BosonB + 4, ChargedA = ChargedB + 4, MassA = ChargedA + 4, Polarisation = MassA + 1;

    // Particle Data Group, Phys. Rev. D 110, 030001 (2024). The sample's top quark weighs 171 GeV.
    private const double WMass = 80.369, WWidth = 2.085, TopMass = 171, BottomMass = 4.8, TauMass2 = HadronicTau.Mass * HadronicTau.Mass;

    // Share of longitudinal W bosons in top decays, the rest is left-handed: A. Czarnecki, J. G. Körner, J. H. Piclum, Phys. Rev. D 81 (2010) 111503.
    private const double Longitudinal = 0.687;

    /// <summary>The columns that <see cref="DrawLepton"/> and <see cref="Complete"/> need of <see cref="DrawCandidate"/>.</summary>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    public static (int First, int Count)[] Brought(bool isTop) => isTop
        ? [(Column.IsFake, 1), (Column.Tau, 8), (Column.TauScale, 1), (A, 4), (B, 4), (BosonB, 4), (ChargedB, 4), (MassA, 1)]
        : [(Column.IsFake, 1), (Column.Tau, 8), (Column.TauScale, 1), (BosonA, 4), (BosonB, 4), (ChargedB, 4), (ChargedA, 4), (Polarisation, 1)];

    /// <summary>The columns that <see cref="Complete"/> needs.</summary>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    public static (int First, int Count)[] Kept(bool isTop) => isTop
        ? [(Column.Decays, Column.CandidateCount), (A, 4), (B, 4), (BosonA, 4), (BosonB, 4), (ChargedB, 4)]
        : [(Column.Decays, Column.CandidateCount), (BosonA, 4), (BosonB, 4), (ChargedB, 4)];

    /// <summary>The pair, and its decays down to the hadronic candidate; the hadrons of a tau in <see cref="Column.Invisible"/> until <see cref="Complete"/>.</summary>
    /// <param name="tile">Rows with what decays begin with.</param>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DrawCandidate<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        DrawNumbers(tile, isTop);
        Produce(tile, isTop);
        if (isTop)
        {
            DecayTop(tile, B, BosonB, MassB);
        }
        else
        {
            // A Z may give lepton and candidate.
            DecayFirstBoson(tile, isTop);
        }

        DecaySecondBoson(tile, isTop);
        ChooseTau(tile, isTop);
        DecayTau(tile);
        ChooseCandidate(tile, isTop);
    }

    /// <summary>The lepton's side.</summary>
    /// <param name="tile">Rows with what decays begin with, and what <see cref="DrawCandidate"/> has drawn.</param>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DrawLepton<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        if (isTop)
        {
            tile.Uniforms(Top);
            tile.Azimuths(Top + 1);
            tile.Uniforms(WA, 3);
            tile.Azimuths(WA + 3);
            DecayTop(tile, A, BosonA, MassA);
            DecayFirstBoson(tile, isTop);
        }

        TauPass.DrawLeptonic(tile, TauDraws);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> charged = tile.ReadMomentum(ChargedA, row);
            T isTau = IsOfZ(tile, row, isTop) | T.Equal(tile.Read(Column.Origin, row), T.All(1));

            // A prompt lepton does not decay; what is computed of a tau at rest in its place is not used.
            LaneMomentum<T> lepton = TauPass.Lepton(tile, TauDraws, row, LaneMomentum<T>.Select(isTau, charged, SlowTau<T>()), tile.ReadMomentum(BosonA, row), tile.Read(Polarisation, row));
            tile.Write(Column.Lepton, row, LaneMomentum<T>.Select(isTau, lepton, charged));
        }
    }

    /// <summary>What else comes of the decays: neutrinos, what is lost, and jets.</summary>
    /// <param name="tile">Rows with decays that may be selected.</param>
    /// <param name="isTop">Top quarks; else WW, WZ, ZZ.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Complete<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        if (isTop)
        {
            JetsOfTops(tile);
            InvisibleOfTops(tile);
        }
        else
        {
            HardPass.ClearDecayJets(tile, 2);
            JetsOfBosons(tile);
            InvisibleOfBosons(tile);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DrawNumbers<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        tile.Draw(TableLayout.ProductionAngle, null, Angle, hats: true);
        tile.Uniforms(Side);
        tile.Azimuths(Azimuth);
        tile.Uniforms(MassA);
        tile.Uniforms(MassB);
        tile.Uniforms(WB, 3);
        tile.Azimuths(WB + 3);
        if (isTop)
        {
            tile.Uniforms(Top);
            tile.Azimuths(Top + 1);
        }
        else
        {
            tile.Uniforms(WA, 3);
            tile.Azimuths(WA + 3);
            DrawBosonAngle(tile, WA, 0);
            DrawBosonAngle(tile, WB, 1);
        }

        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T hasTau = T.Less(tile.Read(Column.Topology, row), T.All(isTop ? 1 : 3));
            tile.Write(Condition, row, T.Select(hasTau, T.All(0), T.All(-1)));
        }

        TauPass.DrawHadronic(tile, Condition, TauDraws);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DrawBosonAngle<T>(EventTile<T> tile, int to, int which)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(Condition, row, T.All(which));
        }

        tile.Draw(TableLayout.BosonAngle, Condition, to, hats: true);
    }

    // Both taus, or lepton and tau, are of a Z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsOfZ<T>(EventTile<T> tile, int row, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T topology = tile.Read(Column.Topology, row);
        return isTop ? T.All(0) : T.Equal(topology, T.All(1)) | T.Equal(topology, T.All(2));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Produce<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        LineShapes(tile, isTop);
        T zero = T.All(0);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T heavyA = isTop ? T.All(TopMass) : tile.Read(MassA, row), heavyB = isTop ? T.All(TopMass) : tile.Read(MassB, row);
            T mass = heavyA + heavyB + tile.Read(Column.Mass, row);
            LaneMomentum<T> system = HardPass.System(tile, row, mass);
            T energy = TwoBody.Energy(mass, heavyA * heavyA, heavyB * heavyB);
            T momentum = T.Sqrt(T.Max(zero, (energy * energy) - (heavyA * heavyA)));
            T cosTheta = tile.Read(Angle, row) ^ (T.Less(tile.Read(Side, row), T.All(0.5)) & T.All(-0.0));
            LaneMomentum<T> a = TwoBody.AboutBeam(system, mass, energy, momentum, cosTheta, tile.Read(Azimuth, row), tile.Read(Azimuth + 1, row));

            // What a boson comes of, about whose flight it decays: its top quark, or the pair.
            tile.Write(isTop ? A : BosonA, row, a);
            tile.Write(isTop ? B : BosonB, row, system - a);
            if (!isTop)
            {
                tile.Write(A, row, system);
                tile.Write(B, row, system);
            }
        }
    }

    // Breit–Wigner shapes in the masses of both bosons, cut off at ten half widths.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LineShapes<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), T.All(0)), bosons = tile.Read(Column.Bosons, row);
            T aIsZ = isTop ? T.All(0) : IsOfZ(tile, row, isTop) | (isPlain & T.Equal(bosons, T.All(1)));
            T bIsZ = isTop ? T.All(0) : isPlain & T.Equal(bosons, T.All(2));
            tile.Write(MassA, row, LineShape(tile.Read(MassA, row), aIsZ));
            tile.Write(MassB, row, LineShape(tile.Read(MassB, row), bIsZ));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T LineShape<T>(T uniform, T isZ)
        where T : struct, IDoubleLanes<T>
    {
        T half = T.Select(isZ, T.All(HardPass.ZWidth / 2), T.All(WWidth / 2));
        T angle = T.MultiplyAdd(T.All(2), uniform, T.All(-1)) * T.All(1.4711);
        return T.MultiplyAdd(half, DoubleMath<T>.Tan(angle), T.Select(isZ, T.All(HardPass.ZMass), T.All(WMass)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DecayTop<T>(EventTile<T> tile, int top, int boson, int mass)
        where T : struct, IDoubleLanes<T>
    {
        T topMass = T.All(TopMass);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T m = tile.Read(mass, row), mass2 = m * m;
            T energy = TwoBody.Energy(topMass, mass2, T.All(BottomMass * BottomMass));
            T cosTheta = T.MultiplyAdd(T.All(2), tile.Read(Top, row), T.All(-1));
            tile.Write(boson, row, TwoBody.AboutBeam(tile.ReadMomentum(top, row), topMass, energy, T.Sqrt((energy * energy) - mass2), cosTheta, tile.Read(Top + 1, row), tile.Read(Top + 2, row)));
        }
    }

    // The lepton's boson: a charged lepton, prompt or a tau, and a neutrino; of a Z two taus.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DecayFirstBoson<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), tau2 = T.All(TauMass2);
        Cosines(tile, WA, isTop);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isOfZ = IsOfZ(tile, row, isTop);
            T isTau = isOfZ | T.Equal(tile.Read(Column.Origin, row), T.All(1));
            tile.Write(ChargedA, row, OfBoson(
                tile, WA, row, tile.ReadMomentum(BosonA, row), tile.Read(MassA, row), tile.ReadMomentum(A, row), T.Select(isTau, tau2, zero), T.Select(isOfZ, tau2, zero)));
            tile.Write(Polarisation, row, T.Select(isOfZ & T.Less(tile.Read(WA + 2, row), T.All((1 + HardPass.TauPolarisation) / 2)), T.All(1), T.All(-1)));
        }
    }

    // The other one: a tau and a neutrino, or two quarks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DecaySecondBoson<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0);
        Cosines(tile, WB, isTop);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero);
            tile.Write(ChargedB, row, OfBoson(
                tile, WB, row, tile.ReadMomentum(BosonB, row), tile.Read(MassB, row), tile.ReadMomentum(B, row), T.Select(isPlain, T.All(TauMass2), zero), zero));
        }
    }

    // cos θ of the charged lepton or a quark in place of the first number. Of a W from a top quark: the median of three uniform numbers has the density of sin²θ in (1 − cos θ)/2, the
    // largest that of (1 − cos θ)²; which of the two by bits of a number that its order among the others does not depend on. Of others it is there already.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Cosines<T>(EventTile<T> tile, int draws, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; isTop && row < tile.Active; row += T.Width)
        {
            T a = tile.Read(draws, row), b = tile.Read(draws + 1, row), c = tile.Read(draws + 2, row);
            T high = T.Max(a, b), low = T.Min(a, b);
            T median = T.Max(low, T.Min(high, c)), largest = T.Max(high, c);
            T fraction = (c * T.All(1 << 20)) - T.Round(c * T.All(1 << 20));
            tile.Write(draws, row, T.MultiplyAdd(T.All(-2), T.Select(T.Less(fraction, T.All(Longitudinal - 0.5)), median, largest), T.All(1)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> OfBoson<T>(EventTile<T> tile, int draws, int row, in LaneMomentum<T> boson, T mass, in LaneMomentum<T> origin, T own2, T other2)
        where T : struct, IDoubleLanes<T>
    {
        T energy = TwoBody.Energy(mass, own2, other2);
        T momentum = T.Sqrt(T.Max(T.All(0), (energy * energy) - own2));
        return TwoBody.AboutFlight(boson, mass, origin, energy, momentum, tile.Read(draws, row), tile.Read(draws + 3, row), tile.Read(draws + 4, row));
    }

    // The tau that decays into hadrons, and what it comes of; where there is none a slow one, whose hadrons are not used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ChooseTau<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), T.All(0));
            LaneMomentum<T> tau = LaneMomentum<T>.Select(isPlain, tile.ReadMomentum(ChargedB, row), SlowTau<T>()), origin = tile.ReadMomentum(BosonB, row);
            if (isTop)
            {
                tile.Write(Polarisation, row, T.All(-1));
            }
            else
            {
                T isOfZ = IsOfZ(tile, row, isTop);
                LaneMomentum<T> bosonA = tile.ReadMomentum(BosonA, row);
                tau = LaneMomentum<T>.Select(isOfZ, bosonA - tile.ReadMomentum(ChargedA, row), tau);
                origin = LaneMomentum<T>.Select(isOfZ, bosonA, origin);
            }

            tile.Write(TauB, row, tau);
            tile.Write(TauOrigin, row, origin);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DecayTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(Column.Invisible, row, TauPass.Hadrons(tile, TauDraws, row, tile.ReadMomentum(TauB, row), tile.ReadMomentum(TauOrigin, row), tile.Read(Polarisation, row)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ChooseCandidate<T>(EventTile<T> tile, bool isTop)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row);
            LaneMomentum<T> hadrons = tile.ReadMomentum(Column.Invisible, row), quark = tile.ReadMomentum(ChargedB, row);
            T isFake = T.LessOrEqual(T.All(isTop ? 1 : 3), topology);
            if (isTop)
            {
                quark = LaneMomentum<T>.Select(T.Equal(topology, T.All(1)), quark, tile.ReadMomentum(B, row) - tile.ReadMomentum(BosonB, row));
            }

            tile.Write(Column.Tau, row, LaneMomentum<T>.Select(isFake, quark, hadrons));
            tile.Write(Column.IsFake, row, T.Select(isFake, T.All(1), T.All(0)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void JetsOfTops<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        LaneMomentum<T> none = default;
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row), isBoth = T.Equal(topology, T.All(3));
            HardPass.WriteJet(tile, 0, row, tile.ReadMomentum(A, row) - tile.ReadMomentum(BosonA, row));
            HardPass.WriteJet(tile, 3, row, LaneMomentum<T>.Select(isBoth, tile.ReadMomentum(ChargedB, row), none));
        }

        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row), isPlain = T.Equal(topology, T.All(0)), isLost = T.Equal(topology, T.All(2)), isBoth = T.Equal(topology, T.All(3));
            LaneMomentum<T> bosonB = tile.ReadMomentum(BosonB, row);
            HardPass.WriteJet(tile, 1, row, LaneMomentum<T>.Select(isLost | isBoth, none, tile.ReadMomentum(B, row) - bosonB));
            HardPass.WriteJet(tile, 2, row, LaneMomentum<T>.Select(isPlain | isLost, none, bosonB - tile.ReadMomentum(ChargedB, row)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InvisibleOfTops<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row), isPlain = T.Equal(topology, T.All(0)), isLost = T.Equal(topology, T.All(2));
            LaneMomentum<T> bosonB = tile.ReadMomentum(BosonB, row);
            LaneMomentum<T> unseen = LaneMomentum<T>.Select(isPlain, bosonB - tile.ReadMomentum(Column.Invisible, row), LaneMomentum<T>.Select(isLost, bosonB, default));
            tile.Write(Column.Invisible, row, tile.ReadMomentum(BosonA, row) - tile.ReadMomentum(Column.Lepton, row) + unseen);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void JetsOfBosons<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        LaneMomentum<T> none = default;
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row), isSeen = T.Equal(topology, T.All(1)), isFake = T.Equal(topology, T.All(3));
            LaneMomentum<T> charged = tile.ReadMomentum(ChargedB, row);
            HardPass.WriteJet(tile, 0, row, LaneMomentum<T>.Select(isSeen, charged, none));
            HardPass.WriteJet(tile, 1, row, LaneMomentum<T>.Select(isSeen | isFake, tile.ReadMomentum(BosonB, row) - charged, none));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InvisibleOfBosons<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        LaneMomentum<T> none = default;
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T topology = tile.Read(Column.Topology, row);
            T isPlain = T.Equal(topology, T.All(0)), isSeen = T.Equal(topology, T.All(1)), isLost = T.Equal(topology, T.All(2));
            LaneMomentum<T> hadrons = tile.ReadMomentum(Column.Invisible, row), bosonB = tile.ReadMomentum(BosonB, row);
            LaneMomentum<T> ofA = tile.ReadMomentum(BosonA, row) - tile.ReadMomentum(Column.Lepton, row) - LaneMomentum<T>.Select(isSeen | isLost, hadrons, none);
            tile.Write(Column.Invisible, row, ofA + LaneMomentum<T>.Select(isPlain, bosonB - hadrons, LaneMomentum<T>.Select(isLost, bosonB, none)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneMomentum<T> SlowTau<T>()
        where T : struct, IDoubleLanes<T> => new(T.All(2 * HadronicTau.Mass), T.All(0), T.All(0), T.All(1.7320508075688772 * HadronicTau.Mass));
}

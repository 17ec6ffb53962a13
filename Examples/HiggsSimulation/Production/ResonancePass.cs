using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Examples.HiggsSimulation.Detector;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Z/γ* or H → ττ: energies first, and only those that can reach the thresholds; then directions, likewise.</summary>
/// <remarks>
/// What is left out has no chance, and how probable it was is made up for: a proposal is dropped with the probability of what its draws left out, so that what
/// goes on is distributed as if everything had been drawn.
/// </remarks>
internal static class ResonancePass
{
    /// <summary>In the rest frame of the boson and along the tau: energy, momentum along and across it, of the lepton and of the hadrons; then the largest |cos θ| of the taus.</summary>
    public const int Fractions = Column.Scratch, FractionCount = 7;

    /// <summary>1 where a proposal goes on.</summary>
    public const int MayPass = Fractions + FractionCount;

    private const int Cosine = Fractions + 6;

    // Limits: γβ of the taus; the boson's transverse speed; the sine that lepton and hadrons need, times their energy, with that speed left out; energy of the hadrons over γ; largest 1 − z of the
    // lepton; probability of polarisation 1.
    private const int LeastSine = Column.LeastSine, Momentum = LeastSine + 1, Speed = LeastSine + 2, LeptonNeed = LeastSine + 3, TauNeed = LeastSine + 4, Enough = LeastSine + 5, Room = LeastSine + 6;
    private const int Plus = LeastSine + 7;

    // A tau that the lepton takes less room of than this is as good as none.
    private const double LeastRoom = 1e-3;

    // The draws of energies.
    private const int Pick = MayPass + 1, Lepton = Pick + 1, Hadronic = Lepton + TauPass.AboveDraws, Accept = Hadronic + TauPass.HadronDraws, Chance = Accept + 1;

    /// <summary>What decays of a boson can be selected: <see cref="Column.Limits"/>.</summary>
    /// <param name="tile">Rows with mass, recoil and rapidity, and the jet that is taken for a tau.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    /// <param name="leastLepton">The transverse momentum in GeV that the lepton has to reach.</param>
    /// <param name="leastTau">The one that the hadrons have to reach where no jet is taken for them.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Describe<T>(EventTile<T> tile, bool isScalar, double leastLepton = HardPass.LeastLeptonPt, double leastTau = HardPass.LeastTauPt)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T mass = tile.Read(Column.Mass, row), x = tile.Read(Column.SumX, row), y = tile.Read(Column.SumY, row);
            T pt2 = T.MultiplyAdd(x, x, y * y), transverse = T.Sqrt(T.MultiplyAdd(mass, mass, pt2)), pt = T.Sqrt(pt2), inverse = T.All(1) / transverse;
            T gamma = mass * T.All(0.5 / HadronicTau.Mass);
            tile.Write(Momentum, row, T.Sqrt(T.MultiplyAdd(gamma, gamma, T.All(-1))));
            tile.Write(Speed, row, pt * inverse);
            T least = T.Select(T.Less(T.All(0), tile.Read(Column.TakenJet, row)), T.All(0), T.All(leastTau));
            tile.Write(LeptonNeed, row, T.All(leastLepton) * mass * inverse);
            tile.Write(TauNeed, row, least * mass * inverse);

            // No boost along pT raises an energy by more than (E + pT)/m, and no transverse momentum is above its energy.
            T growth = mass / (transverse + pt);
            tile.Write(Enough, row, least * growth / gamma);
            tile.Write(Room, row, T.All(4 * leastLepton) * growth / mass);
        }

        DescribeLepton(tile, isScalar);
        DescribeSine(tile);
    }

    // The room that the lepton's share of the tau's energy has, and the probability of polarisation 1 where it is in that room.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DescribeLepton<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        T one = T.All(1), none = T.All(0), all = ~none, half = T.All(isScalar ? 0.5 : (1 + HardPass.TauPolarisation) / 2);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            // E = m/4·(2βz + (1 − β)x) with x ≤ 1.
            T speed = tile.Read(Momentum, row) / (tile.Read(Column.Mass, row) * T.All(0.5 / HadronicTau.Mass));
            T room = T.Min(one, one - ((tile.Read(Room, row) - one + speed) / (speed + speed)));
            T most = T.Max(T.All(LeastRoom), room);
            T plus = half * TauPass.ShareAbove(most, all), minus = (one - half) * TauPass.ShareAbove(most, none);
            tile.Write(Room, row, room);
            tile.Write(Plus, row, plus / (plus + minus));
        }
    }

    // Of a boson of rapidity Y one of the taus flies forward, and what it gives has to be within η, the reach. What flies at an angle θ to the beam before the boson's transverse motion
    // (γ, β) has |pz|/pT ≥ |cos θ|/γ(sin θ + β) after it, which has to be below sinh(η − |Y|).
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DescribeSine<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T growth = DoubleMath<T>.Exp(T.All(DetectorResponse.TauEta) - T.Abs(tile.Read(Column.Rapidity, row)));
            T slope = T.All(0.5) * (growth - (one / growth)), speed = tile.Read(Speed, row), speed2 = speed * speed;

            // a = γ·sinh(η − |Y|); (sin θ + β)·a ≥ cos θ, solved for sin θ.
            T a2 = slope * slope / (one - speed2);
            T sine = (T.Sqrt(T.MultiplyAdd(a2, one - speed2, one)) - (a2 * speed)) / (one + a2);

            // Where a jet is taken for a tau, the lepton may be the one that flies backwards. Where the lepton has no room, no sine will do.
            T isFake = T.Less(zero, tile.Read(Column.TakenJet, row));
            sine = T.Select(isFake, zero, T.Select(T.Less(zero, slope), T.Max(zero, sine), one + one));
            tile.Write(LeastSine, row, T.Select(T.Less(zero, tile.Read(Room, row)), sine, one + one));
        }
    }

    /// <summary>Energies of the products of both taus.</summary>
    /// <param name="tile">Rows with mass and <see cref="Column.Limits"/>.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DrawFractions<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        tile.UniformPairs(Pick, (1 + TauPass.AboveDraws) / 2);
        TauPass.DrawHadrons(tile, null, Hadronic);
        tile.Uniforms(Accept);
        LeptonFractions(tile);
        HadronFractions(tile, isScalar);
        Choose(tile, isScalar);
    }

    // Taus of a vector have opposite helicities, which in the sign that is counted here is the same polarisation; those of a scalar the other way round.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeptonFractions<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlus = T.Less(tile.Read(Pick, row), tile.Read(Plus, row));
            tile.Write(Pick, row, T.Select(isPlus, T.All(1), T.All(-1)));
            T energy = TauPass.LeptonAbove(tile, Lepton, row, isPlus, T.Max(T.All(LeastRoom), tile.Read(Room, row)), out T cosTheta);
            Boost(tile, row, Fractions, energy, energy, cosTheta);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HadronFractions<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T polarisation = tile.Read(Pick, row), gamma = tile.Read(Column.Mass, row) * T.All(0.5 / HadronicTau.Mass);
            T energy = TauPass.HadronsAbove(
                tile, Hadronic, row, isScalar ? -polarisation : polarisation, tile.Read(Enough, row), gamma, tile.Read(Momentum, row), out T momentum, out T cosTheta, out T chance);
            tile.Write(Chance, row, chance);
            Boost(tile, row, Fractions + 3, energy, momentum, cosTheta);
        }
    }

    // From the tau's rest frame to the boson's, along the tau.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Boost<T>(EventTile<T> tile, int row, int to, T energy, T momentum, T cosTheta)
        where T : struct, IDoubleLanes<T>
    {
        T gamma = tile.Read(Column.Mass, row) * T.All(0.5 / HadronicTau.Mass), speed = tile.Read(Momentum, row);
        T along = momentum * cosTheta;
        tile.Write(to, row, T.MultiplyAdd(gamma, energy, speed * along));
        tile.Write(to + 1, row, T.MultiplyAdd(gamma, along, speed * energy));
        tile.Write(to + 2, row, momentum * T.Sqrt(T.Max(T.All(0), T.MultiplyAdd(-cosTheta, cosTheta, T.All(1)))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Choose<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T needed = T.Max(Needed(tile, row, Fractions, LeptonNeed, out T aside), Needed(tile, row, Fractions + 3, TauNeed, out T other));
            T sine = T.Max(T.Max(zero, needed), tile.Read(LeastSine, row) - T.Max(aside, other));
            T cosine2 = T.Max(zero, T.MultiplyAdd(-sine, sine, one)), cosine = T.Sqrt(cosine2);

            // The share of a direction's density, 1 + cos²θ or flat, within the largest |cos θ|.
            T share = isScalar ? cosine : cosine * T.MultiplyAdd(T.All(0.25), cosine2, T.All(0.75));
            tile.Write(Cosine, row, cosine);
            tile.Write(MayPass, row, T.Select(T.Less(tile.Read(Accept, row), share * tile.Read(Chance, row)), one, zero));
        }
    }

    // The sine that a product needs. One of energy E that flies at an angle θ to the beam has pT ≤ γ(sin θ + β)E, γ and β of the boson's transverse motion; it flies off its tau by across/along.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Needed<T>(EventTile<T> tile, int row, int fractions, int need, out T aside)
        where T : struct, IDoubleLanes<T>
    {
        T energy = tile.Read(fractions, row), along = T.Max(T.All(1e-9), tile.Read(fractions + 1, row));
        T inverse = T.All(1) / (energy * along);
        aside = tile.Read(fractions + 2, row) * energy * inverse;
        return T.MultiplyAdd(tile.Read(need, row), along * inverse, -tile.Read(Speed, row)) - aside;
    }

    /// <summary>Directions of the taus and of their products, and the boost to the laboratory: lepton, candidate, and the hadrons in <see cref="Column.Invisible"/> until <see cref="Complete"/>.</summary>
    /// <param name="tile">Rows with what decays begin with, and <see cref="Fractions"/>.</param>
    /// <param name="isScalar">H; else Z/γ*.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Place<T>(EventTile<T> tile, bool isScalar)
        where T : struct, IDoubleLanes<T>
    {
        const int Angle = MayPass, Azimuth = Angle + 4, AboutLepton = Azimuth + 2, AboutHadrons = AboutLepton + 2, Boson = AboutHadrons + 2;

        // Four numbers: for the part of the angle's density that goes as cos²θ the largest of three.
        tile.Uniforms(Angle, isScalar ? 1 : 4);
        tile.Azimuths(Azimuth);
        tile.Azimuths(AboutLepton);
        tile.Azimuths(AboutHadrons);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T most = tile.Read(Cosine, row), u = tile.Read(Angle, row);
            T cosTheta = T.MultiplyAdd(T.All(2), u, T.All(-1));
            if (!isScalar)
            {
                T a = tile.Read(Angle + 1, row), b = tile.Read(Angle + 2, row), c = tile.Read(Angle + 3, row);
                T weight = most * most * T.All(1.0 / 3), picked = u * (T.All(1) + weight);
                T steep = T.Max(a, T.Max(b, c)) ^ (T.Less(picked, T.All(0.5) * weight) & T.All(-0.0));
                cosTheta = T.Select(T.Less(picked, weight), steep, T.MultiplyAdd(T.All(2), a, T.All(-1)));
            }

            tile.Write(Angle, row, most * cosTheta);
            tile.Write(Boson, row, HardPass.System(tile, row, tile.Read(Column.Mass, row)));
        }

        PlaceProduct(tile, Fractions, AboutLepton, Angle, Azimuth, Boson, 1, Column.Lepton);
        PlaceProduct(tile, Fractions + 3, AboutHadrons, Angle, Azimuth, Boson, -1, Column.Invisible);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> hadrons = tile.ReadMomentum(Column.Invisible, row), taken = tile.ReadMomentum(Column.TakenJet, row);
            T isFake = T.Less(T.All(0), taken.E);
            tile.Write(Column.Tau, row, LaneMomentum<T>.Select(isFake, taken, hadrons));
            tile.Write(Column.IsFake, row, T.Select(isFake, T.All(1), T.All(0)));
        }
    }

    // A product with momenta along and across a tau that flies to (θ, φ), or the other way, in the boson's rest frame.
    [MethodImpl(MethodImplOptions.NoInlining)]
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

    /// <summary>What else comes of a decay: neutrinos, and the jet that the tau is where another jet is taken for it.</summary>
    /// <param name="tile">Rows with a decay that may be selected.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Complete<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        HardPass.ClearDecayJets(tile, 1);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> hadrons = tile.ReadMomentum(Column.Invisible, row);
            T isFake = T.Less(T.All(0), tile.Read(Column.IsFake, row));
            HardPass.WriteJet(tile, 0, row, LaneMomentum<T>.Select(isFake, hadrons, default));
            tile.Write(Column.Invisible, row, HardPass.System(tile, row, tile.Read(Column.Mass, row)) - tile.ReadMomentum(Column.Lepton, row) - hadrons);
        }
    }
}

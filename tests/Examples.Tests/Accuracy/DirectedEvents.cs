using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Examples.Tests.Accuracy;

/// <summary>Events at the edges of what a detector sees, where formulas cancel and decisions are close.</summary>
internal static class DirectedEvents
{
    /// <summary>The kinds of events.</summary>
    public static string[] Kinds => ["Ordinary", "Boosted", "Collinear", "BackToBack", "Balanced", "Threshold", "Soft", "NearPi"];

    /// <summary>Makes events.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="rows">How many.</param>
    /// <param name="seed">Fixes them.</param>
    /// <param name="isStored">With three decimals, as the challenge's files have them.</param>
    public static HiggsTauTau.Batch Make(string kind, int rows, int seed, bool isStored = false)
    {
        Random random = new(seed);
        HiggsTauTau.Batch batch = new(rows);
        for (int row = 0; row < rows; row++)
        {
            (double Pt, double Eta, double Phi) lepton = (Pt(20), Eta(), Phi()), tau = (Pt(25), Eta(), Phi()), first = (Pt(26), Eta(), Phi()), second = (Pt(26), Eta(), Phi());
            (double Pt, double Phi) met = (Pt(0), Phi());
            switch (kind)
            {
                case "Boosted":
                    // Several TeV forward, and pairs that the boost has brought together.
                    lepton = (Pt(3000), 4.5 * Sign(), lepton.Phi);
                    tau = (Pt(1000), lepton.Eta + Small(1e-3, 0.1), lepton.Phi + Small(1e-3, 0.1));
                    first = (Pt(5000), Eta(), Phi());
                    second = (Pt(2000), first.Eta + Small(1e-3, 0.5), first.Phi + Small(1e-3, 0.5));
                    met = (Pt(1000), tau.Phi + Small(1e-3, 0.1));
                    break;
                case "Collinear":
                    // Down to the same direction.
                    tau = (tau.Pt, lepton.Eta + Small(1e-7, 1e-3), lepton.Phi + Small(1e-7, 1e-3));
                    second = (second.Pt, first.Eta + Small(1e-7, 1e-3), first.Phi + Small(1e-7, 1e-3));
                    met = (met.Pt, lepton.Phi + Small(1e-7, 1e-3));
                    break;
                case "BackToBack":
                    tau = (lepton.Pt + Small(1e-3, 0.1) + 5, -lepton.Eta, lepton.Phi + Math.PI + Small(1e-7, 1e-3));
                    met = (tau.Pt - lepton.Pt + Small(1e-3, 0.1), lepton.Phi + Small(1e-7, 1e-3));
                    second = (first.Pt + Small(1e-4, 1e-2), -first.Eta, first.Phi + Math.PI + Small(1e-6, 1e-3));
                    break;
                case "Balanced":
                    // The missing momentum balances what is seen, but for a little.
                    (double x, double y) = (0, 0);
                    foreach ((double pt, _, double phi) in new[] { lepton, tau }.Concat(row % 2 == 0 ? [first, second] : []))
                    {
                        (x, y) = (x - (pt * Math.Cos(phi)), y - (pt * Math.Sin(phi)));
                    }

                    met = (Math.Sqrt((x * x) + (y * y)) * (1 + Small(1e-7, 1e-3)), Math.Atan2(y, x) + Small(1e-7, 1e-3));
                    break;
                case "Threshold":
                    lepton.Pt = 20 + Small(1e-6, 1e-3);
                    tau.Pt = 26 + Small(1e-6, 1e-3);
                    (first.Pt, second.Pt) = (26 + Small(1e-6, 1e-3), 26 + Small(1e-6, 1e-3));
                    break;
                case "Soft":
                    met = (Math.Abs(Small(1e-4, 1)), Phi());
                    break;
                case "NearPi":
                    (lepton.Phi, tau.Phi) = (Math.PI - Math.Abs(Small(1e-6, 1e-2)), -Math.PI + Math.Abs(Small(1e-6, 1e-2)));
                    (first.Phi, second.Phi) = (tau.Phi, lepton.Phi);
                    met.Phi = random.Next(2) == 0 ? lepton.Phi : tau.Phi;
                    break;
            }

            int jets = kind is "Ordinary" or "Soft" ? row % 4 : kind == "Balanced" ? (row % 2 == 0 ? 2 : 0) : 2 + (row % 2);
            (batch.PRI_lep_pt[row], batch.PRI_lep_eta[row], batch.PRI_lep_phi[row]) = (Stored(lepton.Pt), Stored(lepton.Eta), Azimuth(lepton.Phi));
            (batch.PRI_had_pt[row], batch.PRI_had_eta[row], batch.PRI_had_phi[row]) = (Stored(tau.Pt), Stored(tau.Eta), Azimuth(tau.Phi));
            (batch.PRI_jet_leading_pt[row], batch.PRI_jet_leading_eta[row], batch.PRI_jet_leading_phi[row]) =
                jets > 0 ? (Stored(first.Pt), Stored(first.Eta), Azimuth(first.Phi)) : (-25, -25, -25);
            (batch.PRI_jet_subleading_pt[row], batch.PRI_jet_subleading_eta[row], batch.PRI_jet_subleading_phi[row]) =
                jets > 1 ? (Stored(second.Pt), Stored(second.Eta), Azimuth(second.Phi)) : (-25, -25, -25);
            batch.PRI_n_jets[row] = jets;
            batch.PRI_jet_all_pt[row] = Stored((jets > 0 ? first.Pt : 0) + (jets > 1 ? second.Pt : 0) + (jets > 2 ? 27.5 : 0));
            (batch.PRI_met[row], batch.PRI_met_phi[row]) = (Stored(Math.Abs(met.Pt)), Azimuth(met.Phi));
            batch.weights[row] = 1;
        }

        return batch;

        double Pt(double least) => least - (40 * Math.Log(1 - random.NextDouble()));
        double Eta() => 5 * (random.NextDouble() - 0.5);
        double Phi() => Math.PI * ((2 * random.NextDouble()) - 1);
        double Sign() => random.Next(2) == 0 ? -1 : 1;

        // Of either sign, its magnitude spread evenly in the logarithm; zero now and then.
        double Small(double least, double most) => random.Next(10) == 0 ? 0 : Sign() * least * Math.Pow(most / least, random.NextDouble());
        float Stored(double value) => (float)(isStored ? Math.Round(value, 3) : value);
        float Azimuth(double phi) => Stored(Math.IEEERemainder(phi, 2 * Math.PI));
    }
}

using Mandelstam.Compiler.Model;
using Mandelstam.Events;
using ColumnRole = Mandelstam.Compiler.Model.ColumnRole;
using StoredAs = Mandelstam.Compiler.Model.Coordinates;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>Events of any declaration at the edges of what a detector or an accelerator makes, where formulas cancel and decisions are close.</summary>
/// <remarks>Momenta are made as momenta, and stored in the coordinates and units of the declaration, in single precision.</remarks>
internal static class DirectedMomenta
{
    private static readonly double[] _masses = [0.000511, 0.10566, 0.13957, 0.49368, 0.93827, 1.77686, 4.78, 80.377, 91.1876, 125.2, 172.5];

    private static readonly double[] _thresholds = [10, 15, 20, 25, 26, 27, 30, 40, 50, 100];

    /// <summary>The kinds of events.</summary>
    public static string[] Kinds =>
    [
        "Ordinary", "Boosted", "Extreme", "Collinear", "SameDirection", "BackToBack", "Opposite", "Balanced", "Threshold", "Soft", "NearPi", "OnAxis", "Forward", "OnShell", "Massless", "Empty", "Decimals",
    ];

    /// <summary>Makes events.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="model">The same as the runtime has it.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="rows">How many.</param>
    /// <param name="seed">Fixes them.</param>
    public static EventBatch Make(EventSpec spec, EventModel model, string kind, int rows, int seed)
    {
        Random random = new(seed);
        EventBatch batch = model.CreateBatch(rows);
        for (int row = 0; row < rows; row++)
        {
            Event(spec, batch, kind, row, random);
        }

        return batch;
    }

    private static void Event(EventSpec spec, EventBatch batch, string kind, int row, Random random)
    {
        void Store(int column, double value)
        {
            double stored = value / spec.Columns[column].Scale;
            batch.Column(column)[row] = (float)(kind == "Decimals" ? Math.Round(stored, 3) : stored);
        }

        // All stand for the first one's direction; what balances them is kept beside.
        (double Pt, double Eta, double Phi, double M)? first = null;
        (double X, double Y, double Z) sum = default;
        double energy = 0;
        int number = 0;
        void Vector(MemberSpec member, int slot, bool isPresent)
        {
            int width = member.Columns.Count / member.Capacity;
            int[] columns = [.. member.Columns.Skip(slot * width).Take(width)];
            if (!isPresent)
            {
                foreach (int column in columns)
                {
                    batch.Column(column)[row] = (float)member.Absent;
                }

                return;
            }

            (double Pt, double Eta, double Phi, double M) p = Momentum(kind, number++, first, sum, random);
            first ??= p;
            if (member.Coordinates is StoredAs.PtEtaPhi or StoredAs.PxPyPz || member.Kind == MemberKind.Transverse)
            {
                p.M = 0;
            }

            // Cartesian vectors lie on the axis itself, polar ones far forward.
            double onAxis = kind == "OnAxis" && random.Next(2) == 0 ? 0 : 1;
            double x = onAxis * p.Pt * Math.Cos(p.Phi), y = onAxis * p.Pt * Math.Sin(p.Phi), z = p.Pt * Math.Sinh(p.Eta);
            double e = Math.Sqrt((p.Pt * p.Pt) + (z * z) + (p.M * p.M));
            double phi = Math.IEEERemainder(p.Phi, 2 * Math.PI);
            double[] values = member.Coordinates switch
            {
                StoredAs.PtEtaPhi => [p.Pt, p.Eta, phi],
                StoredAs.PtEtaPhiM => [p.Pt, p.Eta, phi, p.M],
                StoredAs.PtEtaPhiE => [p.Pt, p.Eta, phi, e],
                StoredAs.PtYPhiM => [p.Pt, Math.Asinh(z / Math.Sqrt((p.Pt * p.Pt) + (p.M * p.M))), phi, p.M],
                StoredAs.PxPyPz => [x, y, z],
                StoredAs.PxPyPzM => [x, y, z, p.M],
                StoredAs.PxPyPzE => [x, y, z, Energy(x, y, z, p.M, spec.Columns[columns[0]].Scale)],
                StoredAs.PtPhi => [p.Pt, phi],
                _ => [x, y],
            };
            for (int i = 0; i < columns.Length; i++)
            {
                Store(columns[i], values[i]);
            }

            sum = (sum.X + x, sum.Y + y, sum.Z + z);
            energy += e;
        }

        foreach (MemberSpec member in spec.Members.Where(static m => m.Kind is MemberKind.FourVector or MemberKind.FourVectors && m.Fixed.Count == 0))
        {
            int count = kind == "Empty" ? random.Next(2) : random.Next(4) == 0 ? random.Next(member.Capacity + 2) : member.Capacity;
            for (int slot = 0; slot < member.Capacity; slot++)
            {
                Vector(member, slot, member.Kind == MemberKind.FourVector || (member.CountColumn >= 0 ? slot < count : random.Next(4) < (kind == "Empty" ? 1 : 3) || double.IsNaN(member.Absent)));
            }

            if (member.CountColumn >= 0)
            {
                batch.Column(member.CountColumn)[row] = count;
            }
        }

        foreach (MemberSpec member in spec.Members.Where(static m => m.Kind is MemberKind.Transverse))
        {
            Vector(member, 0, isPresent: true);
        }

        foreach (MemberSpec member in spec.Members.Where(static m => m.Kind is MemberKind.Scalar))
        {
            int column = member.Columns[0];
            if (spec.Columns[column].IsText)
            {
                continue;
            }

            if (double.IsFinite(member.Absent) && random.Next(4) == 0)
            {
                batch.Column(column)[row] = (float)member.Absent;
                continue;
            }

            Store(column, member.ScalarType switch
            {
                "Energy" => random.Next(2) == 0 ? energy * (1 + Small(random, 1e-7, 0.1)) : 5 + LogUniform(random, 1e-2, 1e4),
                "GeV2" => LogUniform(random, 1e-2, 1e8),
                "Azimuth" or "Angle" => Azimuth(kind, random),
                "Int32" => random.Next(-2, 6),
                _ => random.Next(3) switch { 0 => random.NextDouble(), 1 => Normal(random), _ => 10 * random.NextDouble() },
            });
        }

        for (int i = 0; i < spec.Columns.Count; i++)
        {
            if (spec.Columns[i].Role == ColumnRole.Weight && !spec.Columns[i].IsText)
            {
                batch.Column(i)[row] = (float)random.NextDouble();
            }
            else if (spec.Columns[i].Role == ColumnRole.Label)
            {
                batch.ProcessCodes[row] = random.Next(batch.Model.Processes.Length);
            }
        }
    }

    private static (double Pt, double Eta, double Phi, double M) Momentum(
        string kind, int number, (double Pt, double Eta, double Phi, double M)? first, (double X, double Y, double Z) sum, Random random)
    {
        double pt = 5 - (40 * Math.Log(1 - random.NextDouble())), eta = 5 * (random.NextDouble() - 0.5), phi = Azimuth(kind, random);
        double mass = kind switch
        {
            "OnShell" => _masses[random.Next(_masses.Length)],
            "Massless" => 0,
            _ => random.Next(3) switch { 0 => 0, 1 => _masses[random.Next(_masses.Length)], _ => 5 + (95 * random.NextDouble()) },
        };
        if (kind is "Boosted" or "Extreme")
        {
            // Energies up to half a beam's, or beyond any, and what a boost has brought together.
            double energy = LogUniform(random, 100, kind == "Boosted" ? 6500 : 1e5);
            eta = number % 2 == 1 && first is { } f ? f.Eta + Small(random, 1e-4, 0.1) : 9 * (random.NextDouble() - 0.5);
            phi = number % 2 == 1 && first is { } g ? g.Phi + Small(random, 1e-4, 0.1) : phi;
            return (energy / Math.Cosh(eta), eta, phi, mass);
        }

        switch (kind)
        {
            case "Collinear" when first is { } f:
                return (pt, f.Eta + Small(random, 1e-7, 1e-3), f.Phi + Small(random, 1e-7, 1e-3), mass);
            case "SameDirection" when first is { } f:
                return random.Next(2) == 0 ? f : (pt, f.Eta, f.Phi, mass);
            case "BackToBack" when first is { } f && number % 2 == 1:
                return (f.Pt * (1 + Small(random, 1e-7, 1e-2)), -f.Eta + Small(random, 1e-7, 1e-3), f.Phi + Math.PI + Small(random, 1e-7, 1e-3), random.Next(2) == 0 ? f.M : mass);
            case "Opposite" when first is { } f && number % 2 == 1:
                return (random.Next(2) == 0 ? f.Pt : pt, -f.Eta, f.Phi + Math.PI, random.Next(2) == 0 ? f.M : mass);
            case "Balanced" when number > 0 && random.Next(2) == 0:
                double t = Math.Sqrt((sum.X * sum.X) + (sum.Y * sum.Y));
                return t > 1e-3 ? (t * (1 + Small(random, 1e-7, 1e-3)), -Math.Asinh(sum.Z / t), Math.Atan2(-sum.Y, -sum.X) + Small(random, 1e-7, 1e-3), mass) : (pt, eta, phi, mass);
            case "Threshold":
                return (_thresholds[random.Next(_thresholds.Length)] * (1 + Small(random, 1e-7, 1e-4)), eta, phi, mass);
            case "Soft":
                return (LogUniform(random, 1e-4, 1), eta, phi, random.Next(2) == 0 ? 0 : LogUniform(random, 1e-4, 1));
            case "OnAxis" or "Forward":
                eta = (random.Next(2) == 0 ? -1 : 1) * (kind == "Forward" ? 4 + (5 * random.NextDouble()) : 7 + (2 * random.NextDouble()));
                return (LogUniform(random, 1e-2, 6500) / Math.Cosh(eta), eta, phi, mass);
            default:
                return (pt, eta, phi, mass);
        }
    }

    private static double Azimuth(string kind, Random random) => kind == "NearPi"
        ? random.Next(4) switch { 0 => Math.PI, 1 => -Math.PI, 2 => Math.PI - Math.Abs(Small(random, 1e-7, 1e-2)), _ => -Math.PI + Math.Abs(Small(random, 1e-7, 1e-2)) }
        : Math.PI * ((2 * random.NextDouble()) - 1);

    // Of the numbers that are stored, so that the mass is what rounding to single precision leaves of it.
    private static double Energy(double x, double y, double z, double m, double scale)
    {
        double Stored(double value) => (float)(value / scale) * scale;
        (x, y, z) = (Stored(x), Stored(y), Stored(z));
        return Math.Sqrt((x * x) + (y * y) + (z * z) + (m * m));
    }

    // Of either sign, its magnitude spread evenly in the logarithm; zero now and then.
    private static double Small(Random random, double least, double most) =>
        random.Next(8) == 0 ? 0 : (random.Next(2) == 0 ? -1 : 1) * LogUniform(random, least, most);

    private static double LogUniform(Random random, double least, double most) => least * Math.Pow(most / least, random.NextDouble());

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

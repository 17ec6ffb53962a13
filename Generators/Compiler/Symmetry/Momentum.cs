using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>A four-momentum of a sample event.</summary>
internal readonly record struct Momentum(DoubleDouble X, DoubleDouble Y, DoubleDouble Z, DoubleDouble E, DoubleDouble Mass)
{
    /// <summary>The momentum with this mass.</summary>
    public static Momentum OnShell(DoubleDouble x, DoubleDouble y, DoubleDouble z, DoubleDouble mass) =>
        new(x, y, z, DoubleDouble.Sqrt((x * x) + (y * y) + (z * z) + (mass * mass)), mass);

    /// <summary>Its coordinates, in the order in which they are stored.</summary>
    public DoubleDouble[] In(Coordinates coordinates)
    {
        DoubleDouble pt = DoubleDouble.Sqrt((X * X) + (Y * Y));
        DoubleDouble phi = DoubleDouble.Atan2(Y, X);
        DoubleDouble z = Z;
        DoubleDouble Along(DoubleDouble transverse) => DoubleDouble.Asinh(z / transverse);
        return coordinates switch
        {
            Coordinates.PtEtaPhi => [pt, Along(pt), phi],
            Coordinates.PtEtaPhiM => [pt, Along(pt), phi, Mass],
            Coordinates.PtEtaPhiE => [pt, Along(pt), phi, E],
            Coordinates.PtYPhiM => [pt, Along(DoubleDouble.Sqrt((pt * pt) + (Mass * Mass))), phi, Mass],
            Coordinates.PxPyPz => [X, Y, Z],
            Coordinates.PxPyPzM => [X, Y, Z, Mass],
            Coordinates.PxPyPzE => [X, Y, Z, E],
            Coordinates.PtPhi => [pt, phi],
            _ => [X, Y],
        };
    }

    /// <summary>Turned about the z axis.</summary>
    public Momentum RotatedZ(Turn turn) => this with { X = (turn.Cos * X) - (turn.Sin * Y), Y = (turn.Sin * X) + (turn.Cos * Y) };

    /// <summary>Turned about the x axis.</summary>
    public Momentum RotatedX(Turn turn) => this with { Y = (turn.Cos * Y) - (turn.Sin * Z), Z = (turn.Sin * Y) + (turn.Cos * Z) };

    /// <summary>Boosted along the z axis.</summary>
    public Momentum BoostedZ(Push push) => this with { Z = (push.Cosh * Z) + (push.Sinh * E), E = (push.Sinh * Z) + (push.Cosh * E) };

    /// <summary>All components, and the mass, multiplied.</summary>
    public Momentum Scaled(double factor) => new(X * factor, Y * factor, Z * factor, E * factor, Mass * factor);
}

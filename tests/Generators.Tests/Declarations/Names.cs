namespace Declarations;

/// <summary>Names that generated code uses itself, or that are no names in C#.</summary>
[Event]
public partial record Names
{
    [Column("Rows")] public partial Energy Row { get; init; }
    [Column("class")] public partial double @class { get; init; }
    [Column("a b")] public partial double First { get; init; }
    [Column("a_b")] public partial double Noise { get; init; }
    [Massless, Column("batch1_{pt,eta,phi}", Absent = -1)] public partial UpTo1<FourVector<Lab>> Columns { get; init; }
    [Column("3rd */ \"{{<&\\")] public partial double Selection { get; init; }

    [Feature] public double Output => First + Noise * @class + Selection;
    [Feature] public Energy Nuisance => Row;
    [Feature("Rows of it")] public double Count { get { double row = First, count = row + 1, t = count; return t; } }
    [Feature] public bool Holds => Columns.Has(0);
    [Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public Names Nominal(double first) => Nominal(first, first * Noise);
    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)] public double Weights(double row) => row * (First > 0 ? 1 : row);

    private Names Nominal(double first, double noise) => this with { Row = first * Row, Noise = noise };
}

using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Xunit;

namespace Mandelstam.Generators.Tests;

/// <summary>What numbers the columns of a declaration may hold: what a reader refuses.</summary>
public sealed class ColumnValuesTests
{
    /// <summary>A pT is a length; where a count tells which objects are there, what lies beyond it is nobody's.</summary>
    [Theory]
    [InlineData("Analyses/Diphoton", "Declarations.Analyses.Diphoton", "ph1_pt", ColumnValues.Magnitude)]
    [InlineData("Analyses/Diphoton", "Declarations.Analyses.Diphoton", "ph2_pt", ColumnValues.Magnitude)]
    [InlineData("Analyses/Diphoton", "Declarations.Analyses.Diphoton", "jet1_pt", ColumnValues.Any)]
    [InlineData("Analyses/Diphoton", "Declarations.Analyses.Diphoton", "ph1_eta", ColumnValues.Any)]
    [InlineData("Edges", "Declarations.Edges", "a_pt", ColumnValues.Magnitude)]
    [InlineData("Edges", "Declarations.Edges", "n", ColumnValues.Whole)]
    public void Values_of_a_column(string file, string type, string column, ColumnValues expected) =>
        Assert.Equal(expected, Compiled.Probe(type, file).Model.Columns.Single(c => c.Name == column).Values);
}

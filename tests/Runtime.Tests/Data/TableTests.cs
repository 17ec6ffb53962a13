using Mandelstam.Data;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void All_spellings_of_what_is_not_finite_are_understood()
    {
        string path = _folder.Text("t.csv", "x\ninf\n-inf\n+inf\nINF\nInfinity\n-Infinity\nnan\nNaN\n");
        Assert.Equal(
            [double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.NaN],
            Table.Read(path).Doubles("x"));
    }

    [Fact]
    public void An_empty_cell_is_an_error_unless_it_is_said_to_be_NaN()
    {
        string path = _folder.Text("t.csv", "x,y\n1,a\n,b\n");

        string message = Assert.Throws<MandelstamException>(() => Table.Read(path).Doubles("x")).Message;
        Assert.Equal($"'{path}', column 'x', row 1 (counted from 0): the cell is empty, where a number is expected.", message);
        Assert.Equal([1, double.NaN], Table.Read(path, emptyIsNaN: true).Doubles("x"));
        Assert.Equal([1, float.NaN], Table.Read(path, emptyIsNaN: true).Floats("x"));
        Assert.Equal(["1", ""], Table.Read(path).Texts("x"));
    }

    [Fact]
    public void A_missing_column_is_told_with_the_nearest_name()
    {
        Table table = Table.Read(_folder.Text("t.csv", "mu_true,mu_hat\n1,2\n"));
        Assert.True(table.Has("mu_hat"));
        Assert.False(table.Has("Mu_hat"));
        Assert.EndsWith(
            "has no column 'mu_hatt' (is it 'mu_hat'?). It has: mu_true, mu_hat.",
            Assert.Throws<MandelstamException>(() => table.Doubles("mu_hatt")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_is_no_number_is_told_with_its_place()
    {
        Table table = Table.Read(_folder.Text("t.csv", "x,i\n1,17.0\nabc,1.5\n"));
        Assert.Contains("column 'x', row 1 (counted from 0): 'abc'", Assert.Throws<MandelstamException>(() => table.Floats("x")).Message, StringComparison.Ordinal);
        Assert.Contains("column 'i', row 1 (counted from 0): '1.5'", Assert.Throws<MandelstamException>(() => table.Longs("i")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_has_empty_columns()
    {
        Table table = Table.Read(_folder.Text("t.csv", "x,y\n"));
        Assert.Equal(0, table.Rows);
        Assert.Empty(table.Doubles("x"));
    }

    public void Dispose() => _folder.Dispose();
}

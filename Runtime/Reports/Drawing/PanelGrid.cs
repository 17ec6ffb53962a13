namespace Mandelstam.Reports.Drawing;

/// <summary>Cuts a place into equal cells, row by row: small multiples.</summary>
internal static class PanelGrid
{
    public static Box Cell(Box place, int columns, int rows, int index) =>
        new(place.Left + place.Width * (index % columns) / columns, place.Top + place.Height * (index / columns) / rows, place.Width / columns, place.Height / rows);

    public static int Rows(int count, int columns) => (count + columns - 1) / columns;
}

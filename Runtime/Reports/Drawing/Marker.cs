namespace Mandelstam.Reports.Drawing;

/// <summary>Shapes of points; series differ in shape as well as in colour.</summary>
internal enum Marker
{
    Disc,
    Square,
    Triangle,
    Diamond,
}

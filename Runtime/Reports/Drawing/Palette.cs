namespace Mandelstam.Reports.Drawing;

/// <summary>Colours that readers with any kind of colour vision can tell apart (Okabe and Ito, 2008), on white.</summary>
internal static class Palette
{
    public const string Ink = "#1a1a1a";
    public const string Muted = "#5c5c5c";
    public const string Grid = "#e6e6e6";
    public const string Paper = "#ffffff";
    public const string Signal = "#0072b2";
    public const string Background = "#d55e00";
    public const string Good = "#0072b2";
    public const string Bad = "#d55e00";
    public const string Reference = "#000000";
    public const string Band = "#f0e442";
    public const string Belt = "#56b4e9";

    private static readonly string[] Cycle = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f"];
    private static readonly string[] Dashes = ["", "6 3", "2 2", "8 3 2 3"];

    /// <summary>The k-th colour of unrelated series.</summary>
    public static string Color(int k) => Cycle[k % Cycle.Length];

    /// <summary>The k-th kind of dashes; the zeroth is solid.</summary>
    public static string Dash(int k) => Dashes[k % Dashes.Length];

    /// <summary>The k-th marker of unrelated series.</summary>
    public static Marker MarkerOf(int k) => (Marker)(k % 4);
}

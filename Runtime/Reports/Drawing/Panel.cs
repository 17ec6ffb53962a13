using System.Text;

namespace Mandelstam.Reports.Drawing;

/// <summary>A pair of axes with data between them. Draw the data between <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class Panel
{
    private const double TickSize = 11;
    private const double LabelSize = 12;

    /// <summary>A line with more points than this has several in each pixel column; it is thinned without a visible change.</summary>
    private const int MostLinePoints = 800;

    private readonly Canvas _canvas;
    private readonly Box _area;
    private readonly Axis _x;
    private readonly Axis _y;

    /// <param name="canvas">The picture.</param>
    /// <param name="area">The rectangle between the axes, without labels.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public Panel(Canvas canvas, Box area, Axis x, Axis y)
    {
        _canvas = canvas;
        _area = area;
        _x = x;
        _y = y;
    }

    public string Title { get; init; } = "";

    public string XLabel { get; init; } = "";

    public string YLabel { get; init; } = "";

    /// <summary>Pixels from the vertical axis to the middle of its label.</summary>
    public double YLabelDistance { get; init; } = 46;

    public bool XTickLabels { get; init; } = true;

    public bool Grid { get; init; } = true;

    public void Begin()
    {
        IReadOnlyList<Tick> xTicks = _x.Ticks((int)Math.Max(3, _area.Width / 64));
        IReadOnlyList<Tick> yTicks = _y.Ticks((int)Math.Max(3, _area.Height / 42));
        _canvas.Open("axes");
        foreach (Tick tick in xTicks)
        {
            double x = X(tick.Value);
            if (Grid && tick.IsMajor)
            {
                _canvas.Line(x, _area.Top, x, _area.Bottom, new Stroke(Palette.Grid, 1));
            }

            _canvas.Line(x, _area.Bottom, x, _area.Bottom + (tick.IsMajor ? 5 : 3), new Stroke(Palette.Muted, 1));
            if (XTickLabels && tick.IsMajor)
            {
                _canvas.Text(x, _area.Bottom + 18, tick.Label, TickSize, "middle", Palette.Ink);
            }
        }

        foreach (Tick tick in yTicks)
        {
            double y = Y(tick.Value);
            if (Grid && tick.IsMajor)
            {
                _canvas.Line(_area.Left, y, _area.Right, y, new Stroke(Palette.Grid, 1));
            }

            _canvas.Line(_area.Left - (tick.IsMajor ? 5 : 3), y, _area.Left, y, new Stroke(Palette.Muted, 1));
            if (tick.IsMajor)
            {
                _canvas.Text(_area.Left - 8, y + 4, tick.Label, TickSize, "end", Palette.Ink);
            }
        }

        if (Title.Length > 0)
        {
            _canvas.Text(_area.Left, _area.Top - 6, Title, LabelSize, "start", Palette.Ink, bold: true);
        }

        if (XLabel.Length > 0)
        {
            _canvas.Text(_area.Right, _area.Bottom + (XTickLabels ? 35 : 18), XLabel, LabelSize, "end", Palette.Ink);
        }

        if (YLabel.Length > 0)
        {
            double x = _area.Left - YLabelDistance;
            _canvas.Text(x, _area.Top + _area.Height / 2, YLabel, LabelSize, "middle", Palette.Ink, rotate: -90);
        }

        _canvas.Close();
        _canvas.Open("data", clip: _canvas.Clip(_area));
    }

    public void End()
    {
        _canvas.Close();
        _canvas.Rectangle(_area, "none", stroke: new Stroke(Palette.Muted, 1));
    }

    /// <summary>A histogram as steps; a value without a place on the axis (zero on a logarithmic one) lies on its floor.</summary>
    /// <param name="name">The series.</param>
    /// <param name="edges">Edges of bins, ascending.</param>
    /// <param name="contents">One value per bin; where it is not finite, the line has a gap.</param>
    /// <param name="stroke">The line, none for a fill alone.</param>
    /// <param name="fill">The colour below the steps.</param>
    /// <param name="opacity">Of the fill.</param>
    /// <param name="floor">Lower ends of a filled histogram, for stacks; null: the axis's zero.</param>
    public void Steps(string name, IReadOnlyList<double> edges, IReadOnlyList<double> contents, Stroke? stroke, string? fill = null, double opacity = 1,
        IReadOnlyList<double>? floor = null)
    {
        _canvas.Open("series steps", name);
        if (fill is not null)
        {
            _canvas.Path(StepArea(edges, contents, floor), null, fill, opacity);
        }

        if (stroke is not null)
        {
            _canvas.Path(StepLine(edges, contents), stroke);
        }

        _canvas.Close();
    }

    /// <summary>A band of one height per bin between two histograms.</summary>
    public void StepBand(string name, IReadOnlyList<double> edges, IReadOnlyList<double> low, IReadOnlyList<double> high, string fill, double opacity)
    {
        _canvas.Open("series band", name);
        _canvas.Path(StepArea(edges, high, low), null, fill, opacity);
        _canvas.Close();
    }

    /// <summary>A polyline; it has a gap wherever a point is not finite or not on the axis.</summary>
    public void Curve(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Stroke stroke)
    {
        StringBuilder path = new();
        bool pen = false;
        foreach (int k in Thinned(y))
        {
            if (!_x.Holds(x[k]) || !_y.Holds(y[k]))
            {
                pen = false;
                continue;
            }

            path.Append(pen ? 'L' : 'M').Append(Markup.Pixel(X(x[k]))).Append(' ').Append(Markup.Pixel(Y(y[k])));
            pen = true;
        }

        _canvas.Open("series curve", name);
        _canvas.Path(path.ToString(), stroke);
        _canvas.Close();
    }

    /// <summary>The area between two curves over the same positions; points with a value that is not finite are left out.</summary>
    public void Band(string name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high, string fill, double opacity)
    {
        int[] points = [.. Enumerable.Range(0, x.Count).Where(k => _x.Holds(x[k]) && _y.Holds(low[k]) && _y.Holds(high[k]))];
        StringBuilder path = new();
        foreach (int k in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Markup.Pixel(X(x[k]))).Append(' ').Append(Markup.Pixel(Y(high[k])));
        }

        foreach (int k in points.Reverse())
        {
            path.Append('L').Append(Markup.Pixel(X(x[k]))).Append(' ').Append(Markup.Pixel(Y(low[k])));
        }

        _canvas.Open("series band", name);
        _canvas.Path(path.Length == 0 ? "" : path.Append('Z').ToString(), null, fill, opacity);
        _canvas.Close();
    }

    /// <summary>Points with vertical error bars; those without a place on the axes are left out.</summary>
    public void Points(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double>? low, IReadOnlyList<double>? high,
        string color, Marker marker = Marker.Disc, double size = 3.2, Func<int, string>? tip = null)
    {
        _canvas.Open("series points", name);
        for (int k = 0; k < x.Count; k++)
        {
            if (!_x.Holds(x[k]) || !_y.Holds(y[k]))
            {
                continue;
            }

            if (low is not null && high is not null && DataRange.IsDrawable(low[k]) && DataRange.IsDrawable(high[k]))
            {
                _canvas.Line(X(x[k]), Y(low[k]), X(x[k]), Y(high[k]), new Stroke(color, 1.3));
            }

            _canvas.Mark(X(x[k]), Y(y[k]), marker, color, size, tip?.Invoke(k));
        }

        _canvas.Close();
    }

    /// <summary>Horizontal bars from <paramref name="low"/> to <paramref name="high"/> with an optional mark in between.</summary>
    public void Bars(string name, IReadOnlyList<double> y, IReadOnlyList<double> low, IReadOnlyList<double> high, IReadOnlyList<double>? middle, Stroke stroke, double markSize = 1.6)
    {
        _canvas.Open("series bars", name);
        for (int k = 0; k < y.Count; k++)
        {
            if (DataRange.IsDrawable(low[k]) && DataRange.IsDrawable(high[k]))
            {
                _canvas.Line(X(low[k]), Y(y[k]), X(high[k]), Y(y[k]), stroke);
            }

            if (middle is not null && _x.Holds(middle[k]))
            {
                _canvas.Mark(X(middle[k]), Y(y[k]), Marker.Disc, stroke.Color, markSize);
            }
        }

        _canvas.Close();
    }

    public void HorizontalLine(string name, double y, Stroke stroke)
    {
        _canvas.Open("series level", name);
        if (_y.Holds(y))
        {
            _canvas.Line(_area.Left, Y(y), _area.Right, Y(y), stroke);
        }

        _canvas.Close();
    }

    public void VerticalLine(string name, double x, Stroke stroke)
    {
        _canvas.Open("series level", name);
        if (_x.Holds(x))
        {
            _canvas.Line(X(x), _area.Top, X(x), _area.Bottom, stroke);
        }

        _canvas.Close();
    }

    /// <summary>A straight line between two points of the data.</summary>
    public void Segment(string name, double x1, double y1, double x2, double y2, Stroke stroke)
    {
        _canvas.Open("series segment", name);
        _canvas.Line(X(x1), Y(y1), X(x2), Y(y2), stroke);
        _canvas.Close();
    }

    /// <summary>Many polylines as one path.</summary>
    public void Lines(string name, IEnumerable<IReadOnlyList<(double X, double Y)>> lines, Stroke stroke)
    {
        StringBuilder path = new();
        foreach (IReadOnlyList<(double X, double Y)> line in lines)
        {
            for (int k = 0; k < line.Count; k++)
            {
                path.Append(k == 0 ? 'M' : 'L').Append(Markup.Pixel(X(line[k].X))).Append(' ').Append(Markup.Pixel(Y(line[k].Y)));
            }
        }

        _canvas.Open("series lines", name);
        _canvas.Path(path.ToString(), stroke);
        _canvas.Close();
    }

    /// <summary>Arrows from points to points.</summary>
    public void Arrows(string name, IReadOnlyList<(double X, double Y)> from, IReadOnlyList<(double X, double Y)> to, Stroke stroke)
    {
        const double Head = 6, Spread = 0.45;
        StringBuilder path = new();
        for (int k = 0; k < from.Count; k++)
        {
            (double x1, double y1, double x2, double y2) = (X(from[k].X), Y(from[k].Y), X(to[k].X), Y(to[k].Y));
            double angle = Math.Atan2(y2 - y1, x2 - x1);
            path.Append('M').Append(Markup.Pixel(x1)).Append(' ').Append(Markup.Pixel(y1));
            path.Append('L').Append(Markup.Pixel(x2)).Append(' ').Append(Markup.Pixel(y2));
            foreach (double side in new[] { -Spread, Spread })
            {
                path.Append('M').Append(Markup.Pixel(x2)).Append(' ').Append(Markup.Pixel(y2));
                path.Append('L').Append(Markup.Pixel(x2 - (Head * Math.Cos(angle + side)))).Append(' ').Append(Markup.Pixel(y2 - (Head * Math.Sin(angle + side))));
            }
        }

        _canvas.Open("series arrows", name);
        _canvas.Path(path.ToString(), stroke);
        _canvas.Close();
    }

    /// <summary>A rectangle of the data.</summary>
    public void Cell(double x1, double y1, double x2, double y2, string fill, double opacity = 1, string? tip = null)
    {
        double left = Math.Min(X(x1), X(x2));
        double top = Math.Min(Y(y1), Y(y2));
        _canvas.Rectangle(new Box(left, top, Math.Abs(X(x2) - X(x1)), Math.Abs(Y(y2) - Y(y1))), fill, opacity, tip: tip);
    }

    /// <summary>Words at a point of the data.</summary>
    public void Label(double x, double y, string text, string anchor, string color, double dy = 4, double size = TickSize) =>
        _canvas.Text(X(x), Y(y) + dy, text, size, anchor, color);

    private double X(double value) => _area.Left + _area.Width * Math.Clamp(_x.Fraction(value), -2, 3);

    /// <summary>Far outside the axes, coordinates stop: viewers compute in single precision. The window hides what lies there.</summary>
    private double Y(double value) => _area.Bottom - _area.Height * Math.Clamp(_y.Fraction(value), -2, 3);

    /// <summary>The height of a bin's top: on the floor of the axis for what a logarithm cannot show.</summary>
    private double Level(double value) => _y.Holds(value) ? Y(value) : _area.Bottom + 1;

    private string StepLine(IReadOnlyList<double> edges, IReadOnlyList<double> contents)
    {
        StringBuilder path = new();
        bool pen = false;
        for (int k = 0; k < contents.Count; k++)
        {
            if (!DataRange.IsDrawable(contents[k]))
            {
                pen = false;
                continue;
            }

            string level = Markup.Pixel(Level(contents[k]));
            if (pen)
            {
                path.Append('V').Append(level);
            }
            else
            {
                path.Append('M').Append(Markup.Pixel(X(edges[k]))).Append(' ').Append(level);
            }

            path.Append('H').Append(Markup.Pixel(X(edges[k + 1])));
            pen = true;
        }

        return path.ToString();
    }

    private string StepArea(IReadOnlyList<double> edges, IReadOnlyList<double> high, IReadOnlyList<double>? low)
    {
        StringBuilder path = new();
        for (int first = 0; first < high.Count;)
        {
            int end = first;
            while (end < high.Count && DataRange.IsDrawable(high[end]) && (low is null || DataRange.IsDrawable(low[end])))
            {
                end++;
            }

            if (end > first)
            {
                path.Append('M').Append(Markup.Pixel(X(edges[first]))).Append(' ').Append(Markup.Pixel(Floor(first)));
                for (int k = first; k < end; k++)
                {
                    path.Append('V').Append(Markup.Pixel(Level(high[k]))).Append('H').Append(Markup.Pixel(X(edges[k + 1])));
                }

                for (int k = end - 1; k >= first; k--)
                {
                    path.Append('V').Append(Markup.Pixel(Floor(k))).Append('H').Append(Markup.Pixel(X(edges[k])));
                }

                path.Append('Z');
            }

            first = end + 1;
        }

        return path.ToString();

        double Floor(int k) => Level(low is null ? 0 : low[k]);
    }

    /// <summary>Indices that keep, of each stretch of a long line, its first, lowest, highest and last point, and every gap.</summary>
    private static IEnumerable<int> Thinned(IReadOnlyList<double> y)
    {
        if (y.Count <= MostLinePoints)
        {
            return Enumerable.Range(0, y.Count);
        }

        SortedSet<int> kept = [];
        int stretches = MostLinePoints / 4;
        for (int s = 0; s < stretches; s++)
        {
            int first = (int)((long)y.Count * s / stretches);
            int end = (int)((long)y.Count * (s + 1) / stretches);
            int lowest = first;
            int highest = first;
            for (int k = first; k < end; k++)
            {
                if (!DataRange.IsDrawable(y[k]))
                {
                    kept.Add(k);
                    continue;
                }

                // A comparison with NaN is false; the negation replaces a NaN that stood first.
                lowest = !(y[lowest] <= y[k]) ? k : lowest;
                highest = !(y[highest] >= y[k]) ? k : highest;
            }

            kept.UnionWith([first, lowest, highest, end - 1]);
        }

        return kept;
    }
}

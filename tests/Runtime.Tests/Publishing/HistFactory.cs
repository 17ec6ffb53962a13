using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace Mandelstam.Runtime.Tests.Publishing;

/// <summary>
/// The HistFactory likelihood of a pyhf workspace, from its formula (arXiv:2103.02182, CERN-OPEN-2012-016): written without the code under test, evaluated term by term and minimised by
/// Newton steps with numerical derivatives.
/// </summary>
internal sealed class HistFactory
{
    private readonly List<string> _names = ["mu"];
    private readonly List<(double Nominal, Func<double[], double> Factor, List<(int Alpha, double Low, double High)> Shapes)[]> _bins = [];
    private readonly List<int> _gamma = [];
    private readonly List<double> _delta = [];
    private readonly List<double> _data = [];
    private readonly bool _isPolynomial;

    /// <param name="workspace">The workspace.</param>
    /// <param name="isPolynomial">Codes 4p and 4 (pyhf's command line); else 0 and 1 (its Python default).</param>
    public HistFactory(JsonNode workspace, bool isPolynomial)
    {
        _isPolynomial = isPolynomial;
        foreach (JsonNode? channel in workspace["channels"]!.AsArray())
        {
            JsonArray samples = channel!["samples"]!.AsArray();
            JsonArray observed = workspace["observations"]!.AsArray().Single(o => o!["name"]!.GetValue<string>() == channel["name"]!.GetValue<string>())!["data"]!.AsArray();
            for (int bin = 0; bin < observed.Count; bin++)
            {
                int b = bin;
                _data.Add(observed[b]!.GetValue<double>());
                double square = 0, sum = 0;
                List<(double, Func<double[], double>, List<(int, double, double)>)> cell = [];
                foreach (JsonNode? sample in samples)
                {
                    double nominal = sample!["data"]![b]!.GetValue<double>();
                    List<Func<double[], double>> factors = [];
                    List<(int, double, double)> shapes = [];
                    foreach (JsonNode? modifier in sample["modifiers"]!.AsArray())
                    {
                        JsonNode? data = modifier!["data"];
                        string name = modifier["name"]!.GetValue<string>();
                        switch (modifier["type"]!.GetValue<string>())
                        {
                            case "normfactor":
                                factors.Add(static x => x[0]);
                                break;
                            case "normsys":
                                int rate = IndexOf(name);
                                (double low, double high) = (data!["lo"]!.GetValue<double>(), data["hi"]!.GetValue<double>());
                                Func<double, double> normalisation = Normalisation(low, high);
                                factors.Add(x => normalisation(x[rate]));
                                break;
                            case "histosys":
                                shapes.Add((IndexOf(name), data!["lo_data"]![b]!.GetValue<double>(), data["hi_data"]![b]!.GetValue<double>()));
                                break;
                            case "staterror":
                                square += Math.Pow(data![b]!.GetValue<double>(), 2);
                                sum += nominal;
                                break;
                            default:
                                throw new InvalidOperationException(modifier["type"]!.ToString());
                        }
                    }

                    cell.Add((nominal, x => factors.Aggregate(1.0, (product, factor) => product * factor(x)), shapes));
                }

                _bins.Add([.. cell]);
                _gamma.Add(square > 0 ? 0 : -1);
                _delta.Add(square > 0 ? Math.Sqrt(square) / sum : 0);
            }
        }

        for (int bin = 0; bin < _gamma.Count; bin++)
        {
            if (_gamma[bin] == 0)
            {
                _gamma[bin] = _names.Count;
                _names.Add($"gamma{bin}");
            }
        }
    }

    /// <summary>Strength and its error from the inverse Hessian.</summary>
    public (double Mu, double Sigma, double TwiceNll) Fit()
    {
        // γ is counted in its own σ: all coordinates but μ are unit Gaussians.
        Vector<double> x = Vector<double>.Build.Dense(_names.Count, i => i == 0 ? 1 : 0);
        Matrix<double> hessian = Hessian(x);
        for (int step = 0; step < 30; step++)
        {
            Vector<double> gradient = Gradient(x), move = -hessian.Solve(gradient);
            double size = 1, now = NegativeLog(x);
            while (!(NegativeLog(x + (size * move)) <= now + 1e-12) && size > 1e-6)
            {
                size /= 2;
            }

            x += size * move;
            if (move.L2Norm() < 1e-8)
            {
                break;
            }

            hessian = Hessian(x);
        }

        return (x[0], Math.Sqrt(hessian.Inverse()[0, 0]), 2 * NegativeLog(x));
    }

    private double NegativeLog(Vector<double> at)
    {
        double[] x = [.. at];
        double sum = 0;
        for (int bin = 0; bin < _bins.Count; bin++)
        {
            double expected = 0;
            foreach ((double nominal, Func<double[], double> factor, List<(int Alpha, double Low, double High)> shapes) in _bins[bin])
            {
                expected += factor(x) * (nominal + shapes.Sum(shape => Shift(x[shape.Alpha], shape.Low, nominal, shape.High)));
            }

            expected *= _gamma[bin] >= 0 ? 1 + (_delta[bin] * x[_gamma[bin]]) : 1;
            sum += expected - _data[bin] - (_data[bin] > 0 ? _data[bin] * Math.Log(expected / _data[bin]) : 0);
        }

        return sum + (0.5 * x.Skip(1).Sum(static value => value * value));
    }

    private double Shift(double alpha, double low, double nominal, double high)
    {
        (double up, double down) = (high - nominal, nominal - low);
        if (!_isPolynomial || Math.Abs(alpha) > 1)
        {
            return alpha * (alpha > 0 ? up : down);
        }

        double square = alpha * alpha;
        return (alpha * 0.5 * (up + down)) + ((up - down) / 16 * square * (15 + (square * (-10 + (3 * square)))));
    }

    // Code 4 is the polynomial of sixth order that has value and two derivatives of the exponentials at ±1, and the value 1 at 0.
    private Func<double, double> Normalisation(double low, double high)
    {
        double Exponential(double alpha) => alpha >= 0 ? Math.Pow(high, alpha) : Math.Pow(low, -alpha);
        if (!_isPolynomial)
        {
            return Exponential;
        }

        Matrix<double> conditions = Matrix<double>.Build.Dense(6, 6, static (row, column) =>
        {
            double side = row % 2 == 0 ? 1 : -1;
            int power = column + 1;
            return (row / 2) switch
            {
                0 => Math.Pow(side, power),
                1 => power * Math.Pow(side, power - 1),
                _ => power * (power - 1) * Math.Pow(side, power - 2),
            };
        });
        (double up, double down) = (Math.Log(high), Math.Log(low));
        Vector<double> coefficients = conditions.Solve(Vector<double>.Build.DenseOfArray([high - 1, low - 1, high * up, -low * down, high * up * up, low * down * down]));
        return alpha => Math.Abs(alpha) >= 1 ? Exponential(alpha) : 1 + Enumerable.Range(0, 6).Sum(k => coefficients[k] * Math.Pow(alpha, k + 1));
    }

    private Vector<double> Gradient(Vector<double> x)
    {
        const double step = 1e-4;
        return Vector<double>.Build.Dense(x.Count, i => (NegativeLog(Moved(x, i, step)) - NegativeLog(Moved(x, i, -step))) / (2 * step));
    }

    private Matrix<double> Hessian(Vector<double> x)
    {
        const double step = 1e-3;
        Matrix<double> hessian = Matrix<double>.Build.Dense(x.Count, x.Count);
        for (int i = 0; i < x.Count; i++)
        {
            hessian.SetColumn(i, (Gradient(Moved(x, i, step)) - Gradient(Moved(x, i, -step))) / (2 * step));
        }

        return 0.5 * (hessian + hessian.Transpose());
    }

    private static Vector<double> Moved(Vector<double> x, int index, double by)
    {
        Vector<double> moved = x.Clone();
        moved[index] += by;
        return moved;
    }

    private int IndexOf(string name)
    {
        if (!_names.Contains(name))
        {
            _names.Add(name);
        }

        return _names.IndexOf(name);
    }
}

using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Channels;

/// <summary>One way through phase space: decays into two, whose squared masses and polar angles have densities that follow |M|².</summary>
/// <remarks>
/// A polar angle in the rest frame of a pair, against the momentum of what was emitted before it, is linear in a squared mass: together with the masses of the
/// clusters these are the invariants in which amplitudes have their poles (E. Byckling, K. Kajantie, Phys. Rev. 187 (1969) 2008). Azimuths are uniform.
/// </remarks>
internal sealed class Channel
{
    private readonly double _energy;
    private readonly ChannelNode[] _nodes;
    private readonly int[] _dimensions;

    /// <summary>A channel whose densities are uniform.</summary>
    /// <param name="energy">The energy in the centre of mass, in GeV.</param>
    /// <param name="nodes">The decays, each one before those of its products.</param>
    public Channel(double energy, ChannelNode[] nodes)
    {
        _energy = energy;
        _nodes = nodes;
        _dimensions = new int[nodes.Length];
        int dimension = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            _dimensions[i] = dimension;
            dimension += 1 + (nodes[i].FirstNode < 0 ? 0 : 1) + (nodes[i].SecondNode < 0 ? 0 : 1);
        }

        Grid = new(dimension);
    }

    /// <summary>The densities.</summary>
    public AdaptiveGrid Grid { get; }

    /// <summary>The sets of particles that the table has to have.</summary>
    public IEnumerable<int> Sets => _nodes.SelectMany(static n => (int[])[n.Set, n.First, n.Second, n.Reference, n.First | n.Reference, n.Set | n.Reference]);

    /// <summary>Draws an event.</summary>
    /// <param name="random">Its random numbers.</param>
    /// <param name="masses">The masses of the particles.</param>
    /// <param name="momenta">Takes E, px, py, pz of each particle.</param>
    public void Draw(ref EventRandom random, ReadOnlySpan<double> masses, Span<double> momenta)
    {
        // Momenta of the nodes, and of what their angles are measured from.
        Span<double> parents = stackalloc double[4 * _nodes.Length], references = stackalloc double[4 * _nodes.Length], nodeMasses = stackalloc double[_nodes.Length];
        parents[..4].Clear();
        parents[0] = nodeMasses[0] = _energy;
        for (int i = 0; i < _nodes.Length; i++)
        {
            ref readonly ChannelNode node = ref _nodes[i];
            int dimension = _dimensions[i];
            double mass = nodeMasses[i];
            double first = Least(node.First, masses), second = Least(node.Second, masses);
            if (node.FirstNode >= 0)
            {
                first = Math.Sqrt(SquareAt(_nodes[node.FirstNode].Shape, Grid.At(dimension++, random.Next()), first * first, (mass - second) * (mass - second)));
            }

            if (node.SecondNode >= 0)
            {
                second = Math.Sqrt(SquareAt(_nodes[node.SecondNode].Shape, Grid.At(dimension++, random.Next()), second * second, (mass - first) * (mass - first)));
            }

            double cos = (2 * Grid.At(dimension, random.Next())) - 1, turns = random.Next();
            Span<double> one = node.FirstNode < 0 ? momenta.Slice(4 * Index(node.First), 4) : parents.Slice(4 * node.FirstNode, 4);
            Span<double> other = node.SecondNode < 0 ? momenta.Slice(4 * Index(node.Second), 4) : parents.Slice(4 * node.SecondNode, 4);
            Decay(parents.Slice(4 * i, 4), mass, first, second, cos, turns, i == 0 ? [] : references.Slice(4 * i, 4), node.Reference != 0, one, other);
            if (node.FirstNode >= 0)
            {
                nodeMasses[node.FirstNode] = first;
                Refer(node.FirstNode, other, references);
            }

            if (node.SecondNode >= 0)
            {
                nodeMasses[node.SecondNode] = second;
                Refer(node.SecondNode, one, references);
            }
        }
    }

    /// <summary>The density of an event of this channel in units of the measure ∏d³p/((2π)³2E)·(2π)⁴δ⁴.</summary>
    /// <param name="table">The event's table.</param>
    /// <param name="masses">The masses of its particles.</param>
    /// <param name="cells">Takes the cell of each number of the grid; empty where nobody asks.</param>
    public double Density(ClusterTable table, ReadOnlySpan<double> masses, Span<byte> cells)
    {
        double[] squares = table.MassSquared;
        double density = 1;
        for (int i = 0; i < _nodes.Length; i++)
        {
            ref readonly ChannelNode node = ref _nodes[i];
            int dimension = _dimensions[i];
            double square = i == 0 ? _energy * _energy : squares[node.Set], mass = i == 0 ? _energy : Math.Sqrt(Math.Max(square, 0));
            double least = Least(node.First, masses), leastOther = Least(node.Second, masses);
            double firstSquare = node.FirstNode < 0 ? least * least : squares[node.First], first = node.FirstNode < 0 ? least : Math.Sqrt(Math.Max(firstSquare, 0));
            double secondSquare = node.SecondNode < 0 ? leastOther * leastOther : squares[node.Second], second = node.SecondNode < 0 ? leastOther : Math.Sqrt(Math.Max(secondSquare, 0));
            if (node.FirstNode >= 0)
            {
                double x = FractionOf(_nodes[node.FirstNode].Shape, firstSquare, least * least, (mass - leastOther) * (mass - leastOther), out double slope);
                density *= 2 * Math.PI * slope * Cell(dimension++, x, cells);
            }

            if (node.SecondNode >= 0)
            {
                double x = FractionOf(_nodes[node.SecondNode].Shape, secondSquare, leastOther * leastOther, (mass - first) * (mass - first), out double slope);
                density *= 2 * Math.PI * slope * Cell(dimension++, x, cells);
            }

            double sum = first + second, difference = first - second;
            double momentum = Math.Sqrt(Math.Max((mass - sum) * (mass + sum) * ((mass - difference) * (mass + difference)), 0)) / (2 * mass);
            double energy = (square + firstSquare - secondSquare) / (2 * mass), along, reference;
            if (i == 0)
            {
                (along, reference) = (table.AlongZ[node.First], 1);
            }
            else if (node.Reference == 0)
            {
                // (E_A E_R − A·R)/(p* p_R) with a massless R.
                reference = table.WithBeam[node.Set] / mass;
                along = (energy * reference) - table.WithBeam[node.First];
            }
            else
            {
                double referenceSquare = squares[node.Reference];
                double referenceEnergy = 0.5 * (squares[node.Set | node.Reference] - square - referenceSquare) / mass;
                reference = Math.Sqrt(Math.Max((referenceEnergy * referenceEnergy) - referenceSquare, 0));
                along = (0.5 * (squares[node.First | node.Reference] - firstSquare - referenceSquare)) - (energy * referenceEnergy);
            }

            double cos = along / (momentum * reference);
            density *= 4 * Math.PI * mass / momentum * Cell(dimension, 0.5 * (1 + cos), cells);
        }

        return density;
    }

    private static int Index(int set) => System.Numerics.BitOperations.TrailingZeroCount(set);

    private static double Least(int set, ReadOnlySpan<double> masses)
    {
        double sum = 0;
        for (int rest = set; rest != 0; rest &= rest - 1)
        {
            sum += masses[Index(rest)];
        }

        return sum;
    }

    private static double SquareAt(LineShape? shape, double fraction, double least, double most) =>
        shape is null ? least + (fraction * (most - least)) : shape.MassSquaredAt(fraction, least, most);

    private static double FractionOf(LineShape? shape, double square, double least, double most, out double slope)
    {
        if (shape is null)
        {
            slope = 1 / (most - least);
            return (square - least) * slope;
        }

        double all = shape.Probability(least, most);
        slope = shape.Density(square) / all;
        return shape.Probability(least, square) / all;
    }

    private double Cell(int dimension, double x, Span<byte> cells)
    {
        double density = Grid.Density(dimension, x, out int cell);
        if (!cells.IsEmpty)
        {
            cells[dimension] = (byte)cell;
        }

        return density;
    }

    // The sibling's momentum, or the beam's direction.
    private void Refer(int node, ReadOnlySpan<double> sibling, Span<double> references)
    {
        Span<double> reference = references.Slice(4 * node, 4);
        if (_nodes[node].Reference != 0)
        {
            sibling.CopyTo(reference);
        }
        else
        {
            (reference[0], reference[1], reference[2], reference[3]) = (1, 0, 0, 1);
        }
    }

    // As TwoBodyDecay does it: what is left of the parent is the other's momentum, and energies follow from masses, so that all balances to the last digits.
    private static void Decay(
        ReadOnlySpan<double> parent, double mass, double first, double second, double cos, double turns, ReadOnlySpan<double> reference, bool isReversed,
        Span<double> one, Span<double> other)
    {
        double sum = first + second, difference = first - second;
        double momentum = Math.Sqrt(Math.Max((mass - sum) * (mass + sum) * ((mass - difference) * (mass + difference)), 0)) / (2 * mass);
        double ax = 0, ay = 0, az = 1;
        if (!reference.IsEmpty)
        {
            double shift = (((reference[1] * parent[1]) + (reference[2] * parent[2]) + (reference[3] * parent[3])) / (parent[0] + mass)) - reference[0];
            double x = reference[1] + (parent[1] * shift / mass), y = reference[2] + (parent[2] * shift / mass), z = reference[3] + (parent[3] * shift / mass);
            double length = Math.Sqrt((x * x) + (y * y) + (z * z)), scale = isReversed ? -1 / length : 1 / length;
            (ax, ay, az) = length > 0 ? (x * scale, y * scale, z * scale) : (0, 0, 1);
        }

        // Two axes across the first one, without a case to distinguish but a sign (T. Duff et al., J. Comput. Graph. Tech. 6 (2017) 1).
        double sign = az < 0 ? -1 : 1, a = -1 / (sign + az), b = ax * ay * a;
        double sin = momentum * Math.Sqrt(Math.Max((1 - cos) * (1 + cos), 0));
        (double sinPhi, double cosPhi) = Math.SinCos(2 * Math.PI * turns);
        double u = sin * cosPhi, v = sin * sinPhi, w = momentum * cos;
        double kx = (u * (1 + (sign * ax * ax * a))) + (v * b) + (w * ax);
        double ky = (u * sign * b) + (v * (sign + (ay * ay * a))) + (w * ay);
        double kz = (-u * sign * ax) - (v * ay) + (w * az);
        double energy = Math.Sqrt((first * first) + (momentum * momentum));
        double along = ((((kx * parent[1]) + (ky * parent[2]) + (kz * parent[3])) / (parent[0] + mass)) + energy) / mass;
        Write(first, kx + (parent[1] * along), ky + (parent[2] * along), kz + (parent[3] * along), one);
        Write(second, parent[1] - one[1], parent[2] - one[2], parent[3] - one[3], other);
    }

    private static void Write(double mass, double x, double y, double z, Span<double> momentum) =>
        (momentum[0], momentum[1], momentum[2], momentum[3]) = (Math.Sqrt((mass * mass) + (x * x) + (y * y) + (z * z)), x, y, z);
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mandelstam.Generative;

/// <summary>Events of N massless particles, event by event: x, y, z of the first particle, then of the second. Unweighted.</summary>
public sealed class MomentumTable
{
    /// <summary>Wraps events.</summary>
    /// <param name="values">3N numbers per event.</param>
    /// <param name="particles">Particles per event, at least 2.</param>
    /// <param name="energy">Total energy √s, in the unit of the momenta.</param>
    /// <exception cref="ArgumentException">The numbers are no whole number of events.</exception>
    public MomentumTable(double[] values, int particles, double energy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(particles, 2);
        if (values.Length % (3 * particles) != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no whole number of events of {particles} particles.", nameof(values));
        }

        Values = values;
        Particles = particles;
        Energy = energy;
    }

    /// <summary>All numbers.</summary>
    public double[] Values { get; }

    /// <summary>Particles per event.</summary>
    public int Particles { get; }

    /// <summary>Total energy √s.</summary>
    public double Energy { get; }

    /// <summary>Numbers per event, 3N.</summary>
    public int Width => 3 * Particles;

    /// <summary>Number of events.</summary>
    public int Count => Values.Length / Width;

    /// <summary>One event.</summary>
    /// <param name="row">Its number.</param>
    public ReadOnlySpan<double> Event(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>Some events in a row.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public MomentumTable Slice(int start, int count) => new(Values[(start * Width)..((start + count) * Width)], Particles, Energy);

    /// <summary>A short digest of all numbers, for the identity of a training.</summary>
    /// <returns>Sixteen hexadecimal digits.</returns>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(Values)).AsSpan(0, 8));
}

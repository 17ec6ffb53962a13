using System.Numerics;
using Mandelstam.PhaseSpace;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>The uniform numbers that a sampler has made its events of: its generators once more, one number at a time.</summary>
/// <remarks>
/// xoshiro256+ (D. Blackman and S. Vigna, ACM TOMS 47 (2021) 36), eight generators a block; row r has generator r modulo 8. Samplers go over tiles of 128 rows
/// in passes; a pass draws some numbers for each row. An angle takes one number, its axis and which side of it from bits below those of the fraction.
/// </remarks>
internal static class DrawnNumbers
{
    /// <summary>The numbers, those of an event side by side.</summary>
    /// <param name="kind">The sampler, as <see cref="Events.Create"/> names it.</param>
    /// <param name="particles">The number of particles.</param>
    /// <param name="count">The number of events.</param>
    /// <param name="seed">The run's seed.</param>
    public static double[] Of(string kind, int particles, int count, ulong seed)
    {
        // What each pass draws: u a uniform number, a an angle.
        string[] passes = kind switch
        {
            "rambo" => [.. Enumerable.Repeat("uauu", particles)],
            "stiefel" => [.. Enumerable.Repeat("u", (2 * particles) - 3), new string('a', particles - 1)],
            "diet" or "sequential" => [.. Enumerable.Repeat("u", (3 * particles) - 4)],
            _ => throw new ArgumentException($"There is no sampler '{kind}'.", nameof(kind)),
        };
        int dimensions = passes.Sum(static pass => pass.Length);
        double[] numbers = new double[count * dimensions];
        ulong key = CounterRandom.SeedFor(seed, "phase space");
        for (int begin = 0; begin < count; begin += PhaseSpaceSampler.BlockEvents)
        {
            CounterRandom words = new(key, (ulong)(begin / PhaseSpaceSampler.BlockEvents));
            int end = Math.Min(begin + PhaseSpaceSampler.BlockEvents, count);
            for (int lane = 0; lane < RowTile.RowStep; lane++)
            {
                ulong[] state = [.. Enumerable.Range(4 * lane, 4).Select(word => words.UInt64At((ulong)word))];
                for (int tile = begin; tile < end; tile += RowTile.Rows)
                {
                    int tileEnd = Math.Min(tile + RowTile.Rows, end), dimension = 0;
                    foreach (string pass in passes)
                    {
                        for (int first = tile; first < tileEnd; first += RowTile.RowStep)
                        {
                            for (int i = 0; i < pass.Length; i++)
                            {
                                double number = pass[i] == 'a' ? Turn(Next(state)) : Uniform(Next(state));
                                if (first + lane < end)
                                {
                                    numbers[((first + lane) * dimensions) + dimension + i] = number;
                                }
                            }
                        }

                        dimension += pass.Length;
                    }
                }
            }
        }

        return numbers;
    }

    private static ulong Next(ulong[] state)
    {
        ulong result = unchecked(state[0] + state[3]), shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = BitOperations.RotateLeft(state[3], 45);
        return result;
    }

    private static double Uniform(ulong bits) => ((bits >> 12) + 0.5) * Math.ScaleB(1, -52);

    // Within an eighth of the x axis to either side; to the other end of that axis; to the y axis.
    private static double Turn(ulong bits)
    {
        double turn = (Uniform(bits) - 0.5) / 4;
        turn = (bits >> 11 & 1) == 1 ? 0.5 - turn : turn;
        turn = (bits >> 10 & 1) == 1 ? 0.25 - turn : turn;
        return turn < 0 ? turn + 1 : turn;
    }
}

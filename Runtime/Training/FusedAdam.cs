using System.Numerics;

namespace Mandelstam.Training;

/// <summary>One step of Adam over float32 numbers in memory, in one pass; every number by the same operations, whatever the registers' width.</summary>
/// <param name="Scale">Factor on gradients.</param>
/// <param name="Beta1">Share of the first moment that stays.</param>
/// <param name="New1">Share of the gradient that comes in.</param>
/// <param name="Beta2">Share of the second moment that stays.</param>
/// <param name="New2">Share of the squared gradient that comes in.</param>
/// <param name="Keep">Factor on the weights: one less the decay.</param>
/// <param name="Rate">Learning rate, divided by the first moment's correction.</param>
/// <param name="Correction2">Root of the second moment's correction.</param>
/// <param name="Epsilon">Added to the root.</param>
internal readonly unsafe record struct FusedAdam(
    float Scale, float Beta1, float New1, float Beta2, float New2, float Keep, float Rate, float Correction2, float Epsilon)
{
    /// <summary>Sum of squares, in double precision.</summary>
    /// <param name="values">Numbers.</param>
    /// <param name="count">How many.</param>
    public static double Square(float* values, long count)
    {
        // Four sums, so that additions do not wait for each other; the order is the same on every machine.
        double a = 0, b = 0, c = 0, d = 0;
        long i = 0;
        for (; i + 4 <= count; i += 4)
        {
            a += (double)values[i] * values[i];
            b += (double)values[i + 1] * values[i + 1];
            c += (double)values[i + 2] * values[i + 2];
            d += (double)values[i + 3] * values[i + 3];
        }

        for (; i < count; i++)
        {
            a += (double)values[i] * values[i];
        }

        return (a + b) + (c + d);
    }

    /// <summary>Updates weights and moments.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">Their gradient; null for zero.</param>
    /// <param name="mean">First moments.</param>
    /// <param name="square">Second moments.</param>
    /// <param name="count">How many.</param>
    public void Apply(float* weights, float* gradient, float* mean, float* square, long count)
    {
        int width = Vector<float>.Count;
        Vector<float> scale = new(Scale), beta1 = new(Beta1), new1 = new(New1), beta2 = new(Beta2), new2 = new(New2);
        Vector<float> keep = new(Keep), rate = new(Rate), correction = new(Correction2), epsilon = new(Epsilon);
        long i = 0;
        for (; i + width <= count; i += width)
        {
            Vector<float> g = gradient is null ? Vector<float>.Zero : Vector.Load(gradient + i) * scale;
            Vector<float> m = (Vector.Load(mean + i) * beta1) + (g * new1);
            Vector<float> v = (Vector.Load(square + i) * beta2) + (g * g * new2);
            m.Store(mean + i);
            v.Store(square + i);
            ((Vector.Load(weights + i) * keep) - (rate * (m / ((Vector.SquareRoot(v) / correction) + epsilon)))).Store(weights + i);
        }

        for (; i < count; i++)
        {
            float g = gradient is null ? 0 : gradient[i] * Scale;
            float m = (mean[i] * Beta1) + (g * New1);
            float v = (square[i] * Beta2) + (g * g * New2);
            mean[i] = m;
            square[i] = v;
            weights[i] = (weights[i] * Keep) - (Rate * (m / ((MathF.Sqrt(v) / Correction2) + Epsilon)));
        }
    }
}

using System.Collections.Immutable;

namespace Mandelstam.Generative;

/// <summary>A distribution on massless phase space that generative models are to learn: where its events come from, and what is known of it.</summary>
public abstract class GenerativeDefinition
{
    /// <summary>What the user types: "muon-decay".</summary>
    public abstract string Name { get; }

    /// <summary>The process, for people.</summary>
    public abstract string Title { get; }

    /// <summary>Where the distribution comes from: formula and source, one sentence.</summary>
    public abstract string Source { get; }

    /// <summary>Names of the particles, in order.</summary>
    public abstract ImmutableArray<string> Particles { get; }

    /// <summary>Total energy √s in GeV.</summary>
    public abstract double Energy { get; }

    /// <summary>The least 2p_i·p_j/s of any pair, where the distribution is cut; null where it is not.</summary>
    public virtual double? SmallestShare => null;

    /// <summary>Names of the numbers of <see cref="Transform"/>; none where no transform is known.</summary>
    public virtual ImmutableArray<string> Uniforms => [];

    /// <summary>Unweighted events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed.</param>
    public abstract MomentumTable Draw(int count, ulong seed);

    /// <summary>Turns an event into independent numbers that are uniform on [0, 1] (Rosenblatt, Ann. Math. Stat. 23 (1952) 470).</summary>
    /// <param name="momenta">3N numbers, in GeV.</param>
    /// <param name="uniforms">Receives one number for each of <see cref="Uniforms"/>.</param>
    public virtual void Transform(ReadOnlySpan<double> momenta, Span<double> uniforms)
    {
    }

    /// <summary>The options of a run.</summary>
    /// <param name="quick">Those of a reduced one that ends within minutes.</param>
    public abstract GenerativeOptions Options(bool quick);
}

using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>A call that was followed into what it calls.</summary>
/// <param name="Call">The call.</param>
/// <param name="Outer">The call whose body it stands in, if that was followed too.</param>
internal sealed record Passage(Call Call, Passage? Outer)
{
    /// <summary>What a parameter was given on the way here; null for one of a function that encloses all of it.</summary>
    public Traced? Given(IParameterSymbol parameter)
    {
        for (Passage? passage = this; passage is not null; passage = passage.Outer)
        {
            if (passage.Call.Given(parameter) is { } given)
            {
                return new(given, passage.Outer);
            }
        }

        return null;
    }
}

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>A body, as the type that it stands in and its number there.</summary>
/// <param name="Unit">The type.</param>
/// <param name="Index">Its number among the bodies of the type.</param>
internal sealed record BodyPlace(SourceUnit Unit, int Index)
{
    /// <summary>What is written there.</summary>
    public string Text => Unit.Bodies[Index];
}

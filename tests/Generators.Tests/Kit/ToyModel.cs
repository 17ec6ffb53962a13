namespace Mandelstam.Generators.Tests.Kit;

/// <summary>What <see cref="ToyGenerator"/> keeps of a class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Leak">A symbol, or null.</param>
public sealed record ToyModel(string Name, object? Leak);

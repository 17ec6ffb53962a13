namespace Mandelstam.Runtime.Tests;

/// <summary>Tests that measure how the process grows: they run alone, for what others allocate meanwhile would be counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "Memory of the process";
}

using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

/// <summary>Tests that run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DataMemoryCollection
{
    public const string Name = "Data, memory";
}

using Mandelstam.Generators.Tests.Accuracy;
using Mandelstam.Generators.Tests.Kit;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.Generators.Tests.Robustness;
using Mandelstam.Generators.Tests.Rules;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Mandelstam.Generators.Tests.Kit." + nameof(LongestFirst), "Mandelstam.Generators.Tests")]

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>Begins with the classes that take minutes: a class runs on one thread, and one that comes last leaves the others idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _longest =
        [.. new[] { typeof(RandomDeclarationTests), typeof(FuzzTests), typeof(AnalysisScanTests), typeof(ProgramsTests) }.Select(static type => type.FullName!)];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static collection => Array.FindIndex(_longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : _longest.Length);
}

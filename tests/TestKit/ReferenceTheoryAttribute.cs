using Xunit;

namespace Mandelstam.TestKit;

/// <summary>A theory over the reference vectors; skipped, and counted as skipped, where they are not at hand.</summary>
public sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the vectors when the test is discovered.</summary>
    public ReferenceTheoryAttribute()
    {
        if (ReferenceData.Folder is null)
        {
            Skip = ReferenceFactAttribute.Reason;
        }
    }
}

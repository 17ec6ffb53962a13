using Xunit;

namespace Mandelstam.TestKit;

/// <summary>A test against the reference vectors; skipped, and counted as skipped, where they are not at hand.</summary>
public sealed class ReferenceFactAttribute : FactAttribute
{
    /// <summary>Why a test of the vectors may be skipped.</summary>
    internal const string Reason = "The reference vectors are not here: set MANDELSTAM_REFERENCE to their folder, or put them in ../shared/reference.";

    /// <summary>Looks for the vectors when the test is discovered.</summary>
    public ReferenceFactAttribute()
    {
        if (ReferenceData.Folder is null)
        {
            Skip = Reason;
        }
    }
}

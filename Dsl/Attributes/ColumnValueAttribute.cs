namespace Mandelstam;

/// <summary>The text that stands for an enum member in the file; the member's name if not given.</summary>
/// <example><code>public enum Process { [ColumnValue("htautau")] HTauTau, [ColumnValue("ztautau")] ZTauTau }</code></example>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = false, Inherited = false)]
public sealed class ColumnValueAttribute : Attribute
{
    /// <summary>Gives the file's text.</summary>
    /// <param name="text">The text, compared exactly.</param>
    public ColumnValueAttribute(string text)
    {
        Text = text;
    }

    /// <summary>The text in the file.</summary>
    public string Text { get; }
}

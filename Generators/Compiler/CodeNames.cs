namespace Mandelstam.Compiler;

/// <summary>Spelling of names.</summary>
public static class CodeNames
{
    /// <summary>PascalCase to camelCase.</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>camelCase to PascalCase.</summary>
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}

using System.Reflection;

namespace Mandelstam.Measurement;

/// <summary>The version that results name.</summary>
public static class VersionText
{
    /// <summary>The version of a type's assembly, without build metadata.</summary>
    /// <param name="type">The type.</param>
    public static string Of(Type type) =>
        (type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];
}

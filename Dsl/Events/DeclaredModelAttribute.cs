using System.ComponentModel;

namespace Mandelstam.Events;

/// <summary>A declaration's model, written by the compiler beside it, so that property tests can be generated in another project.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeclaredModelAttribute : Attribute
{
    /// <summary>Embeds a model.</summary>
    /// <param name="version">The shape of the compiler's models: only a compiler of the same shape can read it.</param>
    /// <param name="model">The model as text.</param>
    public DeclaredModelAttribute(string version, string model)
    {
        Version = version;
        Model = model;
    }

    /// <summary>The shape of the compiler's models.</summary>
    public string Version { get; }

    /// <summary>The model as text.</summary>
    public string Model { get; }
}

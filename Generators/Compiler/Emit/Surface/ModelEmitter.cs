using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>The declaration's own model, as an attribute on it.</summary>
public static class ModelEmitter
{
    /// <summary>The part of the declaration that carries its model.</summary>
    public static string Emit(EventSpec spec)
    {
        CodeWriter code = new();
        string attribute = $"[global::Mandelstam.Events.DeclaredModel({CSharp.Text(ModelText.Version)}, {CSharp.Text(ModelText.Write(spec))})]";
        return GeneratedFile.Close(code, GeneratedFile.Open(code, spec, attribute));
    }
}

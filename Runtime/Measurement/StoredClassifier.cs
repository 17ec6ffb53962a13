namespace Mandelstam.Measurement;

/// <summary>A classifier in the manifest; its weights lie beside it under its name.</summary>
internal sealed record StoredClassifier(string Name, bool UsesFlows);

namespace Mandelstam.Measurement;

/// <summary>A flow in the manifest; its weights lie beside it under its name.</summary>
internal sealed record StoredFlow(string Name, int Head, bool IsSignal, double Contrast, double Offset, double Width);

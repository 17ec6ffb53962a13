namespace Mandelstam.Networks;

/// <summary>Tells signal from background, event by event, in two categories.</summary>
public interface IEventClassifier : IDisposable
{
    /// <summary>Inputs per event.</summary>
    int Inputs { get; }

    /// <summary>The classifier as it is now; what is trained later does not show in it. It lives as long as the classifier.</summary>
    IEventLogits Logits();
}

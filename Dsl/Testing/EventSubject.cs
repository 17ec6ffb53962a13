using Mandelstam.Events;

namespace Mandelstam.Testing;

/// <summary>A declaration under test: how to make, change and evaluate its events. Generated code derives one for each.</summary>
/// <typeparam name="TEvent">The declared record.</typeparam>
public abstract class EventSubject<TEvent>
{
    /// <summary>What an event is made of.</summary>
    public abstract EventLayout Layout { get; }

    /// <summary>The compiled model.</summary>
    public abstract EventModel Model { get; }

    /// <summary>The event that a draft describes.</summary>
    /// <param name="draft">The draft.</param>
    public abstract TEvent Make(EventDraft draft);

    /// <summary>The event after something was done to each of its stored members.</summary>
    /// <param name="e">The event.</param>
    /// <param name="action">What is done.</param>
    public abstract TEvent Map(TEvent e, EventAction action);

    /// <summary>The event after one nuisance alone.</summary>
    /// <param name="e">The event.</param>
    /// <param name="nuisance">The index of the nuisance.</param>
    /// <param name="value">Its value.</param>
    /// <param name="noise">The unit normals of all nuisances.</param>
    public abstract TEvent Vary(TEvent e, int nuisance, double value, double[] noise);

    /// <summary>The event after nuisances and corrections.</summary>
    /// <param name="e">The event.</param>
    /// <param name="nuisances">One value for each nuisance.</param>
    /// <param name="noise">The unit normals of all nuisances.</param>
    public abstract TEvent Perturb(TEvent e, double[] nuisances, double[] noise);

    /// <summary>The features, the declaration run as it is written.</summary>
    /// <param name="e">The event.</param>
    public abstract double[] Features(TEvent e);

    /// <summary>Does the event pass the selection?</summary>
    /// <param name="e">The event.</param>
    public abstract bool IsSelected(TEvent e);

    /// <summary>The ordinal of the event's category.</summary>
    /// <param name="e">The event.</param>
    public abstract int Category(TEvent e);

    /// <summary>The factor that the rate nuisances put on the weight.</summary>
    /// <param name="e">The event.</param>
    /// <param name="nuisances">One value for each nuisance.</param>
    public abstract double Rate(TEvent e, double[] nuisances);

    /// <summary>What a file would hold of an event, in its units but in double precision; of a label the ordinal, of a text nothing.</summary>
    /// <param name="e">The event.</param>
    /// <returns>One number for each column of the model.</returns>
    public abstract double[] Columns(TEvent e);

    /// <summary>Reads the event in the first row of a batch.</summary>
    /// <param name="batch">The batch.</param>
    public abstract TEvent Read(EventBatch batch);
}

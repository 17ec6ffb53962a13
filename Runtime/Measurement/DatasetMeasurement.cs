using System.Collections.Immutable;
using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Progress;
using Mandelstam.Publishing;
using Mandelstam.Randomness;
using TorchSharp;

namespace Mandelstam.Measurement;

/// <summary>Measures the signal strength of a data set with the models that a run has trained and calibrated.</summary>
/// <remarks>
/// The events are read batch by batch, taken through corrections and selection at nominal nuisances (data are as nature and detector made
/// them), scored and binned; the bins are fitted with the run's templates, and the run's belt turns the estimate into an interval. A file with
/// weights is taken as expected data: the sums of weights are fitted in place of counts.
/// </remarks>
/// <param name="definition">What is measured.</param>
/// <param name="progress">Told how long it goes.</param>
public sealed class DatasetMeasurement(MeasurementDefinition definition, IProgressReporter progress)
{
    private const int Toys = 200;

    // Of the expectation at strength one. The priors of the rates allow a few per cent; a factor is another luminosity.
    private const double SuspiciousRatio = 1.5;

    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Measures.</summary>
    /// <param name="data">The events.</param>
    /// <param name="modelFolder">What a run wrote.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="MandelstamException">The data or the models are not usable; the message says what is wrong with which file.</exception>
    public DatasetResult Measure(string data, string modelFolder, CancellationToken cancellation = default)
    {
        (TrainedModels models, ImmutableArray<StoredMethod> methods, string trainingData) = ModelStore.Load(modelFolder, definition, torch.CPU);
        using TrainedModels owned = models;
        if (File.Exists(data) && RunFolder.DigestOf(data) == trainingData)
        {
            throw new MandelstamException(
                $"'{data}' is the file that trained the models in '{modelFolder}'. They know half of its events by heart, so its signal strength would come out wrong. Measure events that the training has not seen.");
        }

        Scorer scorer = new(definition, models, [.. methods.Select(static m => m.Binning)], _threads);

        // A run writes its main method first.
        const int main = 0;
        StoredMethod method = methods[main];
        (double[] counts, ObservedEvents events) = Bin(data, scorer, main, cancellation);
        Check(data, events, counts);

        using IStage stage = progress.Begin("Fit");
        Publication publication = Publication.Of(definition, method.Name, method.Binning, method.Templates, method.Belt, counts);
        BinnedLikelihood likelihood = publication.Best.Likelihood;
        FitResult fit = publication.Best.Fit;
        BeltInterval interval = method.Belt.Invert(fit.Strength.Value);
        GoodnessOfFit goodness = events.IsWeighted
            ? new(fit.Deviance, fit.DegreesOfFreedom, double.NaN, 0)
            : GoodnessOfFit.ByToys(likelihood, fit, Toys, CounterRandom.SeedFor(1, "goodness of fit"), _threads);
        return new(
            data,
            definition,
            method,
            publication,
            interval,
            goodness,
            events,
            [.. counts],
            [.. Warnings(method, likelihood, fit, interval, counts)]);
    }

    private static IEnumerable<string> Warnings(StoredMethod method, BinnedLikelihood likelihood, FitResult fit, BeltInterval interval, double[] counts)
    {
        if (!fit.Converged)
        {
            yield return "The fit did not converge; its numbers are those at which it ended.";
        }

        if (interval.Extrapolated)
        {
            yield return FormattableString.Invariant(
                $"The interval reaches beyond the strengths that the belt was made for ({method.Belt.Mu[0]} to {method.Belt.Mu[^1]}); it lies on the belt's straight continuation, where coverage was not tested.");
        }

        foreach (FittedParameter parameter in fit.Parameters.Where(static p => p.AtBound))
        {
            yield return FormattableString.Invariant($"The nuisance {parameter.Name} ended at the end of its range, {parameter.Value:G4}; its error is not known.");
        }

        double expected = likelihood.Expected([.. likelihood.Parameters.Select(static p => p.Nominal)]).Sum(), ratio = counts.Sum() / expected;
        if (ratio is > SuspiciousRatio or < 1 / SuspiciousRatio)
        {
            yield return FormattableString.Invariant(
                $"The data have {counts.Sum():F0} events where the models expect {expected:F0} at a signal strength of 1. Were the models trained for another luminosity?");
        }
    }

    private (double[] Counts, ObservedEvents Events) Bin(string data, Scorer scorer, int method, CancellationToken cancellation)
    {
        EventModel model = definition.Model;
        int weightColumn = Population.WeightColumn(model);
        double[] nominal = model.NominalNuisances();
        double[] counts = new double[scorer.BinsOfMethod(method)];
        long read = 0, selected = 0;
        long[] used = new long[definition.Categories.Length];
        double weightRead = 0, weightSelected = 0;
        double[] weightUsed = new double[used.Length];
        bool isWeighted = false;
        ReadOptions options = new()
        {
            Weights = ColumnPresence.Optional,
            Labels = ColumnPresence.Optional,
            OnUnusedColumns = columns => progress.Say($"Columns of '{data}' that '{model.Name}' does not name are left alone: {string.Join(", ", columns)}."),
        };
        using IStage stage = progress.Begin("Score the data");
        foreach (EventBatch batch in EventFile.Read(data, model, options))
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<float> weights = batch.Has(weightColumn) ? batch.Column(weightColumn).AsSpan(0, batch.Rows) : [];
            isWeighted |= weights.ContainsAnyExcept(1f);
            read += batch.Rows;
            weightRead += weights.IsEmpty ? batch.Rows : Sum(weights);

            ScoredEvents scored = scorer.Score(batch, nominal, [], method);
            selected += scored.Perturbed.Count;
            weightSelected += scored.Perturbed.Weight.Sum();
            ushort[] bins = scorer.BinsOf(scored, method);
            for (int i = 0; i < bins.Length; i++)
            {
                counts[bins[i]] += scored.Weight[i];
                used[scored.Heads[i]]++;
                weightUsed[scored.Heads[i]] += scored.Weight[i];
            }

            stage.Advance(batch.Rows);
        }

        return (counts, new(read, selected, [.. used], weightRead, weightSelected, [.. weightUsed], isWeighted));
    }

    private void Check(string data, ObservedEvents events, double[] counts)
    {
        string categories = string.Join(", ", definition.Categories.Select(c => definition.Model.Categories[c]));
        long used = events.Used.Sum();
        if (used < counts.Length)
        {
            throw new MandelstamException(
                $"'{data}' has too few events to be measured: of {events.Read} read and {events.Selected} selected, {used} are of the categories {categories}, fewer than the {counts.Length} bins of the fit.");
        }

        if (!(counts.Sum() > 0))
        {
            throw new MandelstamException($"'{data}' cannot be measured: the weights of its {used} events of the categories {categories} are all zero.");
        }
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}

using Mandelstam.Data;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;
using Mandelstam.Progress;
using TorchSharp;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>One run with tiny networks on the shipped sample, made once for all tests that need trained models.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mandelstam-run-").FullName;

    /// <summary>Trains, calibrates and writes the results.</summary>
    public TrainedRun()
    {
        torch.set_num_threads(Environment.ProcessorCount);
        File.WriteAllText(
            Path("tiny.json"),
            """
            {
              "flow": { "couplings": 4, "hiddenLayers": 1, "hiddenWidth": 16 }, "flowTraining": { "steps": 40 },
              "classifierMembers": 2, "classifierPasses": 1, "classifierTraining": { "steps": 300 },
              "replicas": 1, "beltDraws": 6, "testDraws": 6, "eventExperiments": 2
            }
            """);
        Options = MeasurementOptions.Read(Path("tiny.json"), MeasurementOptions.Quick);
        Folder = Path("run");
        Result = Run(Folder, new SilentProgress(), CancellationToken.None);
    }

    /// <summary>The simulated events that ship with the example.</summary>
    public static string Sample => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "higgs_sample.parquet");

    /// <summary>The tiny set-up.</summary>
    public MeasurementOptions Options { get; }

    /// <summary>The finished run's folder.</summary>
    public string Folder { get; }

    /// <summary>What it found.</summary>
    public MeasurementResult Result { get; }

    /// <summary>A path in a folder that goes away with the fixture.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Runs the same again, in another folder or the same one.</summary>
    internal MeasurementResult Run(string folder, IProgressReporter progress, CancellationToken cancellation)
    {
        MeasurementRequest request = new(Sample, null, folder, 1, "cpu", Options);
        MeasurementResult result = new MeasurementRun(new SignalStrength(), request, progress).Run(cancellation);
        ResultFiles.Write(result);
        return result;
    }

    /// <summary>The half of the sample that no network has seen, weighted to the whole sample's yields: what templates are made of.</summary>
    internal static EventBatch Population()
    {
        EventBatch events = EventFile.ReadAll(Sample, HiggsTauTau.Model);
        (_, int[] held) = Mandelstam.Measurement.Population.Halve(events.Rows, 1);
        return Mandelstam.Measurement.Population.Take(events, held, Mandelstam.Measurement.Population.Totals(events), "population");
    }

    /// <summary>Writes the primary columns of events, with weights and labels where they are given.</summary>
    internal string Write(string name, EventModel model, Func<int, float[]> columnOf, int rows, float[]? weights = null, string[]? labels = null)
    {
        int[] primary = [.. Enumerable.Range(0, model.Columns.Length).Where(c => model.Columns[c].Role == ColumnRole.Primary)];
        List<TableColumn> columns = [.. primary.Select(c => new TableColumn(model.Columns[c].Name, TableColumnType.Float32))];
        List<Array> values = [.. primary.Select(columnOf)];
        if (weights is not null)
        {
            columns.Add(new("weights", TableColumnType.Float32));
            values.Add(weights);
        }

        if (labels is not null)
        {
            columns.Add(new("detailed_labels", TableColumnType.Text));
            values.Add(labels);
        }

        using TableWriter table = TableWriter.Create(Path(name), columns);
        table.Append([.. values], rows);
        table.Complete();
        return Path(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

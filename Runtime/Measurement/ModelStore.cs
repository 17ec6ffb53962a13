using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mandelstam.Flows;
using Mandelstam.Inference;
using Mandelstam.Networks;
using TorchSharp;

namespace Mandelstam.Measurement;

/// <summary>Trained models as files: weights in safetensors, all else in one JSON. What is loaded is checked against the declaration.</summary>
public static class ModelStore
{
    private const string Manifest = "model.json";
    private const int Format = 3;

    /// <summary>Writes the models of a run.</summary>
    /// <param name="folder">Where to; made where it is missing.</param>
    /// <param name="definition">What is measured.</param>
    /// <param name="options">How it was trained.</param>
    /// <param name="models">The networks.</param>
    /// <param name="methods">Bins, templates and belts; methods of trees, or of nets that are told nuisances, are not stored.</param>
    /// <param name="trainingData">Digest of the file whose events trained them.</param>
    /// <param name="version">The version that wrote them.</param>
    public static void Save(
        string folder,
        MeasurementDefinition definition,
        MeasurementOptions options,
        TrainedModels models,
        ImmutableArray<MethodResult> methods,
        string trainingData,
        string version)
    {
        Directory.CreateDirectory(folder);
        string fingerprint = Fingerprint(definition, options);
        foreach (TrainedFlow flow in models.Flows)
        {
            Write(folder, flow.Name, flow.Flow, fingerprint);
        }

        // Trees and nets that are told nuisances come last, and are not for measuring.
        TrainedClassifier[] classifiers = [.. models.Classifiers.Where(static c => c.Network is TwoHeadedClassifier && !c.SeesNuisances)];
        foreach (TrainedClassifier classifier in classifiers)
        {
            Write(folder, classifier.Name, (TwoHeadedClassifier)classifier.Network, fingerprint);
        }

        (MethodResult Result, TrainedMethod Trained)[] measuring =
            [.. methods.Select(m => (m, models.Methods.First(t => t.Name == m.Name))).Where(m => m.Item2.Members.All(i => i < classifiers.Length))];
        StoredModel stored = new(
            Format,
            definition.Name,
            fingerprint,
            version,
            trainingData,
            options.ToJson(),
            models.ClassifierScale.ToJson(),
            [.. models.FlowScales.Select(static s => s.ToJson())],
            [.. models.Flows.Select(static f => new StoredFlow(f.Name, f.Head, f.IsSignal, f.Contrast, f.Offset, f.Width))],
            [.. classifiers.Select(static c => new StoredClassifier(c.Name, c.UsesFlows))],
            [.. measuring.Select(static m => new StoredMethod(m.Result.Name, m.Trained.FitsNuisances, m.Trained.Members, m.Result.Binning, m.Result.Templates, m.Result.Belt))]);

        // Last: a folder with a manifest is whole.
        InferenceJson.Write(Path.Combine(folder, Manifest), stored);
    }

    /// <summary>Reads models.</summary>
    /// <param name="folder">A run's folder, or its "model" folder.</param>
    /// <param name="definition">What is to be measured.</param>
    /// <param name="device">Where the networks go.</param>
    /// <returns>The networks, what turns scores into intervals, and the digest of the file whose events trained them.</returns>
    /// <exception cref="MandelstamException">The folder holds no models, or those of another declaration or version.</exception>
    public static (TrainedModels Models, ImmutableArray<StoredMethod> Methods, string TrainingData) Load(string folder, MeasurementDefinition definition, torch.Device device)
    {
        (StoredModel stored, MeasurementOptions options, string inner) = ReadManifest(folder, definition);
        ImmutableArray<TrainedFlow>.Builder flows = ImmutableArray.CreateBuilder<TrainedFlow>();
        foreach (StoredFlow flow in stored.Flows)
        {
            ContrastiveFlow network = new(definition.FlowInputs(flow.Head).Length, options.Flow, 0, device: device);
            Read(inner, flow.Name, network, stored.Fingerprint);
            flows.Add(new(flow.Name, flow.Head, flow.IsSignal, flow.Contrast, network, flow.Offset, flow.Width));
        }

        int variables = definition.ClassifierInputs.Length, phi = flows.Count(static f => f.Head == 0);
        ImmutableArray<TrainedClassifier>.Builder classifiers = ImmutableArray.CreateBuilder<TrainedClassifier>();
        foreach (StoredClassifier classifier in stored.Classifiers)
        {
            TwoHeadedClassifier network = new(variables + (classifier.UsesFlows ? phi : 0), options.Classifier, 0, device);
            Read(inner, classifier.Name, network, stored.Fingerprint);
            classifiers.Add(new(classifier.Name, classifier.UsesFlows, network));
        }

        TrainedModels models = new(
            definition,
            Standardizer.FromJson(stored.ClassifierScale),
            [.. stored.FlowScales.Select(Standardizer.FromJson)],
            flows.ToImmutable(),
            classifiers.ToImmutable(),
            [.. stored.Methods.Select(static m => new TrainedMethod(m.Name, m.FitsNuisances, m.Members))]);
        return (models, stored.Methods, stored.TrainingData);
    }

    /// <summary>Reads what turns scores into intervals, without the networks.</summary>
    /// <param name="folder">A run's folder, or its "model" folder.</param>
    /// <param name="definition">What is measured.</param>
    /// <returns>Bins, templates and belt of each method, the main one first.</returns>
    /// <exception cref="MandelstamException">The folder holds no models, or those of another declaration or version.</exception>
    public static ImmutableArray<StoredMethod> LoadMethods(string folder, MeasurementDefinition definition) => ReadManifest(folder, definition).Stored.Methods;

    private static (StoredModel Stored, MeasurementOptions Options, string Folder) ReadManifest(string folder, MeasurementDefinition definition)
    {
        string inner = File.Exists(Path.Combine(folder, Manifest)) ? folder : Path.Combine(folder, "model");
        string file = Path.Combine(inner, Manifest);
        if (!File.Exists(file))
        {
            throw new MandelstamException($"'{folder}' holds no trained models (there is no {Manifest}). Give the folder that a finished run wrote.");
        }

        StoredModel stored = InferenceJson.Read<StoredModel>(file);
        CheckComplete(stored, file);
        MeasurementOptions options = ReadOptions(stored, file);
        if (stored.Format != Format || stored.Definition != definition.Name || stored.Fingerprint != Fingerprint(definition, options))
        {
            throw new MandelstamException(
                $"'{folder}' holds models of '{stored.Definition}' (version {stored.Version}), which were trained for another declaration, other inputs or another format than '{definition.Name}' now has. Train again.");
        }

        return (stored, options, inner);
    }

    // A manifest that somebody has edited, or that was written by another version, may lack any part of it.
    private static void CheckComplete(StoredModel stored, string file)
    {
        string? missing =
            stored.Definition is null ? "definition"
            : stored.Fingerprint is null ? "fingerprint"
            : stored.TrainingData is null ? "trainingData"
            : stored.Options is null ? "options"
            : stored.ClassifierScale is null ? "classifierScale"
            : stored.FlowScales.IsDefaultOrEmpty ? "flowScales"
            : stored.Flows.IsDefaultOrEmpty ? "flows"
            : stored.Classifiers.IsDefaultOrEmpty ? "classifiers"
            : stored.Methods.IsDefaultOrEmpty ? "methods"
            : stored.Methods.Any(static m => m.Binning is null) ? "binning"
            : stored.Methods.Any(static m => m.Templates is null) ? "templates"
            : stored.Methods.Any(static m => m.Belt is null) ? "belt"
            : null;
        if (missing is not null)
        {
            throw new MandelstamException($"'{file}' is not whole: it lacks {missing}. Run the training to its end again.");
        }

        StoredMethod? bad = stored.Methods.FirstOrDefault(m =>
            m.Members.IsDefaultOrEmpty || m.Members.Any(i => i < 0 || i >= stored.Classifiers.Length) || m.Templates.Bins != m.Binning.Bins);
        if (bad is not null)
        {
            string members = bad.Members.IsDefaultOrEmpty ? "no classifiers" : $"the classifiers {string.Join(", ", bad.Members)} of {stored.Classifiers.Length}";
            throw new MandelstamException(
                $"'{file}' contradicts itself: method '{bad.Name}' has {members}, {bad.Binning.Bins} bins and templates of {bad.Templates.Bins}. Run the training again.");
        }
    }

    private static MeasurementOptions ReadOptions(StoredModel stored, string file)
    {
        try
        {
            MeasurementOptions options = MeasurementOptions.FromJson(stored.Options);
            options.Validate();
            return options;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new MandelstamException($"The options in '{file}' are not those of this version: {e.Message}", e);
        }
    }

    private static void Write(string folder, string name, torch.nn.Module module, string fingerprint) => Safetensors.Save(
        Path.Combine(folder, name + ".safetensors"),
        module.state_dict().Select(static p => (p.Key, p.Value)),
        new Dictionary<string, string> { [Safetensors.FingerprintKey] = $"{fingerprint} {name}" });

    private static void Read(string folder, string name, torch.nn.Module module, string fingerprint) =>
        Safetensors.LoadInto(Path.Combine(folder, name + ".safetensors"), module, $"{fingerprint} {name}");

    // What the weights' meaning depends on: the declared inputs and the architectures.
    private static string Fingerprint(MeasurementDefinition definition, MeasurementOptions options)
    {
        string text = string.Join('\n',
            definition.Name,
            string.Join(',', definition.Model.Columns),
            string.Join(',', definition.Model.Features.Select(static f => f.Name + f.Formula)),
            string.Join(',', definition.ClassifierInputs),
            string.Join(',', definition.FlowInputs(0)),
            string.Join(',', definition.FlowInputs(1)),
            options.Flow.ToString(),
            options.Classifier.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

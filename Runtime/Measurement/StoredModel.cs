using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>The manifest beside the weights.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Definition">What is measured.</param>
/// <param name="Fingerprint">Digest of declaration, inputs and architectures.</param>
/// <param name="Version">The version that wrote it.</param>
/// <param name="TrainingData">Digest of the file whose events trained the networks: measured again, it would give a biased number.</param>
/// <param name="Options">The method's options, as JSON.</param>
/// <param name="ClassifierScale">Scale of the classifiers' variables, as JSON.</param>
/// <param name="FlowScales">Scale of the flows' variables in each category, as JSON.</param>
/// <param name="Flows">The flows.</param>
/// <param name="Classifiers">The classifiers.</param>
/// <param name="Methods">The methods.</param>
internal sealed record StoredModel(
    int Format,
    string Definition,
    string Fingerprint,
    string Version,
    string TrainingData,
    string Options,
    string ClassifierScale,
    ImmutableArray<string> FlowScales,
    ImmutableArray<StoredFlow> Flows,
    ImmutableArray<StoredClassifier> Classifiers,
    ImmutableArray<StoredMethod> Methods);

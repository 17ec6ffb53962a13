using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Testing;

namespace Mandelstam.Examples.Tests;

/// <summary>What must hold of the declaration whatever the event: generated from the model that it carries.</summary>
[PhysicsProperties(typeof(HiggsTauTau))]
public partial class HiggsProperties;

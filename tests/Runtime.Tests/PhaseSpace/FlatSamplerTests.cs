using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

public sealed class FlatSamplerTests
{
    [Theory]
    [InlineData("Z -> nu_e anti-nu_e gamma", typeof(StiefelSampler))]
    [InlineData("Z -> mu+ mu- mu+ mu- e+ e-", typeof(StiefelSampler))]
    [InlineData("K+ -> pi+ pi+ pi-", typeof(SequentialSampler))]
    [InlineData("K_S0 -> pi+ pi-", typeof(SequentialSampler))]
    [InlineData("B+ -> (anti-D0 -> K+ pi-) pi+", typeof(StiefelSampler))]
    public void Fast_particles_come_of_massless_ones_and_slow_ones_of_decays(string process, Type sampler) =>
        Assert.IsType(sampler, FlatSampler.Of(ProcessDefinition.Parse(process)));

    [Theory]
    [InlineData("K+ -> pi+ pi+ pi-", 0.3)]
    [InlineData("mu- -> e- anti-nu_e nu_mu", 0.9)]
    [InlineData("B+ -> anti-D0 pi+ pi+ pi-", 0.1)]
    [InlineData("tau- -> pi- pi- pi+ pi0 nu_tau", 0.05)]
    public void Weights_are_even_enough_to_unweight(string process, double least)
    {
        ProcessEstimate estimate = ProcessEstimate.Of(ProcessDefinition.Parse(process), events: 1 << 16);
        Assert.InRange(estimate.Efficiency, least, 1);
    }
}

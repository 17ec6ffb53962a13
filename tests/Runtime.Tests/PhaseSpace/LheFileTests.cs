using Mandelstam.PhaseSpace;
using Mandelstam.PhaseSpace.Files;
using Mandelstam.Processes;
using Mandelstam.Runtime.Tests.Data;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

public sealed class LheFileTests
{
    [Theory]
    [InlineData("decay.lhe")]
    [InlineData("decay.lhe.gz")]
    public void What_is_written_is_read_to_the_last_bit(string name)
    {
        using TemporaryFolder folder = new();
        ProcessDefinition process = ProcessDefinition.Parse("B+ -> (anti-D0 -> K+ pi-) pi+");
        PhaseSpaceSampler sampler = FlatSampler.Of(process);
        PhaseSpacePoints points = sampler.Sample(300, 5);
        ProcessEstimate estimate = ProcessEstimate.Of(process, sampler, 1024);
        string path = folder[name];
        using (EventSink sink = EventSink.Create(path, new(process, estimate, IsUnweighted: false, Seed: 5)))
        {
            sink.Append(points);
            Assert.False(File.Exists(path));
            sink.Complete();
        }

        using LheFile file = LheFile.Open(path);
        Assert.Equal(new("3.0", (521, 0), (5.27941, 0), 4, estimate.Volume, estimate.VolumeError, estimate.Maximum), file.Run);
        int row = 0;
        foreach (LheEvent one in file.Events())
        {
            Assert.Equal(points.Weights[row], one.Weight);
            Assert.Equal(5.27941, one.Scale);
            Assert.Equal(new(521, -1, 0, 0, 0, 0, 0, 5.27941, 5.27941), one.Particles[0]);
            Assert.Equal([521, -421, 321, -211, 211], one.Particles.Select(static p => p.Id));
            Assert.Equal([0, 1, 2, 2, 1], one.Particles.Select(static p => p.FirstMother));
            int[] leaves = [2, 3, 4];
            for (int i = 0; i < leaves.Length; i++)
            {
                LheParticle particle = one.Particles[leaves[i]];
                Assert.Equal(
                    (points.Energy(i)[row], points.Px(i)[row], points.Py(i)[row], points.Pz(i)[row]), (particle.Energy, particle.Px, particle.Py, particle.Pz));
            }

            row++;
        }

        Assert.Equal(300, row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("<LesHouchesEvents version=\"3.0\"></LesHouchesEvents>")]
    [InlineData("<LesHouchesEvents version=\"3.0\"><init> 1 2 3</init></LesHouchesEvents>")]
    [InlineData("<LesHouchesEvents version=\"3.0\"><init> 1 2 3 4 0 0 0 0 x 1</init></LesHouchesEvents>")]
    public void What_is_no_such_file_is_refused(string text)
    {
        using TemporaryFolder folder = new();
        string path = folder["bad.lhe"];
        File.WriteAllText(path, text);
        Assert.Contains("bad.lhe", Assert.Throws<MandelstamException>(() => LheFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_and_one_not_completed_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        ProcessDefinition process = ProcessDefinition.Parse("pi0 -> gamma gamma");
        PhaseSpaceSampler sampler = FlatSampler.Of(process);
        string path = folder["cut.lhe"];
        using (EventSink sink = EventSink.Create(path, new(process, ProcessEstimate.Of(process, sampler, 1024), IsUnweighted: true, Seed: 1)))
        {
            sink.Append(sampler.Sample(5000, 1));
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!));
        File.WriteAllText(path, "<LesHouchesEvents version=\"3.0\"><init> 111 0 0.1 0 0 0 0 0 3 1 1 0 1 1</init><event> 3 1 1 0.1 -1 -1 111 -1 0</event>");
        using LheFile file = LheFile.Open(path);
        Assert.Throws<MandelstamException>(() => file.Events().ToList());
    }
}

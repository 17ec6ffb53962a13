using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0102: a boost by a momentum, or in the wrong direction.</summary>
public sealed class BoostTests
{
    [Theory]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:z.P3|});")]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:z|});")]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:z.Pz|});")]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:0.5|});")]
    [InlineData("var pStar = p.Boost({|CS1503:{|PHY0102:z.Velocity|}|});")]
    [InlineData("var v = z.Velocity; FourVector<Rest> pStar = p.Boost({|CS1503:{|PHY0102:v|}|});")]
    [InlineData("var pStar = p.Boost({|CS1503:{|PHY0102:z.VelocityOf<Z>()|}|});")]
    [InlineData("var back = star.Boost({|CS1503:{|PHY0102:-z.Velocity|}|});")]
    [InlineData("var pStar = p.{|CS1061:Boosted|}({|PHY0102:z.P3|});")]
    [InlineData("var pStar = p.Boost({|PHY0102:z.{|CS1061:ThreeMomentum|}|});")]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:-z.P3|});")]
    [InlineData("var pStar = p.{|CS0411:Boost|}({|PHY0102:(z.Px / z.E, z.Py / z.E, z.Pz / z.E)|});")]
    [InlineData("var pStar = p.Boost({|PHY0102:-({|CS0019:z.P3 / z.E|})|});")]
    [InlineData("var pStar = p.InRestFrameOf({|CS1503:{|PHY0102:z.P3|}|});")]
    [InlineData("var pStar = p.InRestFrameOf({|CS1503:{|PHY0102:z.Velocity|}|});")]
    [InlineData("var pStar = p.InRestFrameOf({|PHY0102:-z|});")]
    [InlineData("var back = star.ToLab({|PHY0102:-z|});")]
    [InlineData("var b = p.BoostedZ({|CS1503:{|PHY0102:z.Pz|}|});")]
    [InlineData("var b = p.BoostedZ({|PHY0102:-z.Pz / z.E|});")]
    [InlineData("var b = p.BoostedZ({|PHY0102:z.Velocity.Z|});")]
    [InlineData("var b = z.BoostedZ({|PHY0102:z.Rapidity|});")]
    [InlineData("var pair = p + q; var b = p.BoostedZ({|PHY0102:pair.Rapidity|});")]
    public Task A_boost_of_the_wrong_kind_or_direction_is_marked(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements));

    [Theory]
    [InlineData("FourVector<Rest> pStar = p.Boost(-z.Velocity); FourVector<Lab> back = pStar.Boost(z.Velocity);")]
    [InlineData("FourVector<Rest<Z>> inZ = p.Boost(-z.VelocityOf<Z>()); FourVector<Lab> back = nuInZ.Boost(z.VelocityOf<Z>());")]
    [InlineData("FourVector<Rest> pStar = p.InRestFrameOf(z); FourVector<Lab> back = pStar.ToLab(z);")]
    [InlineData("FourVector<Rest> recoil = p.InRestFrameOf(z - q);")]
    [InlineData("var b = p.BoostedZ(-z.Rapidity).BoostedZ(0.5).BoostedZ(q.Rapidity);")]
    [InlineData("var pair = p + q; var b = p.BoostedZ(-pair.Rapidity);")]
    [InlineData("double beta = z.Velocity.Beta, gamma = z.Velocity.Gamma; var b = p.BoostedZ(Math.Atanh(z.Pz / z.E));")]
    [InlineData("double cosine = p.P3.Dot(q.P3) / (p.P3.Magnitude * q.P3.Magnitude);")]
    [InlineData("double ratio = z.Pz / z.E; bool fast = ratio > 0.9;")]
    public Task A_boost_along_its_type_is_silent(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements));

    [Theory]
    [InlineData("var pStar = p.Boost(z.P3);", "var pStar = p.InRestFrameOf(z);")]
    [InlineData("var pStar = p.Boost(z.Velocity);", "var pStar = p.InRestFrameOf(z);")]
    [InlineData("var back = star.Boost(-z.Velocity);", "var back = star.ToLab(z);")]
    [InlineData("var pStar = p.InRestFrameOf(-z);", "var pStar = p.InRestFrameOf(z);")]
    [InlineData("var b = z.BoostedZ(z.Rapidity);", "var b = z.BoostedZ(-z.Rapidity);")]
    [InlineData("var b = p.BoostedZ(-z.Pz / z.E);", "var b = p.BoostedZ(-z.Rapidity);")]
    [InlineData("var b = z.BoostedZ(z.Pz / z.E);", "var b = z.BoostedZ(-z.Rapidity);")]
    [InlineData("var pair = p + q; var b = p.BoostedZ(pair.Rapidity.Value);", "var pair = p + q; var b = p.BoostedZ(-pair.Rapidity.Value);")]
    [InlineData("var b = z.BoostedZ(- -z.Rapidity);", "var b = z.BoostedZ(-z.Rapidity);")]
    [InlineData("var pStar = p.InRestFrameOf(-1 * z);", "var pStar = p.InRestFrameOf(z);")]
    public Task The_boost_is_rewritten(string wrong, string right) => Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    /// <summary>Of what comes from other libraries, only the name is known.</summary>
    [Fact]
    public Task A_boost_of_other_vectors_is_silent() => Project.Plain.VerifyAsync(Analysis.Of(
        "var v = new Other().Boost(3.GeV);", "public sealed class Other { public Other Boost(Energy by) => this; }"));
}

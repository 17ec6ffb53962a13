using System.Reflection;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>What the attributes say when read back, and where they may stand.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void Values_read_back_and_what_is_not_given_is_not_a_number()
    {
        ColumnAttribute column = Member<ColumnAttribute>(nameof(Declared.Jets));
        Assert.Equal(["jet_{pt,eta,phi}"], column.Names);
        Assert.Equal(("n_jets", -25.0, EnergyUnit.MeV, Coordinates.PtEtaPhi), (column.Count, column.Absent, column.Unit, column.Coordinates));
        Assert.True(double.IsNaN(Member<ColumnAttribute>(nameof(Declared.Weight)).Absent));

        FeatureAttribute feature = Member<FeatureAttribute>(nameof(Declared.Balance));
        Assert.Null(feature.Name);
        Assert.True(double.IsNaN(feature.Absent));

        NuisanceAttribute nuisance = Member<NuisanceAttribute>(nameof(Declared.Scale));
        Assert.Equal((Prior.Normal, 1.0, 0.01, 0.9), (nuisance.Prior, nuisance.Mean, nuisance.Sigma, nuisance.Min));
        Assert.All([nuisance.Nominal, nuisance.Max, nuisance.LogMean, nuisance.LogSigma], x => Assert.True(double.IsNaN(x)));

        UnaffectedAttribute unaffected = Member<UnaffectedAttribute>(nameof(Declared.Balance));
        Assert.Equal((nameof(Declared.Scale), "a ratio"), (unaffected.Nuisance, unaffected.Justification));
        Assert.NotNull(Member<InvariantUnderAttribute<BoostZ, RotationZ>>(nameof(Declared.Balance)));
    }

    [Theory]
    [InlineData(typeof(EventAttribute), AttributeTargets.Class)]
    [InlineData(typeof(ColumnAttribute), AttributeTargets.Property)]
    [InlineData(typeof(ColumnValueAttribute), AttributeTargets.Field)]
    [InlineData(typeof(FeatureAttribute), AttributeTargets.Property)]
    [InlineData(typeof(NuisanceAttribute), AttributeTargets.Method)]
    [InlineData(typeof(RateNuisanceAttribute), AttributeTargets.Method)]
    [InlineData(typeof(NoiseAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(CorrectionAttribute), AttributeTargets.Method)]
    [InlineData(typeof(SelectionAttribute), AttributeTargets.Property)]
    [InlineData(typeof(CategoryAttribute), AttributeTargets.Property)]
    [InlineData(typeof(NotTranslatedAttribute), AttributeTargets.Property | AttributeTargets.Method)]
    public void Attributes_stand_where_they_mean_something(Type attribute, AttributeTargets targets) =>
        Assert.Equal(targets, attribute.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn);

    [Fact]
    public void Every_attribute_of_the_vocabulary_is_sealed_or_abstract_and_not_inherited()
    {
        Type[] attributes = [.. typeof(EventAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute)))];
        Assert.True(attributes.Length >= 21);
        Assert.All(attributes, type => Assert.True(type.IsSealed || type.IsAbstract));
        Assert.All(attributes.Where(type => type.IsSealed), type => Assert.False(type.GetCustomAttribute<AttributeUsageAttribute>()!.Inherited));
    }

    [Fact]
    public void Frames_and_symmetries_cannot_be_constructed()
    {
        Type[] markers = [.. typeof(Lab).Assembly.GetExportedTypes()
            .Where(type => !type.IsInterface && (type.IsAssignableTo(typeof(IFrame)) || type.IsAssignableTo(typeof(ISymmetry))))];
        Assert.True(markers.Length >= 10);
        Assert.All(markers, type => Assert.Empty(type.GetConstructors()));
    }

    private static TAttribute Member<TAttribute>(string name)
        where TAttribute : Attribute => typeof(Declared).GetMember(name).Single().GetCustomAttribute<TAttribute>()!;

    [Event(Unit = EnergyUnit.MeV)]
    private sealed record Declared
    {
        [Massless, Column("jet_{pt,eta,phi}", Count = "n_jets", Absent = -25, Unit = EnergyUnit.MeV, Coordinates = Coordinates.PtEtaPhi)]
        public UpTo2<FourVector<Lab>> Jets { get; init; }

        [Weight, Column("weights", Optional = true)]
        public double Weight { get; init; }

        [Feature, InvariantUnder<BoostZ, RotationZ>, Unaffected(nameof(Scale), Justification = "a ratio")]
        public double Balance => Jets[0].Pt / Jets[1].Pt;

        [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 0.9)]
        public Declared Scale(double factor) => this with { Jets = Jets.Map(jet => jet.ScaledMomentum(factor)) };
    }
}

using System.Globalization;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Each mistake has its diagnostic, at the construct, and no other; what is right is silent.</summary>
public sealed class RuleTests
{
    [Fact]
    public Task What_is_right_is_silent() => Verify("""
        [Feature] public Energy Mass => (Lepton + Lepton.BoostedZ(1)).Mass;
        [Feature(Absent = -1)] public double? First => Jets.Has(0) ? Jets[0].Eta : null;
        [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public Toy Scale(double s) => this with { Ht = s * Ht };
        [RateNuisance(Prior.Uniform, Min = 0, Max = 2)] public double Rate(double s) => Rate(s, 1);
        private static double Rate(double s, int power) => power == 1 ? s : s * s;
        [Correction] public Toy Rounded() => Rounded(1);
        private Toy Rounded(int decimals) => this with { Ht = Ht.Rounded(1) };
        [Selection] public bool Selected => Ht > 20.GeV;
        [Feature] public double Parts { get { var (a, b) = (Lepton.Pt, 2 * Ht); (Energy c, double d) = (a + b, 3); return d * (a / c); } }
        [NotTranslated] public string Title => $"{Ht}";
        """);

    [Theory]
    [InlineData("[Feature] public double F { get { double x = 0; for (int i = 0; {|PHY0002:i < Jets.Count|}; i++) { x += i; } return x; } }")]
    [InlineData("[Feature] public double F { get { double x = 0; for (int i = 0; {|PHY0002:i < 100|}; i++) { x += i; } return x; } }")]
    [InlineData("[Feature] public double F { get { double x = 0; {|PHY0001:for (int i = 0; i < 3; i++) { i += 1; x += i; }|} return x; } }")]
    [InlineData("[Feature] public double F { get { double x = 0; {|PHY0001:for (int i = Jets.Count; i < 3; i++) { x += i; }|} return x; } }")]
    [InlineData("[Feature] public double F { get { double x = 0; for (int i = 0; i < 3; i++) { {|PHY0001:while (x < i) { x += 1; }|} } return x; } }")]
    [InlineData("[Feature] public double F { get { double x = 0; {|PHY0001:do { x += 1; } while (x < 3);|} return x; } }")]
    [InlineData("[Feature] public double F { get { {|PHY0001:while (true) { }|} } }")]
    [InlineData("[Feature] public double F { get { {|PHY0001:foreach (double x in Edges) { return x; }|} return 0; } } private static readonly double[] Edges = [1, 2];")]
    [InlineData("[Feature] public double F { get { double x = 1; return {|PHY0001:x++|} + x; } }")]
    [InlineData("[Feature] public double F { get { {|PHY0001:try { return 1; } catch { return 2; }|} } }")]
    [InlineData("[Feature] public double F { get { if (Ht > 1.GeV) { return 1; } {|PHY0001:throw new InvalidOperationException();|} } }")]
    [InlineData("[Feature] public double F => Ht > 1.GeV ? 1 : {|PHY0001:throw new InvalidOperationException()|};")]
    [InlineData("[Feature] public double F { get { double y = 1; double Local(ref double x) => x; return {|PHY0001:Local(ref y)|}; } }")]
    [InlineData("[Feature] public double F { get { switch (Jets.Count) { case 0: {|PHY0001:goto default;|} default: return 2; } } }")]
    [InlineData("[Feature] public double F { get { double x = 0, y; x = {|PHY0001:y = 2|}; return x + y; } }")]
    [InlineData("[Feature] public double F => {|PHY0001:1 / 2|} * Lepton.Eta;")]
    [InlineData("[Feature] public double F => {|PHY0001:Jets.Count / 2|};")]
    [InlineData("[Feature] public double F => {|PHY0001:Jets.Count % 2|};")]
    [InlineData("[Feature] public double F => {|PHY0001:Jets.Count & 1|};")]
    [InlineData("[Feature] public int F => {|PHY0001:(int)Lepton.Eta.Value|};")]
    [InlineData("[Feature] public double F => {|PHY0001:(float)Lepton.Eta.Value|};")]
    [InlineData("[Feature] public double F { get { int n = Jets.Count; return {|PHY0001:n++|}; } }")]
    [InlineData("[Feature] public double F => {|PHY0001:new[] { 1.0, 2.0 }[0]|};")]
    [InlineData("[Feature] public bool F => {|PHY0001:\"a\" + Ht == \"b\"|};")]
    [InlineData("[Feature(Absent = 0)] public double? F => {|PHY0001:Jets[Jets.Count]|}.Eta;")]
    [InlineData("[Feature(Absent = 0)] public double? F => {|PHY0001:Jets[2]|}.Eta;")]
    [InlineData("[Feature] public Energy F => {|PHY0001:Ht.Rounded(Jets.Count)|};")]
    [InlineData("[Feature] public double F => {|PHY0001:Out(1, out double y)|} + y;\n    private static double Out(double x, out double y) => y = x;")]
    [InlineData("private enum Odd { A = 1, B }\n    [Feature] public double F => {|PHY0001:(int)(Ht > 1.GeV ? Odd.A : Odd.B)|};")]
    [InlineData("[Feature] public Energy F => (Jets.Has(0) ? Jets : {|PHY0001:default|}).Sum(j => j.Pt);")]
    [InlineData("private readonly record struct Window(Energy Low) { public bool Has(Energy m) => m > Low; }\n    [Feature] public bool F => {|PHY0002:Z.Has(Ht)|};\n    private static Window Z => new(80.GeV);")]
    [InlineData("private readonly record struct Window(Energy Low);\n    [Feature] public Energy F { get { var z = {|PHY0002:new Window(80.GeV)|}; return z.Low; } }")]
    [InlineData("[Feature] public double F => {|PHY0001:_one|};\n    private static double _one = 1;")]
    [InlineData("[Feature] public double F => Stored;\n    {|PHY0001:private double Stored { get; init; }|}")]
    [InlineData("[Feature] public double F => Sum({|PHY0001:(a, b) => a + b|});\n    private static double Sum(Func<double, double, double> f) => 1;")]
    [InlineData("[Feature] public double F => Apply({|PHY0001:(x, y) => x * y|});\n    private static double Apply(Func<double, double, double> f) => {|PHY0002:f(1, 2)|};")]
    [InlineData("private const double Half = {|PHY0001:1 / 2|};\n    [Feature] public double F => Half * Lepton.Eta;")]
    [InlineData("[Feature] public double F => {|PHY0002:new Other().X|};\n    private sealed class Other { public double X => 1; }")]
    public Task Csharp_without_a_batch_meaning_is_marked(string member) => Verify(member);

    [Theory]
    [InlineData("[Feature] public double F { get { return Half(Lepton) + Local(2); double Local(in double x) => x; } }\n    private static double Half(in FourVector<Lab> p) => p.Eta / 2;")]
    [InlineData("[Feature] public Energy F => Max(By(Ht), By(Ht, 3.GeV));\n    private static Energy By(Energy e, Energy by = default) => e + by;")]
    [InlineData("[Feature] public Energy F { get { Energy sum = default; sum += Ht; return sum + (Jets.Max(j => j.Pt) ?? default) + default(Energy); } }")]
    [InlineData("[Feature] public Energy F => Jets.Count switch { 1 => Ht, _ => default };")]
    [InlineData("[Feature] public Energy F => ((Ht > 1.GeV ? Lepton : default) + Fat.Sum(j => j)).Mass + (Ht > 1.GeV ? Lepton.Transverse : default).Pt;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Ht > 1.GeV ? (Ht > 2.GeV ? Lepton.Eta : default).Value : default(double?);")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => j.P3).Magnitude + Jets.Sum(j => j.P3.Direction).X * Ht;")]
    [InlineData("[Feature] public double F => Twice(Ht) + Twice(DeltaPhi(Lepton, Fat.Sum(j => j)));\n    private static double Twice<T>(T x) where T : struct, IQuantity<T> => 2 * x.Value;")]
    [InlineData("private enum Size { Small, Large }\n    private Size Of => Ht > 1.GeV ? Size.Large : Size.Small;\n    [Feature] public double F => (int)Of + (double)Of;")]
    public Task Csharp_that_says_the_same_is_silent(string member) => Verify(member);

    [Theory]
    [InlineData("[Feature] public Energy F => (Lepton + Fat.Sum(j => j.Transverse)).Pt;", "+(FourVector<Lab> a, TransverseVector<Lab> b) => a.Transverse + b")]
    [InlineData("[Feature] public Energy F { get { var sum = Fat.Sum(j => j.Transverse); sum -= Lepton; return sum.Pt; } }", "-(TransverseVector<Lab> a, FourVector<Lab> b) => a - b.Transverse")]
    public Task Operators_of_extension_blocks_are_helpers(string member, string operation) => Project.Plain.VerifyAsync(
        Event(member) + $"public static class Elsewhere {{ extension(FourVector<Lab>) {{ public static TransverseVector<Lab> operator {operation}; }} }}");

    [Theory]
    [InlineData("[Feature] public double F => {|PHY0002:System.Numerics.Vector2.Distance(default, default)|};")]
    [InlineData("[Feature] public double F => {|PHY0002:new[] { 1.0, 2.0 }.Sum()|};")]
    [InlineData("[Feature] public double F => {|PHY0002:Math.Cbrt(2)|};")]
    [InlineData("[Feature] public double F => {|PHY0002:Random.Shared.NextDouble()|};")]
    [InlineData("[Feature] public double F => {|PHY0002:DateTime.Now.Hour|};")]
    [InlineData("[Feature] public double F => {|PHY0002:Lepton.ToString().Length|};")]
    public Task An_operation_that_the_language_lacks_is_marked(string member) => Verify(member);

    [Theory]
    [InlineData("[Feature] public double F => Again(3);\n    private double Again(double x) => {|PHY0009:Again(x - 1)|};")]
    [InlineData("[Feature] public double F => {|PHY0009:1 + G|};\n    private double G => F;")]
    public Task A_body_that_refers_to_itself_is_marked(string member) => Verify(member);

    [Theory]
    [InlineData("[Event] public record {|PHY0003:Toy|} { }")]
    [InlineData("[Event] public partial class {|PHY0003:Toy|} { }")]
    [InlineData("[Event] public partial record {|PHY0010:Toy|}<T> { }")]
    [InlineData("[Event] public partial class {|PHY0003:Toy|} { [Column(\"x\")] public partial Energy X { get; init; } [Feature] public Energy F => X; }")]
    [InlineData("[Event] public partial record {|PHY0010:Toy|}<T> where T : class { [Column(\"x\")] public partial Energy X { get; init; } [Feature] public Energy F => X; }")]
    [InlineData("[Event] public partial record Base { [Column(\"x\")] public partial Energy X { get; init; } }\n[Event] public partial record Toy : {|PHY0014:Base|} { [Column(\"y\")] public partial Energy Y { get; init; } }")]
    [InlineData("[Event] public partial record {|PHY0008:Toy|}(double Extra) { [Column(\"x\")] public partial Energy X { get; init; } [Feature] public Energy F => X; }")]
    [InlineData("[Event] public abstract partial record {|PHY0008:Toy|} { [Column(\"x\")] public partial Energy X { get; init; } }")]
    [InlineData("[Event] public partial record Toy { [Column(\"x\")] public partial Energy X { get; init; } {|PHY0008:[NotTranslated] public required string Tag { get; init; }|} }")]
    public Task A_declaration_that_is_no_event_is_marked(string marked) => Project.Plain.VerifyAsync(marked);

    /// <summary>What nobody reads would leave events unselected without a word.</summary>
    [Theory]
    [InlineData("public abstract record Base { public abstract Energy X { get; init; } [{|PHY0008:Selection|}] public bool S => X > 20.GeV; [Feature] public Energy F => X; }\n[Event] public partial record Toy : Base { [Column(\"x\")] public override partial Energy X { get; init; } }")]
    [InlineData("public interface IHave { Energy X { get; } [{|PHY0008:Feature|}] Energy F => X; }\n[Event] public partial record Toy : IHave { [Column(\"x\")] public partial Energy X { get; init; } }")]
    [InlineData("[Event] public partial record Toy { [Column(\"x\")] public partial Energy X { get; init; } }\npublic static class More { extension(Toy e) { [{|PHY0008:Feature|}] public Energy F => e.X; } }")]
    [InlineData("public partial record Toy { [{|PHY0008:Column(\"x\")|}] public partial Energy {|CS9248:X|} { get; init; } [Feature] public Energy F => X; }")]
    public Task A_mark_outside_an_event_is_marked(string marked) => Project.Plain.VerifyAsync(marked);

    [Theory]
    [InlineData("[{|PHY0005:Column(\"x_{pt,eta}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x\")|}] public partial TransverseVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x\", \"y\")|}] public partial Energy X { get; init; }")]
    [InlineData("[Massless, {|PHY0005:Column(\"x{1,2,3}_{pt,eta,phi}\", Absent = 0)|}] public partial UpTo2<FourVector<Lab>> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x_{pt,eta,phi}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x_{px,py,pz}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x{1,2}_{pt,eta,phi}\", Absent = 0)|}] public partial UpTo2<FourVector<Lab>> X { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"x_{pt,eta,phi,m\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0006:Column(\"ht\")|}] public partial Energy X { get; init; }")]
    [InlineData("[Massless, {|PHY0006:Column(\"x_{pt,pt,phi}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[Feature(\"f\")] public double A => 1;\n    [{|PHY0006:Feature(\"f\")|}] public double B => 2;")]
    [InlineData("[{|PHY0006:Feature(\"ht\")|}] public double A => 1;")]
    [InlineData("{|PHY0007:public partial Energy X { get; init; }|}")]
    [InlineData("{|PHY0004:[Column(\"x\")] public partial DateTime X { get; init; }|}")]
    [InlineData("{|PHY0004:[Column(\"x\")] public partial DayOfWeek X { get; init; }|}")]
    [InlineData("[Massless, {|PHY0008:Column(\"x{1,2}_{pt,eta,phi}\")|}] public partial UpTo2<FourVector<Lab>> X { get; init; }")]
    [InlineData("[Label, {|PHY0011:Column(\"x\")|}] public partial AttributeTargets X { get; init; }")]
    public Task A_stored_member_that_does_not_fit_its_columns_is_marked(string member) => Verify(member);

    /// <summary>Three columns are those of a massless vector, if it is said to be one.</summary>
    [Fact]
    public Task Massless_is_written() => Project.Fixes.VerifyAsync(
        Event("[Column(\"x_{pt,eta,phi}\")] public partial FourVector<Lab> X { get; init; }"),
        Event("[Massless, Column(\"x_{pt,eta,phi}\")] public partial FourVector<Lab> X { get; init; }"));

    [Theory]
    [InlineData("[{|PHY0008:Feature|}] public FourVector<Lab> F => Lepton;")]
    [InlineData("[{|PHY0008:Selection|}] public double S => 1;")]
    [InlineData("[{|PHY0008:Category|}] public int C => 1;")]
    [InlineData("[{|PHY0011:Category|}] public AttributeTargets C => AttributeTargets.Class;")]
    [InlineData("[{|PHY0008:Correction|}] public Toy C(double x) => this;")]
    [InlineData("[{|PHY0008:Correction|}] public double C() => 1;")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public Toy N(double s) => this with { Ht = s * Ht };\n    [{|PHY0008:Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1)|}] public Toy N(Energy s) => this with { Ht = Ht + s };")]
    [InlineData("[{|PHY0008:Nuisance(Prior.Normal, Mean = 1, Sigma = 1)|}] public double N(double x) => x;")]
    [InlineData("[{|PHY0008:Nuisance(Prior.Normal, Mean = 1, Sigma = 1)|}] public Toy N(double x, double y) => this with { Ht = x * y * Ht };")]
    [InlineData("[{|PHY0008:Nuisance(Prior.Normal, Mean = 1, Sigma = 1)|}] public Toy N(GeV2 x) => this;")]
    [InlineData("[{|PHY0008:RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)|}] public Energy R(double x) => x.GeV;")]
    [InlineData("[{|PHY0008:Feature|}] public static double F => 1;")]
    [InlineData("[{|PHY0008:Selection|}] public static bool S => 1 > 2;")]
    [InlineData("[{|PHY0008:Feature(\"a\\nb\")|}] public double F => Lepton.Eta;")]
    [InlineData("[{|PHY0008:Column(\"k\", Absent = -1)|}] public partial bool IsTight { get; init; }")]
    [InlineData("[{|PHY0008:Label|}, Column(\"k\")] public partial Small Kind { get; init; }\n    public enum Small : byte { A, B }")]
    public Task A_member_of_the_wrong_shape_is_marked(string member) => Verify(member);

    [Theory]
    [InlineData("{|PHY0502:Nuisance(Prior.Normal, Sigma = 1)|}")]
    [InlineData("{|PHY0502:Nuisance(Prior.Normal, Mean = 1)|}")]
    [InlineData("Nuisance(Prior.Normal, Mean = 1, {|PHY0502:Sigma = 0|})")]
    [InlineData("Nuisance(Prior.Normal, Mean = 1, {|PHY0502:Sigma = double.PositiveInfinity|})")]
    [InlineData("Nuisance(Prior.Normal, {|PHY0502:Mean = double.PositiveInfinity|}, Sigma = 1)")]
    [InlineData("{|PHY0502:Nuisance(Prior.Normal, Mean = 1, Sigma = 1, Min = 2, Max = 1)|}")]
    [InlineData("{|PHY0502:Nuisance(Prior.Normal, Mean = 1, Sigma = 1, Min = 2, Max = 3)|}")]
    [InlineData("Nuisance(Prior.Normal, Mean = 1, Sigma = 1, {|PHY0502:Nominal = 2|}, Max = 1.5)")]
    [InlineData("{|PHY0502:Nuisance(Prior.LogNormal, Mean = 1, Sigma = 1)|}")]
    [InlineData("Nuisance(Prior.LogNormal, LogMean = 0, {|PHY0502:LogSigma = -1|})")]
    [InlineData("Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, {|PHY0502:Nominal = -1|}, Min = -2)")]
    [InlineData("Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, {|PHY0502:Min = -1|})")]
    [InlineData("{|PHY0502:Nuisance(Prior.Uniform)|}")]
    [InlineData("{|PHY0502:Nuisance(Prior.Uniform, Min = 1, Max = 1)|}")]
    [InlineData("Nuisance(Prior.Uniform, Min = 1, {|PHY0502:Max = double.PositiveInfinity|})")]
    public async Task A_contradictory_prior_is_marked(string prior)
    {
        await Verify($"[{prior}] public Toy N(double x) => this with {{ Ht = x * Ht }};");
        await Verify($"[{prior.Replace("Nuisance", "RateNuisance", StringComparison.Ordinal)}] public double N(double x) => x;");
    }

    [Theory]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public Toy N(double x) => {|PHY0503:this with { Ht = 2 * Ht }|};")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public Toy N(double x) => {|PHY0503:this with { Ht = Ht + 0 * x * Ht }|};")]
    [InlineData("[RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)] public double N(double x) => {|PHY0503:1|};")]
    public Task A_nuisance_that_changes_nothing_is_marked(string member) => Verify(member);

    [Theory]
    [InlineData("[Feature(Absent = 0)] public double? F => {|PHY0603:Jets[1]|}.Eta;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Has(0) ? {|PHY0603:Jets[1]|}.Eta : null;")]
    [InlineData("[Feature] public Energy F => (Jets[0] + {|PHY0603:Jets[1]|}).Mass;")]
    [InlineData("[Feature] public double F => {|PHY0603:Jets[1]|}.Eta - Jets[0].Eta;")]
    [InlineData("[Feature] public Energy F => ({|PHY0603:Jets[0]|} + {|PHY0603:Fat[0]|}).Mass;")]
    [InlineData("[Feature] public Energy F => (Jets[0] + {|PHY0603:Jets[1]|}).Mass > 50.GeV ? Jets[0].Pt : Jets[1].Pt;")]
    [InlineData("[Feature] public Energy F => Ht > 50.GeV ? {|PHY0603:Jets[0]|}.Pt : {|PHY0603:Jets[1]|}.Pt;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Count >= 1 && {|PHY0603:Jets[1]|}.Eta > 0 ? 1 : null;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Count >= 2 ? Jets[1].Eta : {|PHY0603:Jets[0]|}.Eta;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Count switch { 1 => Jets[0].Eta, 2 => Jets[1].Eta, _ => {|PHY0603:Jets[0]|}.Eta };")]
    [InlineData("[Feature] public double F => {|PHY0603:Jets[1]|}.Eta;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Fat.Has(0) ? {|PHY0603:Fat[1]|}.Eta : null;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Fat.Has(1) ? {|PHY0603:Jets[0]|}.Eta : null;")]
    [InlineData("[Feature] public double F => Jets.Count is 1 or >= 2 ? {|PHY0603:Jets[1]|}.Eta : 0;")]
    [InlineData("[Feature] public double F => Math.Min(Jets.Count, 1) == 1 ? {|PHY0603:Jets[1]|}.Eta : 0;")]
    [InlineData("[Feature] public double F => Fat.Count is 1 or 2 ? {|PHY0603:Fat[1]|}.Eta : 0;")]
    [InlineData("[Feature] public Energy F => Jets.Has(0) ? Jets.OrderByDescending(j => j.E)[0].E + {|PHY0603:Jets.OrderByDescending(j => j.E)[1]|}.E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.OrderByDescending(j => j.E) is { Count: > 0 } s ? {|PHY0603:s[1]|}.E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.Where(j => j.Pt > 20.GeV).OrderByDescending(j => j.E) is { Count: > 0 } s ? {|PHY0603:s[0]|}.E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.Any(j => j.Pt > 20.GeV) ? {|PHY0603:Jets[1]|}.E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.CountWhere(j => j.Pt > 20.GeV) >= 1 ? {|PHY0603:Jets[1]|}.E : 0.GeV;")]
    [InlineData("[Feature] public double F => Bin == Size.One ? {|PHY0603:Jets[1]|}.Eta : 0; private Size Bin => Jets.Count switch { 0 => Size.Zero, 1 => Size.One, _ => Size.Two }; public enum Size { Zero, One, Two }")]
    [InlineData("[Feature] public double? F => {|PHY0604:Jets.Has(1) ? Jets[1].Eta : null|};")]
    [InlineData("[Feature] public double F => {|CS0029:Jets.Sum(j => j)|};")] // said by C# alone
    public Task What_may_be_absent_must_be_asked_for(string member) => Verify(member);

    [Theory]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Count > 1 ? Jets[1].Eta + Jets[0].Eta : null;")]
    [InlineData("[Feature(Absent = 0)] public double? F => Jets.Count == 0 ? null : Jets[0].Eta;")]
    [InlineData("[Feature(Absent = 0)] public double? F => !Jets.Has(1) ? null : Jets[1].Eta;")]
    [InlineData("[Feature(Absent = 0)] public Energy? F => Fat.Has(1) ? (Fat[0] + Fat[1]).Mass : null;")]
    [InlineData("[Feature(Absent = 0)] public Energy? F { get { if (!Fat.Has(2)) { return null; } return Fat[0].Pt + Fat[1].Pt + Fat[2].Pt; } }")]
    [InlineData("[Feature] public bool F => Jets.Has(0) && Jets[0].Eta > 0;")]
    [InlineData("[Feature] public bool F => Jets.Count < 2 || Jets[1].Eta > 0;")]
    [InlineData("[Feature(Absent = 0)] public double? F { get { if (!Jets.Has(0)) { return null; } return Jets[0].Eta; } }")]
    [InlineData("[Feature] public double F => Jets.Count switch { 0 => 0, _ => Jets[0].Eta };")]
    [InlineData("[Feature] public double F { get { var h = Jets.OrderByDescending(j => j.Pt); if (h.Count < 2) { return 0; } return h[0].DeltaR(h[1]); } }")]
    [InlineData("[Feature(Absent = 0)] public Energy? F => Jets.Has(1) ? Sorted[0].E + Sorted[1].E : null; private UpTo2<FourVector<Lab>> Sorted => Jets.OrderByDescending(j => j.E);")]
    [InlineData("[Feature] public Energy F => Jets.OrderByDescending(j => j.E) is { Count: > 0 } s ? s[0].E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Fat.Count > 1 ? Fat.OrderByDescending(j => j.E)[1].E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.Where(j => j.Pt > 20.GeV).OrderByDescending(j => j.E) is var s && s.Has(1) ? s[0].E : 0.GeV;")]
    [InlineData("[Feature] public double F => Jets.Count is 2 or 3 ? Jets[1].Eta : Jets.Count is 1 or >= 2 ? Jets[0].Eta : 0;")]
    [InlineData("[Feature] public double F => Jets.Count == 2 || Jets.Count == 3 ? Jets[1].Eta : 0;")]
    [InlineData("[Feature] public double F => Math.Min(Jets.Count, 3) switch { 3 => Jets[1].Eta, 1 or 2 => Jets[0].Eta, _ => 0 };")]
    [InlineData("[Feature] public double F => Fat.Count is 2 or 3 ? Fat[1].Eta : 0;")]
    [InlineData("[Feature] public double F => Jets.Count != 0 && Jets.Count != 1 ? Jets[1].Eta : 0;")]
    [InlineData("[Feature] public double F => Jets.Count - 1 >= 1 ? Jets[1].Eta : 0;")]
    [InlineData("[Feature] public double F => Bin == Size.Two ? Jets[1].Eta : Bin is Size.One ? Jets[0].Eta : 0; private Size Bin => Jets.Count switch { 0 => Size.Zero, 1 => Size.One, _ => Size.Two }; public enum Size { Zero, One, Two }")]
    [InlineData("[Feature] public Energy F => Jets.Any(j => j.Pt > 20.GeV) ? Jets[0].E : 0.GeV;")]
    [InlineData("[Feature] public Energy F => Jets.CountWhere(j => j.Pt > 20.GeV) >= 2 ? Jets[1].E : 0.GeV;")]
    [InlineData("[Feature] public double F => Jets.Max(j => j.Pt) is { } m ? Jets[0].Pt / m : 0;")]
    public Task What_was_asked_for_is_silent(string member) => Verify(member);

    [Fact]
    public Task A_declaration_beyond_the_budget_is_marked()
    {
        // 200 times a sum of 40 terms, none of which is shared.
        string sum = string.Join(" + ", Enumerable.Range(0, 40).Select(static i => $"Math.Sin(x + {i}.25)"));
        string all = string.Join(" + ", Enumerable.Range(0, 200).Select(static i => $"Sum({i}.5 * Lepton.Eta)"));
        return Project.Plain.VerifyAsync(Event($"[Feature] public double F => {{|PHY0701:{all}|}};\nprivate static double Sum(double x) => {sum};"));
    }

    [Fact]
    public Task A_chain_of_helpers_without_end_is_marked()
    {
        string helpers = string.Join("\n", Enumerable.Range(1, 3000).Select(i => $"private double H{i} => H{i - 1} + 1;"));
        return Project.Plain.VerifyAsync(
            Event($"[Feature] public double F => {{|PHY0701:H3000|}};\nprivate double H0 => 1;\n{helpers}"));
    }

    [Fact]
    public Task A_pragma_is_honoured() => Verify("""
        #pragma warning disable PHY0503 // for a later measurement
        [RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)] public double N(double x) => 1;
        #pragma warning restore PHY0503
        [RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)] public double M(double x) => {|PHY0503:1|};
        """);

    /// <summary>A mistake in one body does not hide those in others.</summary>
    [Fact]
    public Task Several_mistakes_are_all_marked() => Verify("""
        [Feature] public double A => {|PHY0001:Jets.Count / 2|};
        [Feature] public double B => {|PHY0002:Math.Cbrt(2)|};
        [{|PHY0006:Feature("A")|}] public double C => 1;
        """);

    /// <summary>Nor does one that only lowering finds, in whatever kind of body it stands.</summary>
    [Fact]
    public Task Several_mistakes_that_lowering_finds_are_all_marked() => Verify("""
        [Feature(Absent = 0)] public double? A => {|PHY0001:Jets[2]|}.Eta;
        [Feature] public double B => Again(1);
        [Feature(Absent = 0)] public double? C => {|PHY0603:Jets[1]|}.Eta;
        [Selection] public bool S => {|PHY0603:Jets[0]|}.Pt > 30.GeV;
        [Correction] public Toy D() => this with { Ht = {|PHY0001:Ht.Rounded(Jets.Count)|} };
        [Nuisance(Prior.Normal, Mean = 1, Sigma = 1)] public Toy N(double x) => this with { Ht = x * {|PHY0001:Jets[3]|}.Pt };
        private static double Again(double x) => {|PHY0009:Again(x - 1)|};
        """);

    [Theory]
    [InlineData("", "public static class Elsewhere { public static double Half(int n) => {|PHY0001:n / 2|}; }")]
    [InlineData("public static class Elsewhere { public static double Half(int n) => {|PHY0001:n / 2|}; }", "")]
    [InlineData("", "public partial record Toy { [Feature] public double B => {|PHY0001:Jets.Count / 2|}; } public static class Elsewhere { public static double Half(int n) => n / 2.0; }")]
    public Task A_helper_in_this_file_is_reported_where_it_is(string before, string after) => Project.Plain.VerifyAsync(
        "using static Mandelstam.Kinematics;\n" + before + Event("[Feature] public double A => Elsewhere.Half(Jets.Count);").Replace("using static Mandelstam.Kinematics;", "", StringComparison.Ordinal) + after);

    /// <summary>What a helper in another file does wrong is said at the declaration: an analyzer reports in the file that it looks at.</summary>
    [Fact]
    public async Task A_helper_in_another_file_is_reported_at_the_declaration()
    {
        MarkedSource source = MarkedSource.Parse(Event("[Feature] public double A => Elsewhere.Half(Jets.Count);").Replace("record Toy", "record {|PHY0001:Toy|}", StringComparison.Ordinal));
        IReadOnlyList<Diagnostic> found = await Project.Plain.AnalyzeAsync(
            Project.Plain.Compile(source.Text, "public static class Elsewhere { public static double Half(int n) => n / 2; }"));
        Assert.Equal(source.Expected, found.Select(static d => new ExpectedDiagnostic(d.Id, d.Location.SourceSpan)));
    }

    /// <summary>Each piece of a helper in another file is known from the others, and quoted as it is written there; what a rule of that file says is said once.</summary>
    [Fact]
    public async Task A_helper_in_another_file_is_read_piece_by_piece()
    {
        IReadOnlyList<Diagnostic> found = await Project.Plain.AnalyzeAsync(Project.Plain.Compile(
            Event("""
                [Feature] public Energy Sum => Elsewhere.Sum(this);
                [Feature] public double Angle => Elsewhere.Angle(this);
                [Selection] public bool AreFar => Elsewhere.AreFar(this);
                """),
            """
            using static Mandelstam.Kinematics;

            public static class Elsewhere
            {
                public static Energy Sum(Toy e) => e.Lepton.Pt + e.Lepton.Pt;
                public static double Angle(Toy e) => Math.Abs(Math.Atan2(e.Lepton.Py.InGeV, e.Lepton.Px.InGeV) - e.Jets.Sum(j => j).Phi.Value);
                public static bool AreFar(Toy e) => e.Jets.Any(a => e.Jets.Any(b => a.Pt + b.Pt > 100.GeV && a.DeltaR(b, Convention.Eta) > 0.4));
            }
            """));
        Assert.Equal(["PHY0104", "PHY0106"], found.Select(static d => d.Id).Order(StringComparer.Ordinal));
        Assert.Contains("'e.Lepton.Pt + e.Lepton.Pt'", found.Single(static d => d.Id == "PHY0106").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Task Verify(string members) => Project.Plain.VerifyAsync(Event(members));

    /// <summary>An event with a lepton and two jets, into which the member under test goes.</summary>
    private static string Event(string members) => $$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [Column("fat{1,2,3}_{pt,eta,phi,m}", Absent = -25)] public partial UpTo3<FourVector<Lab>> Fat { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }

            {{members}}
        }

        """;
}

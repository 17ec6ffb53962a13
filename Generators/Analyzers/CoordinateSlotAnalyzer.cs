using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0103: a coordinate is given where another is asked for, such as an energy for a mass, or η for φ.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CoordinateSlotAnalyzer() : ExpressionAnalyzer(
    Rules.WrongSlot, SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression)
{
    private protected override void Analyze(Finding finding)
    {
        ExpressionSyntax expression = (ExpressionSyntax)finding.Node;
        if (Call.Of(expression, finding.Code) is not { } call || IsSlotOfAnother(expression, call, finding))
        {
            return;
        }

        List<Misplaced> misplaced = Slots.Of(call, finding.Code, out List<(Call Giving, Misplaced Given)> handedOver);
        foreach ((Call giving, Misplaced given) in handedOver)
        {
            finding.Report(given.Place, null, NameOf(giving), $"{Mistake(given)}; write {CoordinateKinds.Describe(given.Slot)} there");
        }

        if (misplaced.Count == 0)
        {
            return;
        }

        (string advice, string? replacement) = WayOut(expression, call, misplaced, finding);
        finding.Report(
            misplaced[0].Place, replacement is null ? null : new(expression, replacement), NameOf(call), $"{string.Join("; ", misplaced.Select(Mistake))}; {advice}");
    }

    private static string Mistake(Misplaced place) =>
        $"argument {place.Parameter.Ordinal + 1} is {CoordinateKinds.Describe(place.Slot)} but '{Code.Text(place.Place)}' is {(place.IsZero ? "zero, which beside a momentum only a mass can be" : CoordinateKinds.Describe(place.Found))}";

    // "new(x)" as an argument of a factory is judged there, together with its neighbours.
    private static bool IsSlotOfAnother(ExpressionSyntax expression, Call call, Finding finding) =>
        call.Method.MethodKind == MethodKind.Constructor && expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax outer }
        && Call.Of(outer, finding.Code) is { } factory && Slots.FactoryOf(factory.Method, finding.Language) is not null;

    private static string NameOf(Call call) => call.Method.MethodKind == MethodKind.Constructor ? "new " + call.Method.ContainingType.Name : call.Method.Name;

    private static (string Advice, string? Replacement) WayOut(ExpressionSyntax expression, Call call, List<Misplaced> misplaced, Finding finding)
    {
        if (Slots.FactoryOf(call.Method, finding.Language) is not { } coordinates || expression is not InvocationExpressionSyntax invocation || misplaced.Exists(static m => m.IsPartial))
        {
            return ($"write {CoordinateKinds.Describe(misplaced[0].Slot)} there", null);
        }

        if (misplaced.Any(static m => m.Argument.NameColon is not null))
        {
            return ("give each name its own coordinate", null);
        }

        if (Permuted(misplaced) is { } order)
        {
            // Comments stay where they are: they are about the place more often than about what stands there.
            return ("exchange them", invocation.ReplaceNodes(order.Keys, (argument, _) => order[argument].WithTriviaFrom(argument)).ToString());
        }

        if (misplaced is [{ Found: CoordinateKind.Energy, Slot: CoordinateKind.Mass } energy] && HypothesisOf(energy, invocation, finding.Code) is { } mass)
        {
            return ($"write '{mass}'", invocation.ReplaceNode(energy.Argument.Expression, SyntaxFactory.ParseExpression(mass)).ToString());
        }

        // The arguments are right for another factory.
        CoordinateKind[] kinds = [.. invocation.ArgumentList.Arguments.Select(a =>
            misplaced.FirstOrDefault(m => m.Argument == a)?.Found ?? CoordinateKinds.SlotsOf(coordinates)[invocation.ArgumentList.Arguments.IndexOf(a)])];
        Coordinates other = Enum.GetValues(typeof(Coordinates)).Cast<Coordinates>().FirstOrDefault(c => CoordinateKinds.SlotsOf(c).SequenceEqual(kinds));
        if (other == Coordinates.None && misplaced[misplaced.Count - 1] is { Found: CoordinateKind.Energy, Slot: CoordinateKind.Mass })
        {
            return ("use 'PtEtaPhiE' for an energy", null);
        }

        return other is Coordinates.None or Coordinates.PxPyPz
            ? ("write in each place the coordinate that belongs there", null)
            : ($"use '{other}'", $"{Renamed(invocation.Expression, other.ToString())}{invocation.ArgumentList}");
    }

    // "PxPyPzM(pion.Px, pion.Py, pion.Pz, kaon.E)": the momentum of one and the energy of another make no vector, but the mass of the other makes one.
    private static string? HypothesisOf(Misplaced energy, InvocationExpressionSyntax factory, Code code)
    {
        if (code.MemberOf(energy.Argument.Expression) is not (var other, "E") || !code.Language.IsFourVector(code.TypeOf(other)))
        {
            return null;
        }

        ExpressionSyntax[] owners = [.. factory.ArgumentList.Arguments.Where(a => a != energy.Argument)
            .Select(a => code.MemberOf(a.Expression) is var (owner, _) && code.Language.IsFourVector(code.TypeOf(owner)) ? owner : null).OfType<ExpressionSyntax>()];
        return owners.Length > 0 && owners.All(owner => !SyntaxFactory.AreEquivalent(code.Resolve(owner), code.Resolve(other))) ? $"{Code.Receiver(other)}.Mass" : null;
    }

    // The misplaced arguments, each with the one that belongs in its place; null where they are not a permutation.
    private static Dictionary<ArgumentSyntax, ArgumentSyntax>? Permuted(List<Misplaced> misplaced)
    {
        Dictionary<ArgumentSyntax, ArgumentSyntax> order = [];
        foreach (Misplaced place in misplaced)
        {
            Misplaced? belongs = misplaced.FirstOrDefault(m => m.Found == place.Slot && !order.ContainsValue(m.Argument));
            if (belongs is null)
            {
                return null;
            }

            order[place.Argument] = belongs.Argument;
        }

        return order;
    }

    private static ExpressionSyntax Renamed(ExpressionSyntax method, string name)
    {
        SimpleNameSyntax simple = method is MemberAccessExpressionSyntax access ? access.Name : (SimpleNameSyntax)method;
        return method.ReplaceNode(simple, simple.WithIdentifier(SyntaxFactory.Identifier(name)));
    }
}

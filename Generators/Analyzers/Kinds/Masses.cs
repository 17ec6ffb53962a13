using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>Reads off the code whether a four-vector has a mass.</summary>
internal static class Masses
{
    /// <summary>The massiveness of a vector, or of the objects of an <c>UpToN</c>.</summary>
    public static Massiveness Of(ExpressionSyntax vector, Code code)
    {
        vector = code.Resolve(vector);
        switch (vector)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation:
                return Of(negation.Operand, code);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when code.Language.IsFourVector(code.TypeOf(sum)):
                return Massiveness.Massive;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum when code.Language.IsFourVector(code.TypeOf(sum)):
                return Massiveness.Massive;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } multiple:
                return Of(code.Language.IsFourVector(code.TypeOf(multiple.Left)) ? multiple.Left : multiple.Right, code);
            case ExpressionSyntax when Choice.Of(vector, code) is { } choice:
                return OfAll(choice.Arms.Where(static arm => !Code.IsNothing(arm)), code);
            case ElementAccessExpressionSyntax element:
                return Of(element.Expression, code);
            case InvocationExpressionSyntax invocation:
                return OfCall(invocation, code);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } access when code.Language.IsFourVector(code.TypeOf(access)):
                return Of(access.Expression, code);
            default:
                return code.Model.GetSymbolInfo(vector, code.Cancellation).Symbol switch
                {
                    IPropertySymbol property => OfMember(property, code.Language),
                    IParameterSymbol or ILocalSymbol when code.ItemsOf(vector) is { } objects => Of(objects, code),
                    IParameterSymbol parameter when code.ParameterOf(vector) is not null => OfHandedOver(parameter, vector, code),
                    _ => Massiveness.Unknown,
                };
        }
    }

    /// <summary>Is a vector written without momentum across the beam?</summary>
    public static bool IsAlongBeam(ExpressionSyntax vector, Code code) =>
        code.Resolve(vector) is InvocationExpressionSyntax invocation && Call.Of(invocation, code) is { Method.Name: "PxPyPzE" or "PxPyPzM" } call
        && Language.Is(call.Method.ContainingType, code.Language.FourVectors) && call.Arguments.Count(a => a.Parameter.Ordinal is 0 or 1 && code.ConstantOf(a.Argument.Expression) == 0) == 2;

    private static Massiveness OfMember(IPropertySymbol property, Language language)
    {
        AttributeData? Find(INamedTypeSymbol? type) =>
            property.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, type));

        if (Find(language.Massless) is not null)
        {
            return Massiveness.Massless;
        }

        // Stored vectors without the attribute have a column for mass or energy.
        bool isVector = language.IsFourVector(property.Type) || language.IsObjects(property.Type);
        return isVector && Find(language.Column) is not null ? Massiveness.Massive : Massiveness.Unknown;
    }

    private static Massiveness OfCall(InvocationExpressionSyntax invocation, Code code)
    {
        if (Call.Of(invocation, code) is not { } call)
        {
            return Massiveness.Unknown;
        }

        if (Language.Is(call.Method.ContainingType, code.Language.FourVectors) && Call.Receiver(invocation) is { } type && code.TypeOf(type) is null or { TypeKind: TypeKind.Class })
        {
            switch (call.Method.Name)
            {
                case "PtEtaPhi":
                    return Massiveness.Massless;
                case "PtEtaPhiM" or "PtYPhiM" or "PxPyPzM" when call.Arguments.FirstOrDefault(static a => a.Parameter.Ordinal == 3).Argument is { } mass:
                    return code.ConstantOf(mass.Expression) == 0 ? Massiveness.Massless : Massiveness.Massive;
                case "PxPyPzE" when IsAlongBeam(invocation, code):
                    string?[] last = [.. new[] { 2, 3 }.Select(i => call.Arguments.FirstOrDefault(a => a.Parameter.Ordinal == i).Argument?.Expression).Select(e => e is null ? null : Code.Text(e).TrimStart('-'))];
                    return last[0] is not null && last[0] == last[1] ? Massiveness.Massless : Massiveness.Unknown;
            }
        }

        ExpressionSyntax? receiver = Call.Receiver(invocation);
        return receiver is null ? Massiveness.Unknown : call.Method.Name switch
        {
            "ScaledMomentum" or "Rotated" or "BoostedZ" or "Boost" or "InRestFrameOf" or "ToLab" or "Rounded" or "Where" => Of(receiver, code),
            "Map" or "Sum" when code.Language.IsObjects(code.TypeOf(receiver)) && code.Language.IsFourVector(code.TypeOf(invocation)) => Massiveness.Massive,
            "Map" => Of(receiver, code),
            _ => Massiveness.Unknown,
        };
    }

    // What a helper is called with, if only once, it is to be right for.
    private static Massiveness OfHandedOver(IParameterSymbol parameter, SyntaxNode use, Code code) => OfAll(code.HandedOver(parameter, use), code);

    private static Massiveness OfAll(IEnumerable<ExpressionSyntax> vectors, Code code)
    {
        Massiveness[] found = [.. vectors.Select(vector => Of(vector, code))];
        return found.Length == 0 ? Massiveness.Unknown : found.Aggregate(Join);
    }

    private static Massiveness Join(Massiveness first, Massiveness second) =>
        first == Massiveness.Massive || second == Massiveness.Massive ? Massiveness.Massive : first == second ? first : Massiveness.Unknown;
}

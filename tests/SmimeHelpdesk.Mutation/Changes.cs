using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SmimeHelpdesk.Mutation;

/// <summary>Which changes are made at a node. What does not compile is dropped later.</summary>
internal static class Changes
{
    private static readonly Dictionary<SyntaxKind, SyntaxKind> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = SyntaxKind.LessThanOrEqualExpression,
        [SyntaxKind.LessThanOrEqualExpression] = SyntaxKind.LessThanExpression,
        [SyntaxKind.GreaterThanExpression] = SyntaxKind.GreaterThanOrEqualExpression,
        [SyntaxKind.GreaterThanOrEqualExpression] = SyntaxKind.GreaterThanExpression,
        [SyntaxKind.EqualsExpression] = SyntaxKind.NotEqualsExpression,
        [SyntaxKind.NotEqualsExpression] = SyntaxKind.EqualsExpression,
        [SyntaxKind.LogicalAndExpression] = SyntaxKind.LogicalOrExpression,
        [SyntaxKind.LogicalOrExpression] = SyntaxKind.LogicalAndExpression,
        [SyntaxKind.AddExpression] = SyntaxKind.SubtractExpression,
        [SyntaxKind.SubtractExpression] = SyntaxKind.AddExpression,
        [SyntaxKind.MultiplyExpression] = SyntaxKind.DivideExpression,
        [SyntaxKind.DivideExpression] = SyntaxKind.MultiplyExpression,
        [SyntaxKind.BitwiseAndExpression] = SyntaxKind.BitwiseOrExpression,
        [SyntaxKind.BitwiseOrExpression] = SyntaxKind.BitwiseAndExpression,
    };

    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["Any"] = "All", ["All"] = "Any", ["Exists"] = "TrueForAll", ["TrueForAll"] = "Exists", ["First"] = "Last", ["Last"] = "First",
        ["FirstOrDefault"] = "LastOrDefault", ["LastOrDefault"] = "FirstOrDefault", ["Min"] = "Max", ["Max"] = "Min",
        ["OrderBy"] = "OrderByDescending", ["OrderByDescending"] = "OrderBy", ["StartsWith"] = "EndsWith", ["EndsWith"] = "StartsWith",
    };

    // Called on a sequence, each of these may be left out without a change of type.
    private static readonly HashSet<string> Filters = new(StringComparer.Ordinal) { "Where", "Take", "Skip", "TakeWhile", "SkipWhile", "Concat", "Append", "Prepend", "Distinct", "DistinctBy", "Except", "Reverse" };

    public static IEnumerable<Change> At(SyntaxNode node, SemanticModel model) => node switch
    {
        IfStatementSyntax statement => Condition(statement.Condition),
        WhileStatementSyntax statement => Condition(statement.Condition),
        ConditionalExpressionSyntax choice => Condition(choice.Condition),
        WhenClauseSyntax clause => Condition(clause.Condition),
        BinaryExpressionSyntax binary => Binary(binary),
        BinaryPatternSyntax pattern => [new Change(pattern, pattern.Left, "one alternative"), new Change(pattern, pattern.Right, "one alternative")],
        RelationalPatternSyntax pattern => Relational(pattern),
        IsPatternExpressionSyntax match when !Declares(match) && match.Parent is not IfStatementSyntax => [new Change(match, Not(match), "match")],
        PropertyPatternClauseSyntax clause => clause.Subpatterns.Select(part => new Change(clause, clause.WithSubpatterns(clause.Subpatterns.Remove(part)), "part of a pattern")),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [new Change(not, not.Operand, "negation")],
        LiteralExpressionSyntax literal => Literal(literal),
        IdentifierNameSyntax name => Constant(name, model),
        SwitchExpressionSyntax choice => Arms(choice),
        InvocationExpressionSyntax call => Call(call),
        ExpressionStatementSyntax statement when IsGuard(statement) => [],
        ExpressionStatementSyntax or YieldStatementSyntax or ContinueStatementSyntax or ThrowStatementSyntax => [new Change(node, EmptyStatement(), "statement")],
        _ => [],
    };

    // Where the condition declares what its branches use, it cannot be negated; it can still be made never or always true.
    private static IEnumerable<Change> Condition(ExpressionSyntax condition)
    {
        if (!Declares(condition))
        {
            return [new Change(condition, Not(condition), "condition")];
        }

        return
        [
            new Change(condition, BinaryExpression(SyntaxKind.LogicalAndExpression, Braced(condition), LiteralExpression(SyntaxKind.FalseLiteralExpression)), "condition"),
            new Change(condition, BinaryExpression(SyntaxKind.LogicalOrExpression, Braced(condition), LiteralExpression(SyntaxKind.TrueLiteralExpression)), "condition"),
        ];
    }

    private static IEnumerable<Change> Binary(BinaryExpressionSyntax binary)
    {
        if (binary.IsKind(SyntaxKind.CoalesceExpression))
        {
            return binary.Right is ThrowExpressionSyntax ? [] : [new Change(binary, Braced(binary.Right), "fallback")];
        }

        if (!Operators.TryGetValue(binary.Kind(), out SyntaxKind other))
        {
            return [];
        }

        bool isLogical = binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;
        return isLogical && Declares(binary)
            ? [new Change(binary, Braced(binary.Left), "operand")]
            : [new Change(binary, Braced(BinaryExpression(other, binary.Left, binary.Right)), "operator")];
    }

    private static IEnumerable<Change> Relational(RelationalPatternSyntax pattern)
    {
        SyntaxKind? other = pattern.OperatorToken.Kind() switch
        {
            SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
            SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
            SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
            SyntaxKind.GreaterThanEqualsToken => SyntaxKind.GreaterThanToken,
            _ => null,
        };
        return other is { } kind ? [new Change(pattern, RelationalPattern(Token(kind), pattern.Expression), "operator")] : [];
    }

    private static IEnumerable<Change> Literal(LiteralExpressionSyntax literal)
    {
        // Whether a continuation returns to a context makes no difference that a test could see.
        if (literal.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" } })
        {
            return [];
        }

        return literal.Token.Value switch
        {
            true => [new Change(literal, LiteralExpression(SyntaxKind.FalseLiteralExpression), "constant")],
            false => [new Change(literal, LiteralExpression(SyntaxKind.TrueLiteralExpression), "constant")],
            int number and < int.MaxValue => [new Change(literal, LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(number + 1)), "constant")],
            char c and < 'z' => [new Change(literal, LiteralExpression(SyntaxKind.CharacterLiteralExpression, SyntaxFactory.Literal((char)(c + 1))), "constant")],
            _ => [],
        };
    }

    private static IEnumerable<Change> Constant(IdentifierNameSyntax name, SemanticModel model)
    {
        bool isConstant = name.Parent is not (MemberAccessExpressionSyntax or NameColonSyntax or PatternSyntax or CaseSwitchLabelSyntax)
            && model.GetSymbolInfo(name).Symbol is IFieldSymbol { HasConstantValue: true, ConstantValue: int or long, ContainingType.TypeKind: not TypeKind.Enum };
        return isConstant
            ? [new Change(name, Braced(BinaryExpression(SyntaxKind.AddExpression, name, LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1)))), "constant")]
            : [];
    }

    private static IEnumerable<Change> Arms(SwitchExpressionSyntax choice) =>
        choice.Arms.Any(arm => arm.Pattern is DiscardPatternSyntax)
            ? choice.Arms.Where(arm => arm.Pattern is not DiscardPatternSyntax).Select(arm => new Change(choice, choice.WithArms(choice.Arms.Remove(arm)), "arm"))
            : [];

    private static IEnumerable<Change> Call(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.Text: var name } } access)
        {
            return [];
        }

        if (Filters.Contains(name))
        {
            return [new Change(call, access.Expression, "call")];
        }

        return Methods.TryGetValue(name, out string? other)
            ? [new Change(call, call.WithExpression(access.WithName(IdentifierName(other))), "method")]
            : [];
    }

    // Misuse by the host and cancellation: what they guard goes wrong without them too, only later. A buffer that is not returned to its pool is
    // collected like any other.
    private static bool IsGuard(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var on, Name.Identifier.Text: var name } }
        && (name is "ThrowIfNull" or "ThrowIfNullOrEmpty" or "ThrowIfCancellationRequested" or "ThrowIfNegative" || (name == "Return" && on.ToString() == "PooledBuffer"));

    private static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf().Any(part => part is SingleVariableDesignationSyntax);

    private static PrefixUnaryExpressionSyntax Not(ExpressionSyntax expression) => PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Braced(expression));

    private static ParenthesizedExpressionSyntax Braced(ExpressionSyntax expression) => ParenthesizedExpression(expression.WithoutTrivia());
}

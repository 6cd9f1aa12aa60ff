using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SmimeHelpdesk.Mutation;

/// <summary>
/// Gives each member its changed bodies before its own, behind a switch. So one compilation holds all mutants, and a whole body per
/// mutant is what lets patterns that declare variables be changed too.
/// </summary>
internal sealed class MutantWriter(SemanticModel model, string file, MutantNumbers numbers) : CSharpSyntaxRewriter
{
    private static readonly ExpressionSyntax Switch = ParseExpression("global::SmimeHelpdesk.MutantSwitch");

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        Rewrite(node.Body, node.ExpressionBody, ReturnsNothing(node)) is { } body ? node.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default) : node;

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        !node.Modifiers.Any(SyntaxKind.StaticKeyword) && Rewrite(node.Body, node.ExpressionBody, true) is { } body
            ? node.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default)
            : node;

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node) =>
        Rewrite(node.Body, node.ExpressionBody, false) is { } body ? node.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default) : node;

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node) =>
        Rewrite(node.Body, node.ExpressionBody, !node.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } body ? node.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default) : node;

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
        node.ExpressionBody is null
            ? base.VisitPropertyDeclaration(node)
            : Rewrite(null, node.ExpressionBody, false) is { } body
                ? node.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, body))))
                : node;

    // The value of a field or property is set once for all mutants.
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) => node;

    private BlockSyntax? Rewrite(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, bool returnsNothing)
    {
        SyntaxNode? whole = body ?? (SyntaxNode?)arrow?.Expression;
        if (whole is null)
        {
            return null;
        }

        int member = numbers.NextMember();
        bool yields = whole.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).Any(node => node is YieldStatementSyntax);
        var changed = new List<StatementSyntax>();
        foreach (Change change in whole.DescendantNodesAndSelf().SelectMany(node => Changes.At(node, model)))
        {
            int id = numbers.Add(member, Place(change.Node), change);
            if (!numbers.Dropped.Contains(id))
            {
                SyntaxNode copy = change.Node == whole ? change.Replacement : whole.ReplaceNode(change.Node, change.Replacement);
                List<StatementSyntax> statements = [Statement(copy, returnsNothing), .. End(yields, returnsNothing)];
                changed.Add(IfStatement(Ask("Is", id), Block(statements)));
            }
        }

        return changed.Count == 0
            ? Block(Statement(whole, returnsNothing))
            : Block(ExpressionStatement(Ask("Enter", member)), IfStatement(Ask("IsIn", member), Block(changed)), Statement(whole, returnsNothing));
    }

    private static IEnumerable<StatementSyntax> End(bool yields, bool returnsNothing) =>
        yields ? [YieldStatement(SyntaxKind.YieldBreakStatement)] : returnsNothing ? [ReturnStatement()] : [];

    private static StatementSyntax Statement(SyntaxNode body, bool returnsNothing) => body switch
    {
        BlockSyntax block => block,
        ThrowExpressionSyntax thrown => ThrowStatement(thrown.Expression),
        ExpressionSyntax expression when returnsNothing => ExpressionStatement(expression),
        ExpressionSyntax expression => ReturnStatement(expression),
        _ => (StatementSyntax)body,
    };

    private static InvocationExpressionSyntax Ask(string method, int number) => InvocationExpression(
        MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Switch, IdentifierName(method)),
        ArgumentList(SingletonSeparatedList(Argument(LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(number))))));

    private static bool ReturnsNothing(MethodDeclarationSyntax method) => method.ReturnType switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => true,
        IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" } => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    private string Place(SyntaxNode node) => $"{file}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

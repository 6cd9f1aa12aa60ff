using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SmimeHelpdesk.Mutation;

/// <summary>The statements of one member, each with a number by which it tells that it was reached.</summary>
internal sealed class Probes
{
    private readonly SyntaxNode _whole;
    private readonly Dictionary<SyntaxNode, int> _numbers;

    public Probes(SyntaxNode whole, MutantNumbers numbers)
    {
        _whole = whole;
        Entry = numbers.NextProbe();
        _numbers = Blocks().SelectMany(block => block.Statements).ToDictionary(statement => (SyntaxNode)statement, _ => numbers.NextProbe());
    }

    /// <summary>The number of the member as such.</summary>
    public int Entry { get; }

    /// <summary>The number of the innermost statement around a node.</summary>
    public int At(SyntaxNode node) =>
        node.AncestorsAndSelf().TakeWhile(ancestor => ancestor != _whole.Parent).Select(ancestor => _numbers.GetValueOrDefault(ancestor)).FirstOrDefault(number => number != 0, Entry);

    /// <summary>The member's own code with the probes in it.</summary>
    public SyntaxNode Write(Func<int, StatementSyntax> probe) => _whole.ReplaceNodes(Blocks(), (original, current) => current.WithStatements(
        List(current.Statements.SelectMany((statement, i) => new[] { probe(_numbers[original.Statements[i]]), statement }))));

    private IEnumerable<BlockSyntax> Blocks() => _whole.DescendantNodesAndSelf().OfType<BlockSyntax>();
}

using Microsoft.CodeAnalysis;

namespace SmimeHelpdesk.Mutation;

/// <summary>One change of the code that some test should notice.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Member">The number of the member that it is in.</param>
/// <param name="Place">File and line.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Text">The code before and after, shortened.</param>
internal sealed record Mutant(int Id, int Member, string Place, string Kind, string Text);

/// <summary>A change that is possible at a node; null replaces it by nothing.</summary>
internal sealed record Change(SyntaxNode Node, SyntaxNode Replacement, string Kind);

using Microsoft.CodeAnalysis;

namespace SmimeHelpdesk.Mutation;

/// <summary>Numbers members and mutants, the same way each time the same sources are written.</summary>
internal sealed class MutantNumbers(IReadOnlySet<int> dropped)
{
    private const int MaximumText = 60;
    private readonly List<Mutant> _mutants = [];
    private int _members;

    /// <summary>The mutants that do not compile.</summary>
    public IReadOnlySet<int> Dropped => dropped;

    public IReadOnlyList<Mutant> Mutants => [.. _mutants.Where(mutant => !dropped.Contains(mutant.Id))];

    public int NextMember() => ++_members;

    public int Add(int member, string place, Change change)
    {
        int id = _mutants.Count + 1;
        string after = change.Kind == "statement" ? "nothing" : Short(change.Replacement);
        _mutants.Add(new Mutant(id, member, place, change.Kind, $"{Short(change.Node)} -> {after}"));
        return id;
    }

    /// <summary>The source of the switch, by which a running program chooses its mutant.</summary>
    public string Switch()
    {
        string members = string.Join(",", new[] { 0 }.Concat(_mutants.Select(mutant => mutant.Member)));
        return $$"""
            namespace SmimeHelpdesk;
            internal static class MutantSwitch
            {
                private static readonly int[] Members = [{{members}}];
                public static int Active;
                public static int ActiveMember;
                public static bool[] Entered = new bool[{{_members + 1}}];
                public static void Choose(int id) { Active = id; ActiveMember = id < 0 ? -1 : Members[id]; }
                public static void Enter(int member) => Entered[member] = true;
                public static bool IsIn(int member) => ActiveMember == member;
                public static bool Is(int id) => Active == id;
            }
            """;
    }

    private static string Short(SyntaxNode node)
    {
        string text = string.Join(' ', node.NormalizeWhitespace().ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > MaximumText ? text[..MaximumText] + "..." : text;
    }
}

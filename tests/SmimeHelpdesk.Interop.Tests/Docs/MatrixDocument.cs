using System.Text;
using SmimeHelpdesk.Interop.Tests.Matrix;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Interop.Tests.Programs;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Interop.Tests.Docs;

/// <summary>
/// The tables of <c>docs/interop.md</c>. What they say of a cell is what that cell's own test sees, or the test fails; so the tables are made without
/// running all of it once more.
/// </summary>
internal static class MatrixDocument
{
    private const string Marker = "<!-- Made by the tests from here on; see CONTRIBUTING.md. -->\n";
    private const string Unknown = "?";

    private static string PathOfDocument => Repository.PathOf("docs/interop.md");

    public static string Read() => File.ReadAllText(PathOfDocument).ReplaceLineEndings("\n");

    /// <summary>The document as it should be: what is written by hand, then the tables.</summary>
    /// <param name="versions">The programs' versions, in the order of <see cref="PeerCatalog.All"/>.</param>
    public static string Render(IReadOnlyList<string> versions)
    {
        string written = Read();
        int end = written.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        return written[..end] + Tables(versions);
    }

    public static void Write(string text) => File.WriteAllText(PathOfDocument, text);

    /// <summary>The versions that the document names.</summary>
    public static IReadOnlyList<string> WrittenVersions()
    {
        string[] rows = Read().Split('\n');
        return [.. PeerCatalog.All.Select(peer => Array.Find(rows, row => row.StartsWith($"| {peer.Name} | ", StringComparison.Ordinal))?.Split('|')[2].Trim() ?? Unknown)];
    }

    /// <summary>The versions of the programs here.</summary>
    public static async Task<IReadOnlyList<string>> AskVersionsAsync()
    {
        var versions = new List<string>();
        foreach (PeerDescription description in PeerCatalog.All)
        {
            await using Peer peer = await description.StartAsync();
            versions.Add(await peer.VersionAsync());
        }

        return versions;
    }

    private static string Tables(IReadOnlyList<string> versions)
    {
        var text = new StringBuilder();
        var notes = new List<string>();
        text.Append("\n## The programs\n\n| program | version | who has it |\n| --- | --- | --- |\n");
        foreach ((PeerDescription peer, string version) in PeerCatalog.All.Zip(versions))
        {
            text.Append($"| {peer.Name} | {version} | {peer.StandsFor} |\n");
        }

        Table(text, "They read ours", Direction.ReadsOurs, notes);
        Table(text, "We read theirs", Direction.WeReadTheirs, notes);
        text.Append("\n## Notes\n\n");
        foreach ((int index, string note) in notes.Index())
        {
            text.Append($"{index + 1}. {note}.\n");
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, Direction direction, List<string> notes)
    {
        text.Append($"\n## {title}\n\n| form | {string.Join(" | ", PeerCatalog.All.Select(peer => peer.Name))} |\n");
        text.Append("| --- |").Insert(text.Length, " --- |", PeerCatalog.All.Count).Append('\n');
        foreach (Form form in Forms.All)
        {
            IEnumerable<string> cells = PeerCatalog.All.Select(peer => Cell(Reason(peer, direction, form), notes));
            text.Append($"| {form.Title} | {string.Join(" | ", cells)} |\n");
        }
    }

    private static string? Reason(PeerDescription peer, Direction direction, Form form) =>
        (direction is Direction.ReadsOurs ? form.WhyNotWritten : null) ?? peer.LimitOf(direction, form)?.Reason;

    private static string Cell(string? reason, List<string> notes)
    {
        if (reason is null)
        {
            return "ok";
        }

        if (!notes.Contains(reason))
        {
            notes.Add(reason);
        }

        return $"– [{notes.IndexOf(reason) + 1}](#notes)";
    }
}

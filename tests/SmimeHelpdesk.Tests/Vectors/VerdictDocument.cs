using System.Globalization;
using System.Text;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The tables of <c>docs/verdicts.md</c>, made from what the library says.</summary>
internal static class VerdictDocument
{
    private const string Marker = "<!-- Made by the tests from here on; see CONTRIBUTING.md. -->\n";
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static string PathOfDocument => Repository.PathOf("docs/verdicts.md");

    public static string Read() => Normal(File.ReadAllText(PathOfDocument));

    /// <summary>The document as it should be: what is written by hand, then the tables.</summary>
    public static async Task<string> RenderAsync()
    {
        string written = Read();
        int end = written.IndexOf(Marker, StringComparison.Ordinal);
        return written[..(end + Marker.Length)] + await TablesAsync();
    }

    public static void Write(string text) => File.WriteAllText(PathOfDocument, text);

    private static async Task<string> TablesAsync()
    {
        var text = new StringBuilder();
        Table(text, "Reasons against a signature", "reason | status | in the line | explained as", Enum.GetValues<SignatureReason>().Where(reason => reason is not SignatureReason.None).Select(Row));
        Table(text, "Reasons why a mail could not be decrypted", "reason | the line | explained as", Enum.GetValues<EncryptionReason>().Where(reason => reason is not EncryptionReason.None).Select(Row));
        Table(text, "Cautions", "caution | explained as", Enum.GetValues<SmimeCaution>().Where(caution => caution is not SmimeCaution.None).Select(caution => $"`{caution}` | {caution.Describe(English)}"));
        Table(text, "What the agent sees for what", "the mail | the line | cautions | sender's certificate", await VectorRowsAsync());
        return text.ToString();
    }

    private static string Row(SignatureReason reason)
    {
        SignatureStatus status = ReasonRank.Status([new SignatureFinding(reason)]);
        var summary = new MessageSummary(new SignatureVerdict { Status = status, Reason = reason }, new EncryptionVerdict { Status = EncryptionStatus.NotEncrypted });
        return $"`{reason}` | {status} | {summary.ToString(English)} | {reason.Describe(English)}";
    }

    private static string Row(EncryptionReason reason)
    {
        var encryption = new EncryptionVerdict { Status = EncryptionStatus.NotDecryptable, Reason = reason };
        var summary = new MessageSummary(new SignatureVerdict { Status = SignatureStatus.Unsigned }, encryption);
        return $"`{reason}` | {summary.ToString(English)} | {reason.Describe(English)}";
    }

    private static async Task<IReadOnlyList<string>> VectorRowsAsync()
    {
        var rows = new List<string>();
        foreach (VerdictVector vector in VerdictVectors.All)
        {
            using OpenedMessage opened = await vector.OpenAsync(await vector.DeskAsync());
            string cautions = string.Join(", ", opened.Signature.Cautions.Where(caution => caution is not SmimeCaution.RevocationNotChecked).Order().Select(caution => $"`{caution}`"));
            string harvest = opened.Harvest.Reason is HarvestReason.None ? "learnt" : $"`{opened.Harvest.Reason}`";
            rows.Add($"{vector.Name} | {opened.Summary.ToString(English)} | {cautions} | {harvest}");
        }

        return rows;
    }

    private static void Table(StringBuilder text, string title, string head, IEnumerable<string> rows)
    {
        text.Append("\n## ").Append(title).Append("\n\n| ").Append(head).Append(" |\n|");
        text.Insert(text.Length, " --- |", head.Split('|').Length).Append('\n');
        foreach (string row in rows)
        {
            text.Append("| ").Append(row).Append(" |\n");
        }
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n");
}

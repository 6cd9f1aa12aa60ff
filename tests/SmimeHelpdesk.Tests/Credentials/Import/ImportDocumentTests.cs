using System.Globalization;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Keeps docs/import.md true.</summary>
public sealed class ImportDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/import.md"));

    public static TheoryData<string> Forms => [.. DocumentedForms.All.Keys];

    [Fact]
    public void Forms_OfTheDocument_AreThoseWithAnExample() =>
        FirstCells("## What is read").Should().BeEquivalentTo(DocumentedForms.All.Keys);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Import_DocumentedForm_IsImported(string form)
    {
        ReadOnlyMemory<byte>[] files = [.. DocumentedForms.All[form]().Select(file => (ReadOnlyMemory<byte>)file)];

        CredentialImportResult result = MailboxCredentialImporter.Import(files, "geheim", ImportMaterial.AtNow);

        result.Status.Should().Be(CredentialImportStatus.Imported);
        result.Findings.Should().NotContain([CredentialFinding.DamagedPart, CredentialFinding.UnusedPrivateKey, CredentialFinding.UnusedCertificate]);
        result.Credentials.Should().AllSatisfy(KeyProof.Check);
    }

    [Fact]
    public void Statuses_OfTheDocument_AreAllOfThemWithTheirSentences() =>
        Rows("## What the answer means").Should().BeEquivalentTo(
            Enum.GetValues<CredentialImportStatus>().Select(status => $"| `{status}` | {status.Describe(CultureInfo.InvariantCulture)} |"));

    [Fact]
    public void Findings_OfTheDocument_AreAllOfThemWithTheirSentences() =>
        Rows("## Findings").Should().BeEquivalentTo(
            Enum.GetValues<CredentialFinding>().Where(finding => finding != CredentialFinding.None)
                .Select(finding => $"| `{finding}` | {finding.Describe(CultureInfo.InvariantCulture)} |"));

    [Fact]
    public void Bounds_OfTheDocument_AreTheDefaults() =>
        Document.Should().Contain($"| `MaximumImportSize` | {SmimeLimits.Default.MaximumImportSize >> 20} MiB |")
            .And.Contain($"| `MaximumKdfIterations` | {SmimeLimits.Default.MaximumKdfIterations.ToString("N0", CultureInfo.InvariantCulture)} |");

    private static IEnumerable<string> FirstCells(string heading) => Rows(heading).Select(row => row.Split('|')[1].Trim());

    private static IEnumerable<string> Rows(string heading) => Document[Document.IndexOf(heading + "\n", StringComparison.Ordinal)..].Split('\n').Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith('|'))
        .Skip(2);
}

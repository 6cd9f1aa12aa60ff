using SmimeHelpdesk.Tests.Credentials.Import;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Every importable file of the corpora, one by one, and the figures.</summary>
public sealed class ImportTableTests
{
    private static readonly CredentialImportOptions Options = new() { At = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) };

    [Fact]
    public void Import_EveryRowOfTheTable_AnswersWhatTheTableSays()
    {
        string root = CorporaFolder.Require();

        IEnumerable<string> differences = ImportTable.Rows
            .Select(row => (Row: row, Answer: Import(root, row)))
            .Where(pair => pair.Answer.Status != pair.Row.Status)
            .Select(pair => $"{string.Join('+', pair.Row.Files)}: {pair.Answer.Status} ({string.Join(' ', pair.Answer.Findings)}) instead of {pair.Row.Status}");

        string.Join('\n', differences).Should().BeEmpty();
    }

    [Fact]
    public void Rows_FilesOfTheCorpora_AreAllInTheTable() =>
        ImportTable.Files(CorporaFolder.Require()).Should().BeEquivalentTo(ImportTable.Rows.Where(row => row.Files.Count == 1).Select(row => row.Files[0]));

    // Of 109 whole credentials that a mailbox could use 105 load (96 %); three keys of SLH-DSA and one of a binary curve do not.
    // The other files lack a half, are damaged on purpose, or hold a key that no mailbox can use.
    [Fact]
    public void Rows_ByStatus_HaveTheseFigures()
    {
        Count(CredentialImportStatus.Imported).Should().Be(105);
        Count(CredentialImportStatus.NoPrivateKey).Should().Be(50);
        Count(CredentialImportStatus.NoCertificate).Should().Be(36);
        Count(CredentialImportStatus.Malformed).Should().Be(16);
        Count(CredentialImportStatus.UnsupportedKey).Should().Be(11);
        Count(CredentialImportStatus.WrongPassword).Should().Be(7);
        Count(CredentialImportStatus.LimitExceeded).Should().Be(2);
        Count(CredentialImportStatus.KeyDoesNotMatchCertificate).Should().Be(1);
        ImportTable.Rows.Count(row => row.IsMissed).Should().Be(4);
        ImportTable.Rows.Should().HaveCount(228);
    }

    [Fact]
    public void Import_EveryCertificateOfPkits_IsRead()
    {
        string[] files = Directory.GetFiles(CorporaFolder.Require("pkits"), "*.crt", SearchOption.AllDirectories);

        files.Should().HaveCount(405);
        files.Select(file => MailboxCredentialImporter.Import(File.ReadAllBytes(file), null, Options).Status)
            .Should().AllBeEquivalentTo(CredentialImportStatus.NoPrivateKey);
    }

    private static int Count(CredentialImportStatus status) => ImportTable.Rows.Count(row => row.Status == status);

    private static CredentialImportResult Import(string root, ImportRow row)
    {
        ReadOnlyMemory<byte>[] files = [.. row.Files.Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(root, file)))];
        CredentialImportResult result = MailboxCredentialImporter.Import(files, row.Password, Options);
        foreach (MailboxCredential credential in result.Credentials)
        {
            KeyProof.Check(credential);
            credential.Dispose();
        }

        return result;
    }
}

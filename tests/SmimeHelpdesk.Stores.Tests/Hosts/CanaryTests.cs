using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Hosts;

/// <summary>
/// What must never leave is used in a whole story, from the import to the decrypted answer, and then looked for in everything that the
/// engine has written, and in every log line at Trace.
/// </summary>
public sealed class CanaryTests
{
    private const string Alice = "alice@customer.example";
    private const string Desk = "support@desk.example";
    private const string Passphrase = "canary-passphrase-7f3a91";
    private const string Question = "canary-question-51c0de";
    private const string Answer = "canary-answer-90ab12";

    private readonly byte[] _hostKey = RandomNumberGenerator.GetBytes(32);
    private readonly TestIdentity _desk = TestAuthority.Issuing.Issue(new TestSubject(Desk) { Key = "RSA-2048" });
    private readonly TestIdentity _renewed = TestAuthority.Issuing.Issue(new TestSubject(Desk));
    private readonly TestIdentity _recovery = TestAuthority.Issuing.Issue(new TestSubject { Purposes = [] });
    private readonly TestIdentity _alice = TestAuthority.Issuing.Issue(new TestSubject(Alice));
    private readonly TraceLog _log = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SqliteFile_AfterAWholeStory_HoldsNoSecret(bool hasDataProtection)
    {
        using var folder = new WorkFolder();
        using var keys = new WorkFolder();
        Database database = folder.NewSqlite();
        await TellAsync(database, !hasDataProtection ? null : builder =>
            builder.UseDataProtection().Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(keys.Path)));

        AssertNoSecret(Directory.GetFiles(folder.Path).Select(ReadShared));
    }

    [Fact]
    public async Task PostgreSqlDumpFilesAndLog_AfterAWholeStory_HoldNoSecret()
    {
        TestDatabases.RequirePostgreSql();
        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        await cluster.ExecuteAsync("ALTER SYSTEM SET log_statement = 'all'");
        await cluster.ExecuteAsync("SELECT pg_reload_conf()");
        Database database = await cluster.NewDatabaseAsync();
        await TellAsync(database);
        await cluster.ExecuteAsync("CHECKPOINT");

        byte[] dump = await cluster.DumpAsync(database);
        byte[][] files = [.. Directory.GetFiles(cluster.Folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith(".s.", StringComparison.Ordinal)).Select(ReadShared)];
        AssertNoSecret([dump, .. files, Encoding.UTF8.GetBytes(cluster.Log)]);
        Holds(dump, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(_desk.Certificate.RawData))).Should().BeTrue("the dump has the rows");
    }

    private async Task TellAsync(Database database, Action<SmimeHelpdeskBuilder>? protect = null)
    {
        await database.CreateTablesAsync();
        await using var host = new TestHost(database, _hostKey, _log, protect: protect, recovery: new RecoveryCertificate(_recovery.Certificate));
        await host.ImportAsync(_desk, Desk, Passphrase);
        await host.ImportAsync(_alice, Alice, Passphrase);
        byte[] question = await host.SignedMailAsync(Alice, Desk, Question);
        using OpenedMessage opened = await host.OpenAsync(question, Desk);
        byte[] answer = await host.SendAsync(opened.ReplyContext, Answer, ReplyProtection.Sign | ReplyProtection.Encrypt);
        using OpenedMessage read = await host.OpenAsync(answer, Alice);
        read.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        read.Content.TextBody.Should().Contain(Answer);
        (await host.Cache.FindAsync(string.Empty, Alice, CancellationToken.None)).Should().ContainSingle();
        await AdministerAsync(host);
    }

    // Whatever an administrator can do with a private key.
    private async Task AdministerAsync(TestHost host)
    {
        await host.ImportAsync(_renewed, Desk, Passphrase);
        await host.Credentials.ActivateAsync(Desk, _renewed.Sha256, new CredentialActivation { Overlap = TimeSpan.Zero }, CancellationToken.None);
        (await host.Credentials.RewrapAllAsync(CancellationToken.None)).Should().Be(new CredentialRewrap(3, 0));
        (await host.Credentials.ValidateAsync(Desk, _renewed.Sha256, CancellationToken.None)).Status.Should().Be(CredentialValidationStatus.Valid);
        PrivateKeyExport export = await host.Credentials.ExportPrivateKeyAsync(Desk, _desk.Sha256, Passphrase.AsMemory(), CancellationToken.None);
        export.Status.Should().Be(PrivateKeyExportStatus.Exported);
        MailboxCredentialImporter.Import(export.Pkcs12, "not the " + Passphrase).Status.Should().Be(CredentialImportStatus.WrongPassword);
        (await host.Services.GetRequiredService<SmimeHealthCheck>().CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
        _log.Text.Should().Contain("PrivateKeyExported");
        (await host.Credentials.DestroyKeyAsync(Alice, _alice.Sha256, CancellationToken.None)).Should().Be(CredentialChange.Done);
    }

    private void AssertNoSecret(IEnumerable<byte[]> written)
    {
        byte[][] places = [.. written, Encoding.UTF8.GetBytes(_log.Text)];
        places.Any(place => Holds(place, _desk.Certificate.RawData)).Should().BeTrue("what is looked for is looked for where rows are");
        _log.Text.Should().Contain("smime_credential", "the log has what the database was asked");
        foreach ((string name, byte[] secret) in Secrets())
        {
            places.Count(place => Forms(secret).Any(form => Holds(place, form))).Should().Be(0, name + " must not be written");
        }
    }

    private IEnumerable<(string Name, byte[] Secret)> Secrets()
    {
        yield return ("the passphrase", Encoding.UTF8.GetBytes(Passphrase));
        yield return ("the passphrase in UTF-16", Encoding.BigEndianUnicode.GetBytes(Passphrase));
        yield return ("the question", Encoding.UTF8.GetBytes(Question));
        yield return ("the answer", Encoding.UTF8.GetBytes(Answer));
        yield return ("the host key", _hostKey);
        yield return ("the exponent", ((RSA)_desk.PrivateKey).ExportParameters(true).D!);
        yield return ("a prime", ((RSA)_desk.PrivateKey).ExportParameters(true).P!);
        yield return ("the scalar", ((ECDsa)_alice.PrivateKey).ExportParameters(true).D!);
        yield return ("the renewed scalar", ((ECDsa)_renewed.PrivateKey).ExportParameters(true).D!);
    }

    // As it is, as a dump writes it, and as text formats carry it.
    private static IEnumerable<byte[]> Forms(byte[] secret) =>
    [
        secret,
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret)),
        Encoding.ASCII.GetBytes(Convert.ToHexString(secret)),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)[..(secret.Length / 3 * 4)]),
        Encoding.Unicode.GetBytes(Convert.ToHexString(secret)),
    ];

    private static bool Holds(byte[] place, byte[] what) => place.AsSpan().IndexOf(what) >= 0;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

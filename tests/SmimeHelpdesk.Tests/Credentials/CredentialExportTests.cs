using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class CredentialExportTests
{
    private const string Password = "correct horse battery";

    private static readonly Mailbox Support = new(Desk.Address, "acme");

    private readonly TamperingStore _store = new(new InMemoryMailboxCredentialStore());
    private readonly RecordingLogger<MailboxCredentialManager> _log = new();
    private readonly MailboxCredentialManager _manager;

    public CredentialExportTests() => _manager = new(
        _store, new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)), time: new ManualTime(TestAuthority.Now), logger: _log);

    [Fact]
    public async Task ExportCertificateAsync_OfACredential_IsCertificateAndIssuersWithoutAKey()
    {
        KeyedIdentity identity = await SaveAsync("RSA-2048");

        CredentialExport? export = await _manager.ExportCertificateAsync(Support, identity.Certificate.Sha256, default);

        export!.Certificate.ToArray().Should().Equal(identity.Certificate.Der.ToArray());
        X509Certificate2Collection read = [];
        read.ImportFromPem(export.ToPem());
        read.Should().HaveCount(1 + export.Chain.Count).And.OnlyContain(certificate => !certificate.HasPrivateKey);
        export.ToPem().Should().NotContain("PRIVATE");
        (await _manager.ExportCertificateAsync(new Mailbox("sales@desk.example", "acme"), identity.Certificate.Sha256, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    [InlineData("Ed25519")]
    [InlineData("X25519")]
    public async Task ExportPrivateKeyAsync_EveryKindOfKey_IsImportedAgainAndLogged(string kind)
    {
        KeyedIdentity identity = await SaveAsync(kind);

        PrivateKeyExport export = await _manager.ExportPrivateKeyAsync(Support, identity.Certificate.Sha256, Password.AsMemory(), default);

        export.Status.Should().Be(PrivateKeyExportStatus.Exported);
        CredentialImportResult import = MailboxCredentialImporter.Import(export.Pkcs12, Password);
        import.Status.Should().Be(CredentialImportStatus.Imported);
        import.Credentials.Single().Sha256.Should().Be(identity.Certificate.Sha256);
        MailboxCredentialImporter.Import(export.Pkcs12, "wrong password").Status.Should().Be(CredentialImportStatus.WrongPassword);
        _log.Entries.Should().ContainSingle(entry => entry.Id.Id == 2004).Which.Text.Should().NotContain(Password).And.NotContain("@");
        export.ToString().Should().Be("Exported");
    }

    [Fact]
    public async Task ExportPrivateKeyAsync_OpenedByTheSystem_HasTheKey()
    {
        KeyedIdentity identity = await SaveAsync("RSA-2048");

        PrivateKeyExport export = await _manager.ExportPrivateKeyAsync(Support, identity.Certificate.Sha256, Password.AsMemory(), default);

        using X509Certificate2 opened = X509CertificateLoader.LoadPkcs12(export.Pkcs12.Span, Password);
        opened.HasPrivateKey.Should().BeTrue();
    }

    [Fact]
    public async Task ExportPrivateKeyAsync_WhatIsNotThere_IsTypedAndNotLogged()
    {
        KeyedIdentity identity = await SaveAsync("P-256");
        (await _manager.ExportPrivateKeyAsync(Support, new string('0', 64), Password.AsMemory(), default)).Status.Should().Be(PrivateKeyExportStatus.NotFound);
        _store.OnRead = row => row with { ProtectedKey = new byte[100] };
        (await _manager.ExportPrivateKeyAsync(Support, identity.Certificate.Sha256, Password.AsMemory(), default)).Status.Should().Be(PrivateKeyExportStatus.KeyUnavailable);
        _store.OnRead = row => row;
        await _manager.DestroyKeyAsync(Support, identity.Certificate.Sha256, default);
        (await _manager.ExportPrivateKeyAsync(Support, identity.Certificate.Sha256, Password.AsMemory(), default)).Status.Should().Be(PrivateKeyExportStatus.KeyDestroyed);
        await FluentActions.Awaiting(() => _manager.ExportPrivateKeyAsync(Support, identity.Certificate.Sha256, "too short".AsMemory(), default)).Should().ThrowAsync<ArgumentException>();
        _log.Entries.Should().NotContain(entry => entry.Id.Id == 2004);
    }

    private async Task<KeyedIdentity> SaveAsync(string kind)
    {
        KeyedIdentity identity = SharedIdentities.Desk(kind);
        CredentialImportResult import = MailboxCredentialImporter.Import(identity.CertificatePem + "\n" + identity.KeyPem);
        using MailboxCredential credential = import.Credentials.Single();
        await _manager.SaveAsync(Support, [credential], default);
        return identity;
    }
}

using System.Security.Cryptography;
using System.Text;
using ConsoleDemo.Story;

namespace SmimeHelpdesk.Tests.Samples;

/// <summary>A folder with what an administrator has: credentials, a trust anchor, a signed and a plain mail.</summary>
public sealed class DemoFiles : IAsyncLifetime
{
    private const string DeskAddress = "support@desk.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demo-");

    public string Folder => _folder.FullName;

    public string Credential => PathOf("desk.pem");

    public string CertificateOnly => PathOf("desk.crt");

    public string KeyOnly => PathOf("desk.key");

    public string EncryptedKey => PathOf("desk.encrypted.key");

    public string Trust => PathOf("ca.pem");

    public string Signed => PathOf("b-signed.eml");

    public string Plain => PathOf("a-plain.eml");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async ValueTask InitializeAsync()
    {
        using var pki = new StoryPki(TimeProvider.System.GetUtcNow());
        using ECDsa deskKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa aliceKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = pki.IssuePem(DeskAddress, deskKey);
        await File.WriteAllTextAsync(Credential, pem);
        await File.WriteAllTextAsync(CertificateOnly, pem[..pem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)]);
        await File.WriteAllTextAsync(KeyOnly, deskKey.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(EncryptedKey, deskKey.ExportEncryptedPkcs8PrivateKeyPem("right", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        await File.WriteAllTextAsync(Trust, pki.Root.ExportCertificatePem());

        var alice = new Correspondent("alice@customer.example", TrustAnchors.None);
        await alice.ImportAsync(pki.IssuePem("alice@customer.example", aliceKey));
        await File.WriteAllBytesAsync(Signed, await alice.WriteAsync(DeskAddress, "Printer", "It prints blank pages.", ReplyProtection.Sign));
        await File.WriteAllBytesAsync(Plain, Encoding.UTF8.GetBytes(
            "From: alice@customer.example\r\nTo: support@desk.example\r\nSubject: Hello\r\n\r\nJust text \u001B[31mred\u202E.\r\n"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

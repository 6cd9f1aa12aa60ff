using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Identities that the import tests share, and shorthand for the calls.</summary>
internal static class ImportMaterial
{
    private static readonly Lazy<TestIdentity> SharedRsa = new(() => TestAuthority.Issuing.Issue(new TestSubject("support@desk.example") { Key = "RSA-2048" }));
    private static readonly Lazy<TestIdentity> SharedEllipticCurve = new(() => TestAuthority.Issuing.Issue(new TestSubject("support@desk.example")));

    public static TestIdentity Rsa => SharedRsa.Value;

    public static TestIdentity EllipticCurve => SharedEllipticCurve.Value;

    public static CredentialImportOptions AtNow { get; } = new() { At = TestAuthority.Now };

    public static CredentialImportResult Import(string text, string? password = null) => MailboxCredentialImporter.Import(text, password, AtNow);

    public static CredentialImportResult Import(byte[] file, string? password = null) => MailboxCredentialImporter.Import(file, password, AtNow);

    public static CredentialImportResult Import(params ReadOnlyMemory<byte>[] files) => MailboxCredentialImporter.Import(files, null, AtNow);

    public static string Pem(string label, ReadOnlySpan<byte> der) => PemEncoding.WriteString(label, der) + "\n";

    /// <summary>The key's own structure: RSAPrivateKey or ECPrivateKey.</summary>
    public static byte[] InnerKey(this TestIdentity identity)
    {
        using AsymmetricAlgorithm key = identity.PrivateKey;
        return key is RSA rsa ? rsa.ExportRSAPrivateKey() : ((ECDsa)key).ExportECPrivateKey();
    }

    public static byte[] Pkcs8(this TestIdentity identity)
    {
        using AsymmetricAlgorithm key = identity.PrivateKey;
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>Fails unless exactly the identity's credential was imported, and its key works.</summary>
    public static void ShouldBe(this CredentialImportResult result, TestIdentity identity) => result.ShouldBe(identity.Certificate);

    public static void ShouldBe(this CredentialImportResult result, X509Certificate2 certificate)
    {
        result.Status.Should().Be(CredentialImportStatus.Imported);
        MailboxCredential credential = result.Credentials.Should().ContainSingle().Subject;
        credential.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
        KeyProof.Check(credential);
    }

    public static void ShouldFail(this CredentialImportResult result, CredentialImportStatus status)
    {
        result.Status.Should().Be(status);
        result.Credentials.Should().BeEmpty();
    }
}

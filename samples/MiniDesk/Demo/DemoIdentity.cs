using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiniDesk.Demo;

/// <summary>A certificate with its private key, in the forms in which administrators have them.</summary>
internal sealed class DemoIdentity(string address, X509Certificate2 certificate, ECDsa key, X509Certificate2 issuer) : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000);

    public string Address { get; } = address;

    public X509Certificate2 Certificate { get; } = certificate;

    public string KeyPem => key.ExportPkcs8PrivateKeyPem();

    public string CertificatePem => Certificate.ExportCertificatePem();

    public string Pem => string.Join('\n', CertificatePem, KeyPem, issuer.ExportCertificatePem(), string.Empty);

    public byte[] Pkcs12(string password)
    {
        using X509Certificate2 withKey = Certificate.CopyWithPrivateKey(key);
        return new X509Certificate2Collection(new[] { withKey, issuer }).ExportPkcs12(Encryption, password);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>A certificate with its private key and issuers, in the forms that tests need.</summary>
internal sealed class TestIdentity(X509Certificate2 certificate, TestAuthority issuer)
{
    /// <summary>The certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; } = certificate;

    public TestAuthority Issuer { get; } = issuer;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Certificate.RawData));

    public AsymmetricAlgorithm PrivateKey =>
        (AsymmetricAlgorithm?)Certificate.GetRSAPrivateKey() ?? Certificate.GetECDsaPrivateKey()!;

    public string CertificatePem => Certificate.ExportCertificatePem();

    public string KeyPem => PrivateKey.ExportPkcs8PrivateKeyPem();

    public string ChainPem => string.Join('\n', Issuer.Chain.Select(ca => ca.ExportCertificatePem()));

    /// <summary>Certificate, key and chain in one paste.</summary>
    public string Pem => CertificatePem + "\n" + KeyPem + "\n" + ChainPem + "\n";

    /// <summary>The same as a credential, through the importer.</summary>
    public MailboxCredential Import() => MailboxCredentialImporter.Import(Pem).Credentials.Single();
}

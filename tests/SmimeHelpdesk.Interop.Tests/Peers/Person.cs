using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>Somebody with a certificate of <see cref="RsaAuthority.Issuing"/>, whose key every program can be given.</summary>
/// <param name="Address">The address of the certificate.</param>
/// <param name="Certificate">The certificate, with or without its private key.</param>
/// <param name="KeyPem">The private key, PKCS #8.</param>
internal sealed record Person(string Address, X509Certificate2 Certificate, string KeyPem)
{
    /// <summary>The password of <see cref="Pkcs12"/>.</summary>
    public const string Password = "test";

    public static string RootPem => RsaAuthority.Root.Certificate.ExportCertificatePem();

    public static string IssuingPem => RsaAuthority.Issuing.Certificate.ExportCertificatePem();

    public string CertificatePem => Certificate.ExportCertificatePem();

    /// <summary>Certificate, key and chain in one paste.</summary>
    public string Pem => string.Join('\n', CertificatePem, KeyPem, IssuingPem, RootPem) + "\n";

    /// <summary>A name that no other certificate of these tests has.</summary>
    public string Name => Certificate.Thumbprint;

    public bool IsEd25519 => Certificate.PublicKey.Oid.Value == "1.3.101.112";

    public bool IsEllipticCurve => Certificate.PublicKey.Oid.Value == "1.2.840.10045.2.1";

    /// <summary>Certificate and key in the form that desktop programs import.</summary>
    public byte[] Pkcs12() => Certificate.HasPrivateKey ? Certificate.Export(X509ContentType.Pkcs12, Password) : Pkcs12OfForeignKey();

    // .NET cannot join a certificate with a key that it does not know.
    private byte[] Pkcs12OfForeignKey()
    {
        Pkcs12Store store = new Pkcs12StoreBuilder().Build();
        byte[] pkcs8 = Convert.FromBase64String(string.Concat(KeyPem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal))));
        var certificate = new X509CertificateEntry(new X509CertificateParser().ReadCertificate(Certificate.RawData));
        store.SetKeyEntry(Name, new AsymmetricKeyEntry(PrivateKeyFactory.CreateKey(pkcs8)), [certificate]);
        using var file = new MemoryStream();
        store.Save(file, Password.ToCharArray(), new SecureRandom());
        return file.ToArray();
    }
}

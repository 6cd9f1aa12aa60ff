using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConsoleDemo.Story;

/// <summary>A certification authority that lives for one run.</summary>
internal sealed class StoryPki : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now;

    public StoryPki(DateTimeOffset now)
    {
        _now = now;
        var request = new CertificateRequest("CN=Story CA", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
    }

    public X509Certificate2 Root { get; }

    /// <summary>What an administrator would paste: the mailbox's certificate, its private key and the issuer.</summary>
    public string IssuePem(string address, AsymmetricAlgorithm key)
    {
        CertificateRequest request = key switch
        {
            RSA rsa => new CertificateRequest("CN=" + address, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ECDsa ec => new CertificateRequest("CN=" + address, ec, HashAlgorithmName.SHA256),
            _ => throw new ArgumentException("An RSA or EC key is needed.", nameof(key)),
        };
        Describe(request, address, key is RSA ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.KeyAgreement);
        using X509Certificate2 certificate = request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), _now.AddDays(-1), _now.AddYears(1), RandomNumberGenerator.GetBytes(16));
        return string.Join('\n', certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), Root.ExportCertificatePem());
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }

    private static void Describe(CertificateRequest request, string address, X509KeyUsageFlags encryption)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | encryption, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
    }
}

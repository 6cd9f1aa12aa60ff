using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiniDesk.Demo;

/// <summary>A certification authority for the demo.</summary>
internal sealed class DemoPki : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now;

    public DemoPki(string name, DateTimeOffset now)
    {
        _now = now;
        var request = new CertificateRequest("CN=" + name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(now.AddYears(-3), now.AddYears(10));
    }

    public X509Certificate2 Root { get; }

    /// <summary>Issues a certificate for an address, with a new key.</summary>
    public DemoIdentity Issue(string address, TimeSpan? validFor = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + address, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        X509Certificate2 certificate = request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), _now.AddDays(-30), _now + (validFor ?? TimeSpan.FromDays(365)), RandomNumberGenerator.GetBytes(16));
        return new DemoIdentity(address, certificate, key, Root);
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }
}

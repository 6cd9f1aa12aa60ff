using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>
/// Who issues the certificates of these tests. Its keys are RSA, as most authorities' are, because some programs read no certificate of another kind;
/// and it is valid today, because programs judge by today's clock.
/// </summary>
internal sealed class RsaAuthority
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();
    private static readonly Lazy<RsaAuthority> SharedRoot = new(() => new RsaAuthority("Interop Root CA", null));
    private static readonly Lazy<RsaAuthority> SharedIssuing = new(() => new RsaAuthority("Interop Issuing CA", Root));
    private static readonly Lazy<RsaAuthority> SharedStranger = new(() => new RsaAuthority("Stranger CA", null));
    private readonly RSA _key = RSA.Create(2048);

    private RsaAuthority(string name, RsaAuthority? issuer)
    {
        var request = new CertificateRequest("CN=" + name, _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = issuer is null ? Sign(request.SubjectName, _key, request) : issuer.Sign(request);
    }

    public static RsaAuthority Root => SharedRoot.Value;

    /// <summary>An issuing authority below <see cref="Root"/>.</summary>
    public static RsaAuthority Issuing => SharedIssuing.Value;

    /// <summary>A root that nobody trusts.</summary>
    public static RsaAuthority Stranger => SharedStranger.Value;

    /// <summary>Its certificate, without the private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Issues for a key that the subject's <see cref="TestSubject.Key"/> names.</summary>
    public Person Issue(TestSubject subject)
    {
        using AsymmetricAlgorithm key = subject.CreateKey();
        X509Certificate2 certificate = Issue(subject, new PublicKey(key));
        return new Person(subject.Addresses[0], key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Issues for any other key.</summary>
    public X509Certificate2 Issue(TestSubject subject, PublicKey key)
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject.Name), key, HashAlgorithmName.SHA256);
        subject.AddExtensions(request);
        return Sign(request);
    }

    private static X509Certificate2 Sign(X500DistinguishedName issuer, RSA key, CertificateRequest request) => request.Create(
        issuer, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), Today.AddMonths(-1), Today.AddYears(2), RandomNumberGenerator.GetBytes(8));

    private X509Certificate2 Sign(CertificateRequest request) => Sign(Certificate.SubjectName, _key, request);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>A certification authority made for the tests. Key generation is slow, so the common ones are shared.</summary>
internal sealed class TestAuthority
{
    private static readonly Lazy<TestAuthority> SharedRoot = new(() => CreateRoot("Test Root CA"));
    private static readonly Lazy<TestAuthority> SharedIssuer = new(() => Root.CreateSubordinate("Test Issuing CA"));

    private TestAuthority(X509Certificate2 certificate, TestAuthority? issuer)
    {
        Certificate = certificate;
        Issuer = issuer;
    }

    /// <summary>The instant that most tests judge at; every default validity contains it.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static TestAuthority Root => SharedRoot.Value;

    /// <summary>An issuing CA below <see cref="Root"/>.</summary>
    public static TestAuthority Issuing => SharedIssuer.Value;

    public X509Certificate2 Certificate { get; }

    public TestAuthority? Issuer { get; }

    /// <summary>The CA certificates from this one up, without private keys.</summary>
    public IReadOnlyList<X509Certificate2> Chain =>
        [X509CertificateLoader.LoadCertificate(Certificate.RawData), .. Issuer?.Chain ?? []];

    public static TestAuthority CreateRoot(string name, Action<CertificateRequest>? change = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        AddCaExtensions(request, change);
        return new TestAuthority(request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(10)), null);
    }

    public TestAuthority CreateSubordinate(string name, Action<CertificateRequest>? change = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        AddCaExtensions(request, change);
        using X509Certificate2 issued = request.Create(Certificate, Now.AddYears(-1), Now.AddYears(8), RandomNumberGenerator.GetBytes(8));
        return new TestAuthority(issued.CopyWithPrivateKey(key), this);
    }

    /// <summary>Issues an end-entity certificate.</summary>
    public TestIdentity Issue(TestSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using AsymmetricAlgorithm key = subject.CreateKey();
        CertificateRequest request = key switch
        {
            RSA rsa => new CertificateRequest(subject.Name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ECDsa ec => new CertificateRequest(subject.Name, ec, HashAlgorithmName.SHA256),
            _ => throw new NotSupportedException(),
        };
        subject.AddExtensions(request);
        using ECDsa issuerKey = Certificate.GetECDsaPrivateKey()!;
        using X509Certificate2 issued = request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), subject.NotBefore, subject.NotAfter, RandomNumberGenerator.GetBytes(8));
        X509Certificate2 withKey = key switch
        {
            RSA rsa => issued.CopyWithPrivateKey(rsa),
            ECDsa ec => issued.CopyWithPrivateKey(ec),
            _ => throw new NotSupportedException(),
        };
        return new TestIdentity(withKey, this);
    }

    private static void AddCaExtensions(CertificateRequest request, Action<CertificateRequest>? change)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        change?.Invoke(request);
    }
}

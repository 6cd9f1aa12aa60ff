using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Tests.TestPki;
using CertificateStatus = Org.BouncyCastle.Ocsp.CertificateStatus;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>Certificates that name where to ask about them, and the answers, right and wrong.</summary>
internal static class RevocationPki
{
    public static DateTimeOffset Now => TestAuthority.Now;

    /// <summary>An end-entity certificate with a CRL distribution point and an OCSP responder, each unless null.</summary>
    public static TestIdentity Issue(string? crl = null, string? ocsp = null, TestAuthority? issuer = null, string address = "alice@customer.example", params string[] moreCrls) =>
        (issuer ?? TestAuthority.Issuing).Issue(new TestSubject(address) { Key = "RSA-2048", ExistingKey = SharedKey.Value, Change = request => AddPointers(request, crl, ocsp, moreCrls) });

    public static TestAuthority Subordinate(string? crl = null, string? ocsp = null) =>
        TestAuthority.Root.CreateSubordinate("Asked CA", request => AddPointers(request, crl, ocsp, []));

    /// <summary>A CRL of an authority.</summary>
    public static byte[] Crl(
        TestAuthority issuer, TestAuthority? signer = null, DateTimeOffset? thisUpdate = null, DateTimeOffset? nextUpdate = null, Action<X509V2CrlGenerator>? change = null, params (X509Certificate2 Certificate, int Reason)[] revoked)
    {
        var generator = new X509V2CrlGenerator();
        generator.SetIssuerDN(Bouncy(issuer.Certificate).SubjectDN);
        generator.SetThisUpdate((thisUpdate ?? Now.AddDays(-1)).UtcDateTime);
        generator.SetNextUpdate((nextUpdate ?? Now.AddDays(6)).UtcDateTime);
        foreach ((X509Certificate2 certificate, int reason) in revoked)
        {
            generator.AddCrlEntry(Bouncy(certificate).SerialNumber, Now.AddDays(-3).UtcDateTime, reason);
        }

        change?.Invoke(generator);
        return generator.Generate(Signer((signer ?? issuer).Certificate)).GetEncoded();
    }

    /// <summary>An entry about another certificate that is as long as this and a little more.</summary>
    public static Action<X509V2CrlGenerator> LongEntry(int padding) => generator =>
    {
        var extensions = new X509ExtensionsGenerator();
        extensions.AddExtension(new DerObjectIdentifier("1.2.3.4"), false, new byte[padding]);
        generator.AddCrlEntry(BigInteger.One, Now.UtcDateTime, extensions.Generate());
    };

    /// <summary>Entries about other certificates, 27 bytes each.</summary>
    public static Action<X509V2CrlGenerator> ManyEntries(int count) => generator =>
    {
        for (int i = 0; i < count; i++)
        {
            generator.AddCrlEntry(BigInteger.ValueOf((1L << 62) + i), Now.UtcDateTime, null);
        }
    };

    /// <summary>An OCSP response for a request; revoked by reason, good when null.</summary>
    public static byte[] Ocsp(
        byte[] request, X509Certificate2 signer, int? revoked = null, DateTimeOffset? nextUpdate = null, byte[]? nonce = null, bool withCertificate = true, bool isUnknown = false)
    {
        var asked = new OcspReq(request);
        var generator = new BasicOcspRespGenerator(Bouncy(signer).GetPublicKey());
        CertificateStatus? status = isUnknown ? new UnknownStatus() : revoked is { } reason ? new RevokedStatus(Now.AddDays(-3).UtcDateTime, reason) : CertificateStatus.Good;
        generator.AddResponse(asked.GetRequestList()[0].GetCertID(), status, Now.AddHours(-1).UtcDateTime, (nextUpdate ?? Now.AddDays(1)).UtcDateTime, null);
        if (nonce is not null)
        {
            var extensions = new X509ExtensionsGenerator();
            extensions.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(nonce));
            generator.SetResponseExtensions(extensions.Generate());
        }

        BasicOcspResp basic = generator.Generate(Signer(signer), withCertificate ? [Bouncy(signer)] : [], Now.UtcDateTime);
        return new OCSPRespGenerator().Generate(OcspRespStatus.Successful, basic).GetEncoded();
    }

    /// <summary>A responder's certificate, for OCSP or for mail only.</summary>
    public static TestIdentity Responder(TestAuthority issuer, string purpose = "1.3.6.1.5.5.7.3.9", string? crl = null, bool noCheck = false) =>
        issuer.Issue(new TestSubject
        {
            Name = "CN=Responder",
            Purposes = [purpose],
            Change = request =>
            {
                AddPointers(request, crl, null, []);
                if (noCheck)
                {
                    request.CertificateExtensions.Add(new System.Security.Cryptography.X509Certificates.X509Extension("1.3.6.1.5.5.7.48.1.5", [5, 0], false));
                }
            },
        });

    /// <summary>An end-entity certificate that says where its issuer may be fetched.</summary>
    public static TestIdentity IssueWithIssuerUrl(TestAuthority issuer, string url, string? crl = null) => issuer.Issue(new TestSubject("alice@customer.example")
    {
        ExistingKey = SharedKey.Value,
        Change = request =>
        {
            AddPointers(request, crl, null, []);
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [url]));
        },
    });

    /// <summary>An authority below another one that says where that one may be fetched.</summary>
    public static TestAuthority SubordinateWithIssuerUrl(TestAuthority issuer, string name, string url) =>
        issuer.CreateSubordinate(name, request => request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [url])));

    public static RevocationRequest Question(TestIdentity identity) => new()
    {
        Path = [identity.Certificate.RawData, .. identity.Issuer.Chain.Select(issuer => new ReadOnlyMemory<byte>(issuer.RawData))],
        Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
        At = Now,
    };

    public static Org.BouncyCastle.X509.X509Certificate Bouncy(X509Certificate2 certificate) => new(certificate.RawData);

    private static Lazy<RSA> SharedKey { get; } = new(() => RSA.Create(2048));

    private static Asn1SignatureFactory Signer(X509Certificate2 certificate)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return new Asn1SignatureFactory("SHA256withECDSA", Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()));
    }

    private static void AddPointers(CertificateRequest request, string? crl, string? ocsp, string[] moreCrls)
    {
        if (crl is not null)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crl, .. moreCrls]));
        }

        if (ocsp is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([ocsp], null));
        }
    }
}

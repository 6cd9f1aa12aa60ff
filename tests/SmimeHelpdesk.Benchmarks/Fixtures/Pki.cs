using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>A root, an issuing authority below it, and two people: the helpdesk's mailbox and a customer.</summary>
internal sealed class Pki
{
    private static readonly ConcurrentDictionary<KeyKind, Pki> Known = new();

    private Pki(KeyKind kind)
    {
        Kind = kind;
        Root = Issue("CN=Benchmark Root", null, null);
        Issuing = Issue("CN=Benchmark Issuing", null, Root);
        Mailbox = Issue("CN=Support", Desk.Address, Issuing);
        Customer = Issue("CN=Alice", Desk.CustomerAddress, Issuing);
    }

    public KeyKind Kind { get; }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issuing { get; }

    public X509Certificate2 Mailbox { get; }

    public X509Certificate2 Customer { get; }

    public static Pki For(KeyKind kind) => Known.GetOrAdd(kind, missing => new Pki(missing));

    /// <summary>Certificate, key and issuer as an administrator pastes them.</summary>
    public string Pem(X509Certificate2 person) => string.Join('\n', person.ExportCertificatePem(), Key(person).ExportPkcs8PrivateKeyPem(), Issuing.ExportCertificatePem());

    public static AsymmetricAlgorithm Key(X509Certificate2 person) => (AsymmetricAlgorithm?)person.GetRSAPrivateKey() ?? person.GetECDsaPrivateKey()!;

    private X509Certificate2 Issue(string name, string? address, X509Certificate2? issuer)
    {
        AsymmetricAlgorithm key = Kind.Create();
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        AddExtensions(request, address, issuer);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (issuer is null)
        {
            return request.CreateSelfSigned(now.AddDays(-2), now.AddYears(2));
        }

        using AsymmetricAlgorithm signer = Key(issuer);
        X509SignatureGenerator generator = signer is RSA issuerRsa
            ? X509SignatureGenerator.CreateForRSA(issuerRsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)signer);
        using X509Certificate2 bare = request.Create(issuer.SubjectName, generator, now.AddDays(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        return key is RSA own ? bare.CopyWithPrivateKey(own) : bare.CopyWithPrivateKey((ECDsa)key);
    }

    private static void AddExtensions(CertificateRequest request, string? address, X509Certificate2? issuer)
    {
        bool isAuthority = address is null;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement, true));
        if (issuer is not null)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        }

        if (address is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddEmailAddress(address);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], false));
        }
    }
}

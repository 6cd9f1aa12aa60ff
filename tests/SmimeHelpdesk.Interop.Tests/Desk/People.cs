using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Interop.Tests.Desk;

internal enum KeyKind
{
    Rsa,
    P256,
    P384,
    Ed25519,

    /// <summary>An RSA key that may sign with RSASSA-PSS only.</summary>
    RsaPss,
}

/// <summary>The customers and the helpdesk, each with one certificate for each kind of key.</summary>
internal static class People
{
    public const string Customer = "alice@customer.example";
    public const string Colleague = "bob@customer.example";
    public const string Support = "support@desk.example";
    private static readonly Lazy<Person> LazyStranger = new(() => RsaAuthority.Stranger.Issue(Subject(Support) with { Key = "RSA-2048" }));
    private static readonly ConcurrentDictionary<(string Address, KeyKind Key), Lazy<Person>> Made = new();

    /// <summary>One who calls himself support.</summary>
    public static Person Stranger => LazyStranger.Value;

    public static Person Of(string address, KeyKind key) => Made.GetOrAdd((address, key), made => new Lazy<Person>(() => Make(made.Address, made.Key))).Value;

    private static Person Make(string address, KeyKind key) => key switch
    {
        KeyKind.Ed25519 => Ed25519(address),
        KeyKind.RsaPss => RsaPss(address),
        KeyKind.Rsa => RsaAuthority.Issuing.Issue(Subject(address) with { Key = "RSA-2048" }),
        KeyKind.P384 => RsaAuthority.Issuing.Issue(Subject(address) with { Key = "P-384" }),
        _ => RsaAuthority.Issuing.Issue(Subject(address)),
    };

    private static TestSubject Subject(string address) => new(address) { Name = "CN=" + address.Split('@')[0] };

    private static Person Ed25519(string address)
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());

        // RFC 8410 section 7, without the public key, which not every program skips.
        byte[] pkcs8 = [.. Convert.FromHexString("302E020100300506032B657004220420"), .. key.GetEncoded()];
        byte[] info = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey()).GetEncoded();
        TestSubject subject = Subject(address) with { KeyUsage = X509KeyUsageFlags.DigitalSignature };
        return new Person(address, RsaAuthority.Issuing.Issue(subject, PublicKey.CreateFromSubjectPublicKeyInfo(info, out _)), PemEncoding.WriteString("PRIVATE KEY", pkcs8));
    }

    private static Person RsaPss(string address)
    {
        using RSA rsa = RSA.Create(2048);
        var key = new PublicKey(new Oid("1.2.840.113549.1.1.10"), null, new AsnEncodedData(rsa.ExportRSAPublicKey()));
        TestSubject subject = Subject(address) with { KeyUsage = X509KeyUsageFlags.DigitalSignature };
        return new Person(address, RsaAuthority.Issuing.Issue(subject, key), rsa.ExportPkcs8PrivateKeyPem());
    }
}

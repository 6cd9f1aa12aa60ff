using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>One SignerInfo, made by BouncyCastle's signers in whatever form a test wants.</summary>
internal sealed record ForgedSigner(KeyedIdentity Identity)
{
    public string Digest { get; init; } = CmsOids.Sha256;

    /// <summary>The digest's AlgorithmIdentifier when it has parameters.</summary>
    public byte[]? DigestAlgorithm { get; init; }

    /// <summary>The digest of the signature when it is another than the content's.</summary>
    public string? SignatureDigest { get; init; }

    public byte[]? SignatureAlgorithm { get; init; }

    /// <summary>A PSS signature with these parameters.</summary>
    public (string Hash, string Mask, int Salt)? Pss { get; init; }

    public bool HasAttributes { get; init; } = true;

    public bool ByKeyIdentifier { get; init; }

    /// <summary>Whose issuer and serial number the signer names; itself when null.</summary>
    public ParsedCertificate? Named { get; init; }

    public string? ContentTypeAttribute { get; init; }

    public DateTimeOffset SigningTime { get; init; } = TestAuthority.Now;

    public IReadOnlyList<byte[]> MoreAttributes { get; init; } = [];

    public IReadOnlyList<byte[]> UnsignedAttributes { get; init; } = [];

    /// <summary>The SET as it is signed and sent; null for DER.</summary>
    public Func<IReadOnlyList<byte[]>, byte[]>? Arrange { get; init; }

    /// <summary>The SET as it is sent, when it was signed in another form.</summary>
    public Func<IReadOnlyList<byte[]>, byte[]>? Send { get; init; }

    /// <summary>A last change of the signature value.</summary>
    public Func<byte[], byte[]>? Change { get; init; }

    public static byte[] Attribute(string oid, params byte[][] values) => Ber.Sequence(Ber.Oid(oid), Ber.Set(values));

    public byte[] DigestIdentifier => DigestAlgorithm ?? Ber.Algorithm(Digest);

    public byte[] Encode(string contentType, byte[] content)
    {
        List<byte[]> attributes = [.. Attributes(contentType, content)];
        byte[] signedSet = Arrange?.Invoke(attributes) ?? Ber.SortedSet(attributes);
        byte[] signature = Sign(HasAttributes ? signedSet : content);
        return Ber.Sequence(
        [
            Ber.Integer(ByKeyIdentifier ? 3 : 1),
            ByKeyIdentifier ? Ber.ContextOctets(0, (Named ?? Identity.Certificate).Extensions.SubjectKeyIdentifier.ToArray()) : IssuerAndSerial(Named ?? Identity.Certificate),
            DigestIdentifier,
            .. HasAttributes ? [Ber.Retagged(0xA0, Send?.Invoke(attributes) ?? signedSet)] : Array.Empty<byte[]>(),
            SignatureAlgorithm ?? DefaultAlgorithm(),
            Ber.Octets(Change?.Invoke(signature) ?? signature),
            .. UnsignedAttributes.Count > 0 ? [Ber.Context(1, [.. UnsignedAttributes])] : Array.Empty<byte[]>(),
        ]);
    }

    public static byte[] IssuerAndSerial(ParsedCertificate certificate) =>
        Ber.Sequence(certificate.IssuerDer.ToArray(), new DerInteger(certificate.SerialNumber.ToArray()).GetEncoded());

    private IEnumerable<byte[]> Attributes(string contentType, byte[] content)
    {
        yield return Attribute(CmsOids.ContentType, Ber.Oid(ContentTypeAttribute ?? contentType));
        yield return Attribute(CmsOids.SigningTime, new DerUtcTime(SigningTime.UtcDateTime, 2049).GetEncoded());
        yield return Attribute(CmsOids.MessageDigest, Ber.Octets(DigestUtilities.CalculateDigest(Name(Digest), content)));
        foreach (byte[] attribute in MoreAttributes)
        {
            yield return attribute;
        }
    }

    private byte[] Sign(byte[] data)
    {
        ISigner signer = Pss is { } pss
            ? new PssSigner(new RsaBlindedEngine(), DigestUtilities.GetDigest(pss.Hash), DigestUtilities.GetDigest(pss.Mask), pss.Salt)
            : Identity.Certificate.PublicKey.Family switch
            {
                KeyFamily.Rsa => SignerUtilities.GetSigner(Name(SignatureDigest ?? Digest) + "withRSA"),
                KeyFamily.EllipticCurve => SignerUtilities.GetSigner(Name(SignatureDigest ?? Digest) + "withECDSA"),
                KeyFamily.Ed25519 => new Ed25519Signer(),
                KeyFamily.Ed448 => new Ed448Signer([]),
                _ => SignerUtilities.GetSigner(Identity.Certificate.PublicKey.Name),
            };
        AsymmetricKeyParameter key = Identity.PrivateKey;
        signer.Init(true, key is RsaKeyParameters or ECPrivateKeyParameters && Pss is null ? new ParametersWithRandom(key) : key);
        signer.BlockUpdate(data, 0, data.Length);
        return signer.GenerateSignature();
    }

    private byte[] DefaultAlgorithm() => Pss is { } pss
        ? Ber.Algorithm(CmsOids.RsaPss, Ber.Sequence(
            Ber.Context(0, Ber.Algorithm(pss.Hash, Ber.Null)),
            Ber.Context(1, Ber.Algorithm(CmsOids.Mgf1, Ber.Algorithm(pss.Mask, Ber.Null))),
            Ber.Context(2, Ber.Integer(pss.Salt))))
        : Identity.Certificate.PublicKey.Family switch
        {
            KeyFamily.Rsa => Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null),
            KeyFamily.EllipticCurve => Ber.Algorithm((SignatureDigest ?? Digest) switch
            {
                CmsOids.Sha1 => "1.2.840.10045.4.1",
                CmsOids.Sha224 => "1.2.840.10045.4.3.1",
                CmsOids.Sha384 => "1.2.840.10045.4.3.3",
                CmsOids.Sha512 => "1.2.840.10045.4.3.4",
                _ => "1.2.840.10045.4.3.2",
            }),
            _ => Ber.Algorithm(Identity.Certificate.Structure.SubjectPublicKeyInfo.Algorithm.Algorithm.Id),
        };

    private static string Name(string digest) => digest switch
    {
        CmsOids.Shake256 or CmsOids.Shake256Len => "SHAKE256",
        CmsOids.Md5 => "MD5",
        CmsOids.Sha1 => "SHA1",
        CmsOids.Sha224 => "SHA224",
        CmsOids.Sha384 => "SHA384",
        CmsOids.Sha512 => "SHA512",
        CmsOids.Ripemd160 => "RIPEMD160",
        "2.16.840.1.101.3.4.2.8" => "SHA3-256",
        "2.16.840.1.101.3.4.2.10" => "SHA3-512",
        _ => "SHA256",
    };
}

using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>How a certificate's key signs: the algorithms that every program reads, unless the key itself demands another.</summary>
internal sealed class SignatureScheme
{
    private static readonly DigestAlgorithm Sha256 = DigestAlgorithm.FromOid(NistObjectIdentifiers.IdSha256.Id)!;
    private static readonly DigestAlgorithm Sha384 = DigestAlgorithm.FromOid(NistObjectIdentifiers.IdSha384.Id)!;
    private static readonly DigestAlgorithm Sha512 = DigestAlgorithm.FromOid(NistObjectIdentifiers.IdSha512.Id)!;

    private static readonly SignatureScheme Rsa =
        new(KeyFamily.Rsa, Sha256, new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance));

    private static readonly SignatureScheme CurveSha256 = new(KeyFamily.EllipticCurve, Sha256, new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha256));
    private static readonly SignatureScheme CurveSha384 = new(KeyFamily.EllipticCurve, Sha384, new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha384));
    private static readonly SignatureScheme CurveSha512 = new(KeyFamily.EllipticCurve, Sha512, new AlgorithmIdentifier(X9ObjectIdentifiers.ECDsaWithSha512));

    private readonly KeyFamily _family;

    private SignatureScheme(KeyFamily family, DigestAlgorithm digest, AlgorithmIdentifier signature)
    {
        _family = family;
        Digest = digest;
        Signature = signature;
        SignatureDer = signature.GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>The digest of the content; for most schemes also that of the signature.</summary>
    public DigestAlgorithm Digest { get; }

    /// <summary>The signatureAlgorithm of the SignerInfo.</summary>
    public AlgorithmIdentifier Signature { get; }

    /// <summary>The same, encoded.</summary>
    public ReadOnlyMemory<byte> SignatureDer { get; }

    /// <summary>The micalg parameter of multipart/signed (RFC 8551 section 3.5.3.2).</summary>
    public string MessageIntegrityCheck => Digest == Sha512 ? "sha-512" : Digest == Sha384 ? "sha-384" : "sha-256";

    /// <summary>The scheme of a certificate's key; null when signing with it is not supported.</summary>
    public static SignatureScheme? For(ParsedCertificate certificate)
    {
        AlgorithmIdentifier key = certificate.Structure.SubjectPublicKeyInfo.Algorithm;
        KeyFamily family = certificate.PublicKey.Family;
        return family switch
        {
            KeyFamily.Rsa when key.Algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption) => Rsa,
            KeyFamily.RsaPss => ForPss(key.Parameters),
            KeyFamily.EllipticCurve => ForCurve(certificate.PublicKey.Bits),

            // RFC 8419 section 3.1 and RFC 9882 section 3.3: the content is digested with SHA-512, the attributes are signed as they are.
            KeyFamily.Ed25519 or KeyFamily.MlDsa => new(family, Sha512, new AlgorithmIdentifier(key.Algorithm)),
            _ => null,
        };
    }

    /// <summary>Whether a private key has the object that this scheme computes with.</summary>
    public bool FitsKey(MailboxPrivateKey key) => _family switch
    {
        KeyFamily.Rsa or KeyFamily.RsaPss => key.Rsa is not null,
        KeyFamily.EllipticCurve => key.Ecdsa is not null,
        _ => key.Pkcs8 is not null,
    };

    public byte[] Sign(MailboxPrivateKey key, ReadOnlySpan<byte> data) => _family switch
    {
        KeyFamily.Rsa => key.Rsa!.SignHash(Digest.Hash(data), Digest.Name, RSASignaturePadding.Pkcs1),
        KeyFamily.RsaPss => key.Rsa!.SignHash(Digest.Hash(data), Digest.Name, RSASignaturePadding.Pss),
        KeyFamily.EllipticCurve => key.Ecdsa!.SignHash(Digest.Hash(data), DSASignatureFormat.Rfc3279DerSequence),
        _ => SoftwareSigner.Sign(key.Pkcs8!, Signature.Algorithm, data),
    };

    private static SignatureScheme ForCurve(int bits) => bits switch
    {
        <= 256 => CurveSha256,
        <= 384 => CurveSha384,
        _ => CurveSha512,
    };

    // A key may be bound to one hash, mask and least salt (RFC 4055 section 3.1). .NET salts with the hash's length.
    private static SignatureScheme? ForPss(Asn1Encodable? bound)
    {
        DigestAlgorithm? digest = Sha256;
        if (bound is not null)
        {
            RsassaPssParameters parameters = RsassaPssParameters.GetInstance(bound);
            digest = Array.Find([Sha256, Sha384, Sha512], known => known.Oid == parameters.HashAlgorithm.Algorithm.Id);
            string mask = AlgorithmIdentifier.GetInstance(parameters.MaskGenAlgorithm.Parameters).Algorithm.Id;
            if (digest is null || mask != digest.Oid || parameters.SaltLength.IntValueExact > digest.Size)
            {
                return null;
            }
        }

        var hash = new AlgorithmIdentifier(new DerObjectIdentifier(digest.Oid), DerNull.Instance);
        var pss = new RsassaPssParameters(hash, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdMgf1, hash), DerInteger.ValueOf(digest.Size), DerInteger.One);
        return new(KeyFamily.RsaPss, digest, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsassaPss, pss));
    }
}

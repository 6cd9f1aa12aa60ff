using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>RSA signatures, PKCS #1 v1.5 and PSS with any parameters (RFC 8017, RFC 4055).</summary>
internal static class RsaSignature
{
    public static SignatureCheck Verify(
        ParsedCertificate key, AlgorithmIdentifier algorithm, string? digestOid, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SmimeLimits limits)
    {
        (RSAParameters parameters, int bits, int exponentBits) = ReadKey(key);
        if (bits > limits.MaximumRsaKeySize || exponentBits > limits.MaximumRsaExponentSize || bits < 512)
        {
            return SignatureCheck.KeyOutOfBounds;
        }

        // A signature has the modulus' length (RFC 8017 section 8.1.2 step 1); anything else is not worth computing.
        if (signature.Length != (bits + 7) / 8)
        {
            return SignatureCheck.Bad;
        }

        string oid = algorithm.Algorithm.Id;
        if (oid == "1.2.840.113549.1.1.10")
        {
            return VerifyPss(parameters, algorithm.Parameters, data, signature);
        }

        // A key that is restricted to PSS must not verify v1.5 (RFC 4055 section 3.1).
        DigestAlgorithm? digest = DigestAlgorithm.FromSignature(oid) ?? DigestAlgorithm.FromOid(digestOid);
        if (digest is null || !SignatureFamilies.IsRsaPkcs1(oid) || key.PublicKey.Family is not KeyFamily.Rsa)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        if (!digest.IsNative)
        {
            return !RsaPublicPower.IsAffordable(parameters) ? SignatureCheck.KeyOutOfBounds
                : Pkcs1Encoding.Verify(parameters, digest.Hash(data), digest, signature) ? SignatureCheck.Good : SignatureCheck.Bad;
        }

        using RSA rsa = RSA.Create(parameters);
        bool good = rsa.VerifyHash(digest.Hash(data), signature, digest.Name, RSASignaturePadding.Pkcs1);
        return good ? SignatureCheck.Good : SignatureCheck.Bad;
    }

    private static SignatureCheck VerifyPss(RSAParameters key, Asn1Encodable? encoded, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        RsassaPssParameters pss = encoded is null ? new RsassaPssParameters() : RsassaPssParameters.GetInstance(encoded);
        DigestAlgorithm? digest = DigestAlgorithm.FromOid(pss.HashAlgorithm.Algorithm.Id);
        DigestAlgorithm? mask = DigestAlgorithm.FromOid(AlgorithmIdentifier.GetInstance(pss.MaskGenAlgorithm.Parameters).Algorithm.Id);
        if (digest is null || mask is null || pss.MaskGenAlgorithm.Algorithm.Id != PkcsObjectIdentifiers.IdMgf1.Id)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        int salt = pss.SaltLength.IntValueExact;
        if (digest == mask && salt == digest.Size && digest.IsNative)
        {
            using RSA rsa = RSA.Create(key);
            return rsa.VerifyHash(digest.Hash(data), signature, digest.Name, RSASignaturePadding.Pss) ? SignatureCheck.Good : SignatureCheck.Bad;
        }

        // .NET checks only a salt of the digest's length and one hash for both.
        return !RsaPublicPower.IsAffordable(key) ? SignatureCheck.KeyOutOfBounds
            : PssEncoding.Verify(key, digest.Hash(data), digest, mask, salt, signature) ? SignatureCheck.Good : SignatureCheck.Bad;
    }

    private static (RSAParameters Key, int Bits, int ExponentBits) ReadKey(ParsedCertificate certificate)
    {
        SubjectPublicKeyInfo info = certificate.Structure.SubjectPublicKeyInfo;
        RsaPublicKeyStructure key = RsaPublicKeyStructure.GetInstance(info.ParsePublicKey());
        var parameters = new RSAParameters { Modulus = key.Modulus.ToByteArrayUnsigned(), Exponent = key.PublicExponent.ToByteArrayUnsigned() };
        return (parameters, key.Modulus.BitLength, key.PublicExponent.BitLength);
    }
}

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
        RsaNumbers numbers = key.RsaNumbers;
        int bits = numbers.ModulusBits;
        if (bits > limits.MaximumRsaKeySize || numbers.ExponentBits > limits.MaximumRsaExponentSize || bits < 512)
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
            return VerifyPss(key, algorithm.Parameters, data, signature);
        }

        // A key that is restricted to PSS must not verify v1.5 (RFC 4055 section 3.1).
        DigestAlgorithm? digest = DigestAlgorithm.FromSignature(oid) ?? DigestAlgorithm.FromOid(digestOid);
        if (digest is null || !SignatureFamilies.IsRsaPkcs1(oid) || key.PublicKey.Family is not KeyFamily.Rsa)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        if (!digest.IsNative)
        {
            RSAParameters parameters = numbers.Parameters;
            return !RsaPublicPower.IsAffordable(parameters) ? SignatureCheck.KeyOutOfBounds
                : Pkcs1Encoding.Verify(parameters, digest.Hash(data), digest, signature) ? SignatureCheck.Good : SignatureCheck.Bad;
        }

        return Verify(key, digest, RSASignaturePadding.Pkcs1, data, signature);
    }

    private static SignatureCheck Verify(ParsedCertificate key, DigestAlgorithm digest, RSASignaturePadding padding, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        bool good = key.OpenRsa.Use(
            (key, digest, padding, hash: digest.Hash(data), signature: signature.ToArray()),
            static state => RSA.Create(state.key.RsaNumbers.Parameters),
            static (rsa, state) => rsa.VerifyHash(state.hash, state.signature, state.digest.Name, state.padding));
        return good ? SignatureCheck.Good : SignatureCheck.Bad;
    }

    private static SignatureCheck VerifyPss(ParsedCertificate key, Asn1Encodable? encoded, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        RsassaPssParameters pss = encoded is null ? new RsassaPssParameters() : RsassaPssParameters.GetInstance(encoded);
        DigestAlgorithm? digest = DigestAlgorithm.FromOid(pss.HashAlgorithm.Algorithm.Id);
        DigestAlgorithm? mask = DigestAlgorithm.FromOid(AlgorithmIdentifier.GetInstance(pss.MaskGenAlgorithm.Parameters).Algorithm.Id);
        if (digest is null || mask is null || pss.MaskGenAlgorithm.Algorithm.Id != PkcsObjectIdentifiers.IdMgf1.Id)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        if (!PssKeyParameters.Allow(key, pss))
        {
            return SignatureCheck.Bad;
        }

        int salt = pss.SaltLength.IntValueExact;
        if (digest == mask && salt == digest.Size && digest.IsNative)
        {
            return Verify(key, digest, RSASignaturePadding.Pss, data, signature);
        }

        // .NET checks only a salt of the digest's length and one hash for both.
        RSAParameters parameters = key.RsaNumbers.Parameters;
        return !RsaPublicPower.IsAffordable(parameters) ? SignatureCheck.KeyOutOfBounds
            : PssEncoding.Verify(parameters, digest.Hash(data), digest, mask, salt, signature) ? SignatureCheck.Good : SignatureCheck.Bad;
    }
}

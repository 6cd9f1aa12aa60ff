using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// Checks one public-key signature: RSA and ECDSA by .NET, which is many times faster, the rest by BouncyCastle. Bounds on the key
/// are checked before any arithmetic.
/// </summary>
internal static class PublicKeySignature
{
    /// <summary>Checks a signature over data with the algorithm that the AlgorithmIdentifier names.</summary>
    /// <param name="key">The key's owner.</param>
    /// <param name="algorithm">The signature AlgorithmIdentifier.</param>
    /// <param name="digestOid">The digest when the identifier does not imply one (CMS writes rsaEncryption); else null.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature value.</param>
    /// <param name="limits">The bounds.</param>
    public static SignatureCheck Verify(
        ParsedCertificate key, AlgorithmIdentifier algorithm, string? digestOid, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SmimeLimits limits)
    {
        try
        {
            return key.PublicKey.Family switch
            {
                KeyFamily.Rsa or KeyFamily.RsaPss => RsaSignature.Verify(key, algorithm, digestOid, data, signature, limits),
                KeyFamily.EllipticCurve => VerifyEcdsa(key, algorithm, digestOid, data, signature),
                KeyFamily.Ed25519 or KeyFamily.Ed448 or KeyFamily.MlDsa => VerifyPure(key, algorithm, data, signature),
                _ => SignatureCheck.UnsupportedAlgorithm,
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Keys and signatures come from the mail; whatever the engines think of them, they do not verify.
            return SignatureCheck.Bad;
        }
    }

    private static SignatureCheck VerifyEcdsa(
        ParsedCertificate key, AlgorithmIdentifier algorithm, string? digestOid, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        DigestAlgorithm? digest = DigestAlgorithm.FromSignature(algorithm.Algorithm.Id) ?? DigestAlgorithm.FromOid(digestOid);
        if (digest is null || !SignatureFamilies.IsEcdsa(algorithm.Algorithm.Id))
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        byte[] hash = digest.Hash(data);
        bool good = key.OpenEcdsa.Use(
            (key, hash, signature: signature.ToArray()),
            static state => Open(state.key),
            static (ecdsa, state) => ecdsa.VerifyHash(state.hash, state.signature, DSASignatureFormat.Rfc3279DerSequence));
        return good ? SignatureCheck.Good : SignatureCheck.Bad;
    }

    private static ECDsa Open(ParsedCertificate key)
    {
        ECDsa ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
            return ecdsa;
        }
        catch
        {
            ecdsa.Dispose();
            throw;
        }
    }

    // Pure schemes sign the data itself; the identifier must name the key's own scheme (RFC 8419, RFC 9882).
    private static SignatureCheck VerifyPure(ParsedCertificate key, AlgorithmIdentifier algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.GetInstance(Asn1Object.FromByteArray(key.SubjectPublicKeyInfo.ToArray()));
        if (!info.Algorithm.Algorithm.Equals(algorithm.Algorithm))
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        Org.BouncyCastle.Crypto.AsymmetricKeyParameter parameters = PublicKeyFactory.CreateKey(info);
        Org.BouncyCastle.Crypto.ISigner signer = key.PublicKey.Family switch
        {
            KeyFamily.Ed25519 => new Ed25519Signer(),
            KeyFamily.Ed448 => new Ed448Signer([]),
            _ => SignerUtilities.GetSigner(algorithm.Algorithm),
        };
        signer.Init(false, parameters);
        signer.BlockUpdate(data);
        return signer.VerifySignature(signature.ToArray()) ? SignatureCheck.Good : SignatureCheck.Bad;
    }
}

using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Ess;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The rules of signed attributes: RFC 5652 section 11, RFC 8551 section 2.5, RFC 5035, RFC 6211.</summary>
internal static class AttributeRules
{
    private static readonly string[] Required = [CmsOid.ContentTypeAttribute, CmsOid.MessageDigestAttribute];

    // One instance with one value each, and never among the unsigned ones.
    private static readonly string[] AtMostOne =
    [
        CmsOid.ContentTypeAttribute, CmsOid.MessageDigestAttribute, CmsOid.SigningTimeAttribute, CmsOid.CapabilitiesAttribute,
        CmsOid.EncryptionKeyPreferenceAttribute, CmsOid.SigningCertificateAttribute, CmsOid.SigningCertificateV2Attribute,
        CmsOid.AlgorithmProtectionAttribute,
    ];

    public static void Check(string contentType, SignerInformation signer, ParsedCertificate certificate, SignerOutcome outcome)
    {
        SignerAttributes attributes = signer.SignedAttributes!;
        CheckCounts(attributes, signer.UnsignedAttributes, outcome);
        if (attributes.Single(CmsOid.ContentTypeAttribute) is { } type && (type as DerObjectIdentifier)?.Id != contentType)
        {
            outcome.Add(SignatureReason.ContentTypeMismatch, "attribute", "content-type");
        }

        if (attributes.Single(CmsOid.MessageDigestAttribute) is not (null or Asn1OctetString))
        {
            outcome.Add(SignatureReason.Malformed, "attribute", "message-digest");
        }

        if (attributes.Count(CmsOid.SigningTimeAttribute) > 0 && SigningTime(attributes) is null)
        {
            outcome.Add(SignatureReason.AttributeAmbiguous, "attribute", "signing-time");
        }

        Guarded("CMSAlgorithmProtection", outcome, () => CheckAlgorithmProtection(signer, outcome));
        Guarded("signingCertificate", outcome, () => CheckSigningCertificate(attributes, certificate, outcome));
    }

    /// <summary>The claimed signing time, UTCTime or GeneralizedTime; null when absent or unreadable.</summary>
    public static DateTimeOffset? SigningTime(SignerAttributes attributes)
    {
        try
        {
            return attributes.Single(CmsOid.SigningTimeAttribute) switch
            {
                Asn1UtcTime time => new DateTimeOffset(DateTime.SpecifyKind(time.ToDateTime(2049), DateTimeKind.Utc)),
                Asn1GeneralizedTime time => new DateTimeOffset(DateTime.SpecifyKind(time.ToDateTime(), DateTimeKind.Utc)),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Days and hours that no calendar has.
            return null;
        }
    }

    /// <summary>Whether content is a DER set of attributes, so that one signature could be claimed for both.</summary>
    public static bool LooksLikeAttributes(ByteSource content)
    {
        Span<byte> first = stackalloc byte[1];
        if (content.Read(0, first) == 0 || first[0] != 0x31)
        {
            return false;
        }

        try
        {
            BerElement set = BerElement.Read(content);
            return set.TotalLength == content.Length && set.Children().All(child => child.IsSequence);
        }
        catch (Exception exception) when (exception is CmsFormatException or LimitExceededException)
        {
            return false;
        }
    }

    private static void CheckCounts(SignerAttributes attributes, SignerAttributes? unsigned, SignerOutcome outcome)
    {
        foreach (string oid in AtMostOne)
        {
            int count = attributes.Count(oid);
            if (count == 0 && Required.Contains(oid))
            {
                outcome.Add(SignatureReason.AttributeMissing, "attribute", oid);
            }

            if (count > 0 && attributes.Single(oid) is null)
            {
                outcome.Add(SignatureReason.AttributeAmbiguous, "attribute", oid);
            }

            if (unsigned is not null && unsigned.Count(oid) > 0)
            {
                outcome.Add(SignatureReason.AttributeAmbiguous, "attribute", oid);
            }
        }
    }

    // RFC 6211 section 2: the protected identifiers must be those that the SignerInfo names.
    private static void CheckAlgorithmProtection(SignerInformation signer, SignerOutcome outcome)
    {
        if (signer.SignedAttributes!.Single(CmsOid.AlgorithmProtectionAttribute) is not { } value)
        {
            return;
        }

        CmsAlgorithmProtection protection = CmsAlgorithmProtection.GetInstance(value);
        bool same = protection.DigestAlgorithm.Algorithm.Equals(signer.DigestAlgorithm.Algorithm)
            && protection.SignatureAlgorithm is { } protectedAlgorithm
            && (protectedAlgorithm.Equals(signer.SignatureAlgorithm)
                || (protectedAlgorithm.Algorithm.Equals(signer.SignatureAlgorithm.Algorithm) && HasNoParameters(protectedAlgorithm) && HasNoParameters(signer.SignatureAlgorithm)));
        if (!same)
        {
            outcome.Add(SignatureReason.AlgorithmMismatch, "algorithm", signer.SignatureAlgorithm.Algorithm.Id);
        }
    }

    private static bool HasNoParameters(Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier algorithm) => algorithm.Parameters is null or DerNull;

    // RFC 5035 section 5: the first certificate identifier must be the signer's; this is what stops another certificate with the
    // same key, or the same issuer and serial number, from taking its place.
    private static void CheckSigningCertificate(SignerAttributes attributes, ParsedCertificate certificate, SignerOutcome outcome)
    {
        if (attributes.Single(CmsOid.SigningCertificateV2Attribute) is { } second)
        {
            EssCertIDv2 id = SigningCertificateV2.GetInstance(second).GetCerts()[0];
            DigestAlgorithm? digest = DigestAlgorithm.FromOid(id.HashAlgorithm.Algorithm.Id);
            Compare(digest?.Hash(certificate.Der.Span), id.GetCertHash(), certificate, outcome);
        }

        if (attributes.Single(CmsOid.SigningCertificateAttribute) is { } first)
        {
            EssCertID id = SigningCertificate.GetInstance(first).GetCerts()[0];
            Compare(SHA1.HashData(certificate.Der.Span), id.GetCertHash(), certificate, outcome);
        }
    }

    private static void Compare(byte[]? actual, byte[] claimed, ParsedCertificate certificate, SignerOutcome outcome)
    {
        if (actual is null || !actual.AsSpan().SequenceEqual(claimed))
        {
            outcome.Add(SignatureReason.SigningCertificateMismatch, "subject", certificate.Subject);
        }
    }

    private static void Guarded(string attribute, SignerOutcome outcome, Action check)
    {
        try
        {
            check();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The ASN.1 layer reports broken attributes by many exception types.
            outcome.Add(SignatureReason.Malformed, "attribute", attribute);
        }
    }
}

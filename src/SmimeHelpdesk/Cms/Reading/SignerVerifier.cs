using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Checks one signer against one certificate and the content: RFC 5652 sections 5.3 to 5.6 and 11, RFC 5035, RFC 6211.</summary>
internal sealed class SignerVerifier(SignedContent signed, SignedBytes content, SmimePolicy policy)
{
    /// <summary>Everything that speaks against the signature as such; empty when it is intact. Identity and trust are not asked here.</summary>
    public SignerOutcome Verify(SignerInformation signer, ParsedCertificate certificate)
    {
        var outcome = new SignerOutcome();
        try
        {
            Check(signer, certificate, outcome);
        }
        catch (CmsFormatException)
        {
            outcome.Add(SignatureReason.Malformed);
        }

        return outcome;
    }

    private void Check(SignerInformation signer, ParsedCertificate certificate, SignerOutcome outcome)
    {
        DigestAlgorithm? digest = DigestAlgorithm.FromOid(signer.DigestAlgorithm.Algorithm.Id);
        if (digest is null)
        {
            outcome.Add(SignatureReason.UnsupportedAlgorithm, "algorithm", signer.DigestAlgorithm.Algorithm.Id);
            return;
        }

        GradeDigest(signer, digest, outcome);
        SignatureCheck check = signer.SignedAttributes is { } attributes
            ? CheckAttributes(signer, attributes, certificate, digest, outcome)
            : CheckContent(signer, certificate, digest, outcome);
        AddCheck(check, signer, certificate, outcome);
    }

    private void GradeDigest(SignerInformation signer, DigestAlgorithm digest, SignerOutcome outcome)
    {
        DigestAlgorithm? inSignature = RsaPssDigest.Of(signer.SignatureAlgorithm) ?? DigestAlgorithm.FromSignature(signer.SignatureAlgorithm.Algorithm.Id);
        DigestGrade grade = (DigestGrade)Math.Min((int)digest.Grade, (int)(inSignature?.Grade ?? DigestGrade.Good));
        if (grade is DigestGrade.Weak && policy.AllowSha1Signatures)
        {
            outcome.UsesWeakDigest = true;
        }
        else if (grade is not DigestGrade.Good)
        {
            outcome.Add(SignatureReason.WeakDigest, "algorithm", digest.Name.Name!);
        }
    }

    private SignatureCheck CheckAttributes(
        SignerInformation signer, SignerAttributes attributes, ParsedCertificate certificate, DigestAlgorithm digest, SignerOutcome outcome)
    {
        AttributeRules.Check(signed.ContentType, signer, certificate, outcome);
        if (attributes.Single(CmsOid.MessageDigestAttribute) is Asn1OctetString expected)
        {
            byte[] octets = expected.GetOctets();
            if (!content.Digests(digest).Any(actual => actual.AsSpan().SequenceEqual(octets)))
            {
                outcome.Add(SignatureReason.ContentAltered, "algorithm", digest.Name.Name!);
            }
        }

        SignatureCheck result = SignatureCheck.Bad;
        foreach (byte[] form in attributes.SignedForms())
        {
            result = PublicKeySignature.Verify(certificate, signer.SignatureAlgorithm, digest.Oid, form, signer.Signature.Span, policy.Limits);
            if (result is not SignatureCheck.Bad)
            {
                break;
            }
        }

        return result;
    }

    // RFC 5652 section 5.3: without signed attributes only id-data may be signed, and the signature is over the content itself.
    private SignatureCheck CheckContent(SignerInformation signer, ParsedCertificate certificate, DigestAlgorithm digest, SignerOutcome outcome)
    {
        if (signed.ContentType != CmsOid.Data)
        {
            outcome.Add(SignatureReason.AttributeMissing);
        }

        // A content that is itself a set of attributes may be the signed attributes of another signature, passed off as text.
        if (AttributeRules.LooksLikeAttributes(content.Received))
        {
            outcome.Add(SignatureReason.SignedAttributesAmbiguous);
            return SignatureCheck.Good;
        }

        foreach (ReadOnlyMemory<byte> data in content.Contents(policy.Limits.MaximumMessageSize))
        {
            SignatureCheck check = PublicKeySignature.Verify(certificate, signer.SignatureAlgorithm, digest.Oid, data.Span, signer.Signature.Span, policy.Limits);
            if (check is not SignatureCheck.Bad)
            {
                return check;
            }
        }

        return SignatureCheck.Bad;
    }

    private static void AddCheck(SignatureCheck check, SignerInformation signer, ParsedCertificate certificate, SignerOutcome outcome)
    {
        switch (check)
        {
            case SignatureCheck.Good:
                break;
            case SignatureCheck.UnsupportedAlgorithm:
                outcome.Add(SignatureReason.UnsupportedAlgorithm, "algorithm", signer.SignatureAlgorithm.Algorithm.Id);
                break;
            case SignatureCheck.KeyOutOfBounds:
                outcome.Add(SignatureReason.LimitExceeded, "algorithm", certificate.PublicKey.Name);
                break;
            default:
                outcome.Add(SignatureReason.SignatureMismatch);
                break;
        }
    }
}

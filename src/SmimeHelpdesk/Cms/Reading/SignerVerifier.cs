using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Checks one signer against one certificate and the content: RFC 5652 sections 5.3 to 5.6 and 11, RFC 5035, RFC 6211.</summary>
internal sealed class SignerVerifier(SignedContent signed, SignedBytes content, SmimePolicy policy, VerificationBudget budget)
{
    /// <summary>Everything that speaks against the signature as such; empty when it is intact. Identity and trust are not asked here.</summary>
    public SignerOutcome Verify(SignerInformation signer, ParsedCertificate certificate)
    {
        var outcome = new SignerOutcome();
        try
        {
            CheckType(outcome);
            SignatureCheck check = signer.SignedAttributes is { } attributes
                ? CheckAttributes(signer, attributes, certificate, outcome)
                : CheckContent(signer, certificate, outcome);
            AddCheck(check, signer, certificate, outcome);
        }
        catch (CmsFormatException)
        {
            outcome.Add(SignatureReason.Malformed, "subject", certificate.Subject);
        }
        catch (LimitExceededException)
        {
            outcome.Add(SignatureReason.LimitExceeded, "subject", certificate.Subject);
        }

        return outcome;
    }

    // RFC 8551 section 2.4.1: a mail is id-data. The same key may sign time stamps or receipts, whose bytes must not pass for a mail.
    private void CheckType(SignerOutcome outcome)
    {
        if (signed.ContentType != CmsOid.Data)
        {
            outcome.Add(SignatureReason.ContentTypeMismatch, "actual", signed.ContentType);
        }
    }

    private SignatureCheck CheckAttributes(SignerInformation signer, SignerAttributes attributes, ParsedCertificate certificate, SignerOutcome outcome)
    {
        AttributeRules.Check(signed.ContentType, signer, certificate, outcome);
        DigestAlgorithm? digest = DigestAlgorithm.FromOid(signer.DigestAlgorithm.Algorithm.Id);
        if (digest is null)
        {
            outcome.Add(SignatureReason.UnsupportedAlgorithm, "algorithm", signer.DigestAlgorithm.Algorithm.Id);
            return SignatureCheck.Good;
        }

        DigestRules.Check(digest, signer, policy, outcome);
        if (attributes.Single(CmsOid.MessageDigestAttribute) is Asn1OctetString expected && !content.HasDigest(digest, expected.GetOctets(), budget))
        {
            outcome.Add(SignatureReason.ContentAltered, "algorithm", digest.Name.Name!);
        }

        return attributes.SignedForms().Select(form => Check(signer, certificate, digest, form)).FirstOrDefault(check => check is not SignatureCheck.Bad);
    }

    // RFC 5652 section 5.3: without signed attributes the signature is over the content itself.
    private SignatureCheck CheckContent(SignerInformation signer, ParsedCertificate certificate, SignerOutcome outcome)
    {
        // A content that is itself a set of attributes may be the signed attributes of another signature, passed off as text.
        if (AttributeRules.LooksLikeAttributes(content.Received))
        {
            outcome.Add(SignatureReason.SignedAttributesAmbiguous, "subject", certificate.Subject);
            return SignatureCheck.Good;
        }

        // A pure scheme then takes no digest, whatever digestAlgorithm says (RFC 8419 section 3.1, RFC 9882 section 3.3).
        bool isPure = certificate.PublicKey.Family is KeyFamily.Ed25519 or KeyFamily.Ed448 or KeyFamily.MlDsa;
        DigestAlgorithm? digest = DigestAlgorithm.FromOid(signer.DigestAlgorithm.Algorithm.Id);
        if (digest is null && !isPure)
        {
            outcome.Add(SignatureReason.UnsupportedAlgorithm, "algorithm", signer.DigestAlgorithm.Algorithm.Id);
            return SignatureCheck.Good;
        }

        if (digest is not null && !isPure)
        {
            DigestRules.Check(digest, signer, policy, outcome);
        }

        return content.Contents(policy.Limits.MaximumMessageSize, budget).Select(data => Check(signer, certificate, digest, data.Span)).FirstOrDefault(check => check is not SignatureCheck.Bad);
    }

    private SignatureCheck Check(SignerInformation signer, ParsedCertificate certificate, DigestAlgorithm? digest, ReadOnlySpan<byte> data)
    {
        budget.SpendCheck();
        return PublicKeySignature.Verify(certificate, signer.SignatureAlgorithm, digest?.Oid, data, signer.Signature.Span, policy.Limits);
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
                outcome.Add(SignatureReason.SignatureMismatch, "subject", certificate.Subject);
                break;
        }
    }
}

using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>
/// Finds the certificate to write to a signer with (RFC 8551 section 2.5.3.1): the one that the signed attributes prefer, else the
/// signer's own, else one of the same subject in the message. The message's certificates are not covered by the signature, so one
/// that did not sign must prove by itself that it belongs to the same person.
/// </summary>
internal static class EncryptionCertificateSelector
{
    // Each candidate costs a path search, and the mail chooses how many certificates bear the signer's name.
    private const int MaximumCandidates = 4;

    /// <summary>Selects for a signature that is intact and bound to the author.</summary>
    public static EncryptionCertificate Select(JudgedSignature signature, string author, SignatureContext context)
    {
        ParsedCertificate signer = signature.Certificate!;
        EncryptionCertificate? best = null;
        foreach (ParsedCertificate candidate in Candidates(signature, signer).Where(candidate => candidate.HasAddress(author)).Take(MaximumCandidates))
        {
            EncryptionCertificate judged = Judge(candidate, signature, signer, author, context);
            if (judged.Availability is EncryptAvailability.Available)
            {
                return judged;
            }

            best ??= judged;
        }

        return best ?? new EncryptionCertificate(EncryptAvailability.NoEncryptionCertificate, null, null);
    }

    private static IEnumerable<ParsedCertificate> Candidates(JudgedSignature signature, ParsedCertificate signer)
    {
        EntityIdentifier? preference = EncryptionKeyPreference.Read(signature.Signer?.SignedAttributes);
        IEnumerable<ParsedCertificate> preferred = preference is null ? [] : signature.Bag.Append(signer).Where(preference.Matches);
        IEnumerable<ParsedCertificate> sameSubject = signature.Bag
            .Where(other => other.SubjectDer.Span.SequenceEqual(signer.SubjectDer.Span))
            .OrderByDescending(other => other.NotAfter).ThenBy(other => other.Sha256, StringComparer.Ordinal);
        return preferred.Append(signer).Concat(sameSubject).DistinctBy(candidate => candidate.Sha256).Where(CertificatePurpose.MayBeEncryptedTo);
    }

    private static EncryptionCertificate Judge(
        ParsedCertificate candidate, JudgedSignature signature, ParsedCertificate signer, string author, SignatureContext context)
    {
        EncryptAvailability availability = context.BlockedKeys.Contains(candidate.KeySha256)
            ? EncryptAvailability.CertificateBlocked
            : RecipientRules.Usable(candidate, author, context.At);
        if (availability is not EncryptAvailability.Available)
        {
            return new EncryptionCertificate(availability, candidate, null);
        }

        bool isSigner = candidate.Sha256 == signer.Sha256;
        PathResult path = isSigner && signature.Path is { } known
            ? known
            : CertificatePath.Find(candidate, [.. signature.Bag, .. context.KnownIssuers], context.Anchors, context.At, context.Policy);
        bool belongs = isSigner || path.IsValid || IsSibling(candidate, signer, signature, context.Policy);
        return new EncryptionCertificate(belongs ? EncryptAvailability.Available : EncryptAvailability.NoEncryptionCertificate, candidate, path);
    }

    // Without a trusted path, a second certificate counts only when the very key that issued the signer's issued it too.
    // Otherwise whoever handles the mail on its way could add a certificate of his own to the bag and read the reply.
    private static bool IsSibling(ParsedCertificate candidate, ParsedCertificate signer, JudgedSignature signature, SmimePolicy policy) =>
        signature.Path is { IsValid: false } && signature.Bag
            .Where(issuer => issuer.SubjectDer.Span.SequenceEqual(signer.IssuerDer.Span) && candidate.IssuerDer.Span.SequenceEqual(signer.IssuerDer.Span))
            .Take(4)
            .Any(issuer => CertificateSignature.IsIssuedBy(signer, issuer, policy.Limits) && CertificateSignature.IsIssuedBy(candidate, issuer, policy.Limits));
}

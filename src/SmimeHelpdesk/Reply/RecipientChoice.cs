namespace SmimeHelpdesk.Reply;

/// <summary>Which certificate a recipient is encrypted to, and what is in the way when none. Pure.</summary>
internal static class RecipientChoice
{
    private static readonly TimeSpan SoonExpired = TimeSpan.FromDays(30);

    public static RecipientAvailability Evaluate(RecipientFacts recipient, AvailabilityFacts facts)
    {
        // A certificate that expired, or whose issuer is no longer trusted, never stands in the way of a good one beside it.
        List<(CertificateFacts Certificate, EncryptAvailability State)> ordered =
            [.. Ordered(recipient, facts).Select(certificate => (certificate, State(certificate, facts.Policy)))];
        int chosen = ordered.FindIndex(candidate => candidate.State is EncryptAvailability.Available);
        return chosen >= 0
            ? new RecipientAvailability(recipient.Address, EncryptAvailability.Available, ordered[chosen].Certificate.Sha256, [.. Cautions(ordered[chosen].Certificate, facts.At)])
            : new RecipientAvailability(recipient.Address, Blocker(recipient, facts.Inbound, ordered.Select(candidate => candidate.State)), null, []);
    }

    // The author is written to with what this very message carried; only the policy adds what an earlier one did.
    private static IEnumerable<CertificateFacts> Ordered(RecipientFacts recipient, AvailabilityFacts facts) => recipient.Certificates
        .Where(certificate => certificate.Source switch
        {
            CertificateSource.Message => recipient.IsAuthor && facts.Inbound is EncryptAvailability.Available,
            CertificateSource.Host => !recipient.IsAuthor,
            _ => !recipient.IsAuthor || facts.Policy.EncryptFromCache || (certificate.IsPinned && facts.Inbound is EncryptAvailability.Available),
        })

        // An administrator's word about the author stands above what a message brings; the host's word about another recipient, above his.
        .OrderByDescending(certificate => certificate.IsPinned && recipient.IsAuthor)
        .ThenBy(certificate => certificate.Source)
        .ThenByDescending(certificate => certificate.IsPinned)
        .ThenByDescending(certificate => certificate.SigningTime ?? DateTimeOffset.MinValue)
        .ThenByDescending(certificate => certificate.NotAfter)
        .ThenBy(certificate => certificate.Sha256, StringComparer.Ordinal);

    private static EncryptAvailability State(CertificateFacts certificate, SmimePolicy policy)
    {
        if (certificate is { Usability: EncryptAvailability.Available, Revocation: { } revocation } && Revoked(certificate.Source, revocation, policy) is { } refused)
        {
            return refused;
        }

        if (certificate.Usability is not EncryptAvailability.Available || certificate.IsTrusted)
        {
            return certificate.Usability;
        }

        // The agent's alternative to an issuer that is not trusted is plain text to the same address, so the policy may let it pass
        // for the message that is replied to. What was learnt long ago has no such excuse; the host's word needs none.
        bool passes = certificate.Source switch
        {
            CertificateSource.Message => policy.UntrustedSigners is UntrustedSigners.Caution,
            CertificateSource.Host => true,
            _ => false,
        };
        return passes ? EncryptAvailability.Available : EncryptAvailability.UntrustedIssuer;
    }

    // Where the policy insists on an answer, a certificate about which nobody can be asked, having no trusted issuer, gets none either.
    // The host's word stands for one.
    private static EncryptAvailability? Revoked(CertificateSource source, RevocationStatus revocation, SmimePolicy policy) => revocation switch
    {
        RevocationStatus.Revoked => EncryptAvailability.CertificateRevoked,
        RevocationStatus.Unknown when policy.Revocation is RevocationMode.HardFail && source is not CertificateSource.Host => EncryptAvailability.RevocationUnknown,
        _ => null,
    };

    private static EncryptAvailability Blocker(RecipientFacts recipient, EncryptAvailability inbound, IEnumerable<EncryptAvailability> states)
    {
        if (recipient.IsAuthor && inbound is not EncryptAvailability.Available)
        {
            return inbound;
        }

        return states.DefaultIfEmpty(EncryptAvailability.RecipientWithoutCertificate).First();
    }

    private static IEnumerable<SmimeCaution> Cautions(CertificateFacts certificate, DateTimeOffset at)
    {
        if (certificate is { Source: CertificateSource.Message, IsTrusted: false })
        {
            yield return SmimeCaution.UntrustedIssuer;
        }

        if (certificate is { IsTrusted: true, Revocation: RevocationStatus.Unknown })
        {
            yield return SmimeCaution.RevocationUnknown;
        }

        if (certificate.Source is CertificateSource.Cache)
        {
            yield return SmimeCaution.CertificateFromCache;
        }

        if (certificate.Source is CertificateSource.Source)
        {
            yield return SmimeCaution.CertificateFromSource;
        }

        if (certificate.NotAfter - at < SoonExpired)
        {
            yield return SmimeCaution.CertificateExpiresSoon;
        }

        if (certificate.Strength is KeyStrength.Weak)
        {
            yield return SmimeCaution.WeakKey;
        }
    }
}

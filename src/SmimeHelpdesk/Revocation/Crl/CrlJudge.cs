using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>What a CRL says about one certificate.</summary>
/// <param name="Problem">Why it says nothing; <see cref="RevocationUnknownReason.None"/> when it does.</param>
/// <param name="Covered">For which reasons it speaks.</param>
/// <param name="Entry">The entry; null when the certificate is not listed.</param>
internal sealed record CrlVerdict(RevocationUnknownReason Problem, ReasonMask Covered, CrlEntry? Entry);

/// <summary>Asks verified CRLs about certificates (RFC 5280 section 6.3.3).</summary>
internal static class CrlJudge
{
    /// <summary>What is wrong with a CRL whatever it is asked: time, extensions, signature.</summary>
    public static RevocationUnknownReason Problem(CertificateList crl, ParsedCertificate issuer, PathFacts facts, TimeSpan skew)
    {
        if (crl.HasUnknownCritical)
        {
            return RevocationUnknownReason.UnknownCriticalExtension;
        }

        RevocationUnknownReason problem = AnswerTime.Problem(crl, facts.At, skew);
        return problem is RevocationUnknownReason.None ? CrlAuthority.Find(crl, issuer, facts).Problem : problem;
    }

    /// <summary>What a complete CRL, with the delta CRLs at hand, says.</summary>
    public static CrlVerdict Judge(
        CertificateList crl, IEnumerable<CertificateList> deltas, ParsedCertificate certificate, ParsedCertificate issuer, IReadOnlyList<DistributionPointFacts> points, PathFacts facts, TimeSpan skew)
    {
        ReasonMask covered = crl.IsDelta ? ReasonMask.None : CrlApplicability.Covered(crl, certificate, points);
        if (covered is ReasonMask.None)
        {
            return new CrlVerdict(RevocationUnknownReason.OutOfScope, ReasonMask.None, null);
        }

        RevocationUnknownReason problem = Problem(crl, issuer, facts, skew);
        if (problem is not RevocationUnknownReason.None)
        {
            return new CrlVerdict(problem, ReasonMask.None, null);
        }

        try
        {
            CertificateList? delta = deltas.Where(delta => Completes(delta, crl) && Problem(delta, issuer, facts, skew) is RevocationUnknownReason.None).MaxBy(delta => delta.Number);
            CrlEntry? changed = delta is null ? null : Find(delta, certificate);
            CrlEntry? entry = changed ?? Find(crl, certificate);

            // An expired certificate drops off the list: that it is missing then says nothing (RFC 5280 section 3.3).
            return entry is null && crl.ThisUpdate > certificate.NotAfter
                ? new CrlVerdict(RevocationUnknownReason.OutOfScope, ReasonMask.None, null)
                : new CrlVerdict(RevocationUnknownReason.None, covered, entry is { IsRemoval: true } ? null : entry);
        }
        catch (UnknownCriticalEntryException)
        {
            return new CrlVerdict(RevocationUnknownReason.UnknownCriticalExtension, ReasonMask.None, null);
        }
        catch (CmsFormatException)
        {
            return new CrlVerdict(RevocationUnknownReason.Malformed, ReasonMask.None, null);
        }
    }

    /// <summary>Whether a delta CRL builds on a complete one, or on one before it (RFC 5280 section 5.2.4).</summary>
    public static bool Completes(CertificateList delta, CertificateList crl) => delta.BaseNumber is { } from && delta.Number is { } to && crl.Number is { } number
        && from.CompareTo(number) <= 0 && to.CompareTo(number) >= 0
        && delta.IssuerName.Key == crl.IssuerName.Key
        && delta.Scope.IsSameAs(crl.Scope)
        && delta.KeyIdentifier.Span.SequenceEqual(crl.KeyIdentifier.Span);

    private static CrlEntry? Find(CertificateList crl, ParsedCertificate certificate) =>
        CrlEntries.Find(crl.Form.Entries, crl.IssuerName, crl.Scope.IsIndirect, certificate);
}

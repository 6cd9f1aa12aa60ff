using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>Whether a CRL speaks for a certificate, and for which reasons (RFC 5280 section 6.3.3 (b)).</summary>
internal static class CrlApplicability
{
    /// <summary>The reasons that the CRL covers for the certificate; none when it does not speak for it.</summary>
    public static ReasonMask Covered(CertificateList crl, ParsedCertificate certificate, IReadOnlyList<DistributionPointFacts> points)
    {
        if (!crl.Scope.Covers(certificate))
        {
            return ReasonMask.None;
        }

        // A certificate without distribution points may still be listed in its issuer's own CRL (RFC 5280 section 6.3.3, last paragraph).
        string issuer = "directory " + certificate.IssuerName.Key;
        IEnumerable<DistributionPointFacts> asked = points.Append(new DistributionPointFacts([issuer], [], [], ReasonMask.All));
        return asked.Where(point => Matches(crl, certificate, point)).Aggregate(ReasonMask.None, (mask, point) => mask | (point.Reasons & crl.Scope.Reasons));
    }

    private static bool Matches(CertificateList crl, ParsedCertificate certificate, DistributionPointFacts point)
    {
        string crlIssuer = "directory " + crl.IssuerName.Key;
        bool isIssuer = point.Issuers.Count == 0
            ? crl.IssuerName.Key == certificate.IssuerName.Key
            : point.Issuers.Contains(crlIssuer) && (crl.Scope.IsIndirect || crl.IssuerName.Key == certificate.IssuerName.Key);
        return isIssuer && (crl.Scope.Names.Count == 0 || crl.Scope.Names.Intersect(point.Names.Count > 0 ? point.Names : point.Issuers).Any());
    }
}

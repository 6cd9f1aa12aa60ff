namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>pathLenConstraint (RFC 5280 sections 4.2.1.9 and 6.1.4 (l) and (m)); an anchor's own counts too (RFC 5937).</summary>
internal static class PathLengthRule
{
    public static void Check(IReadOnlyList<ParsedCertificate> path, PathFindings findings)
    {
        int remaining = int.MaxValue;
        for (int i = path.Count - 1; i > 0; i--)
        {
            ParsedCertificate issuer = path[i];
            bool counts = i < path.Count - 1 && !issuer.IsSelfIssued;
            if (counts && remaining == 0)
            {
                findings.Add(SignatureReason.PathInvalid, issuer, ("expected", "pathLenConstraint"));
                return;
            }

            remaining = Math.Min(remaining - (counts ? 1 : 0), issuer.Extensions.IsCertificateAuthority ? issuer.Extensions.PathLengthConstraint ?? int.MaxValue : int.MaxValue);
        }
    }
}

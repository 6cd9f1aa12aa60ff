namespace SmimeHelpdesk;

/// <summary>What is known about the revocation of a certificate path.</summary>
/// <param name="Certificates">Each certificate that was asked about, the path's first one first; the trust anchor is not among them.</param>
public sealed record RevocationReport(IReadOnlyList<CertificateRevocation> Certificates)
{
    /// <summary>
    /// <see cref="RevocationStatus.Revoked"/> when any certificate is, <see cref="RevocationStatus.Good"/> when all are, else
    /// <see cref="RevocationStatus.Unknown"/>. An empty report is good: nothing below the anchor could be revoked.
    /// </summary>
    public RevocationStatus Status =>
        Certificates.Any(certificate => certificate.Status is RevocationStatus.Revoked) ? RevocationStatus.Revoked
            : Certificates.All(certificate => certificate.Status is RevocationStatus.Good) ? RevocationStatus.Good
            : RevocationStatus.Unknown;
}

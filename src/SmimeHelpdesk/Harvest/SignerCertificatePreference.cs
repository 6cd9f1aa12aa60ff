namespace SmimeHelpdesk;

/// <summary>Which of an address's certificates comes first. Pure: the same rows give the same order, however they were stored.</summary>
public static class SignerCertificatePreference
{
    /// <summary>
    /// Orders the certificates of one address: pinned ones first, the last pinned before the others; then by the newest signing time
    /// (RFC 8551 section 2.7.1). Blocked ones are left out. The preferred certificate is the first that can be encrypted to now.
    /// </summary>
    /// <param name="certificates">The rows of one tenant and address, in any order.</param>
    /// <returns>The rows, the first choice first.</returns>
    public static IReadOnlyList<SignerCertificate> Order(IEnumerable<SignerCertificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return
        [
            .. certificates.Where(row => row.Decision is not SignerCertificateDecision.Blocked)
                .OrderByDescending(row => row.Decision is SignerCertificateDecision.Pinned)
                .ThenByDescending(row => row.Decision is SignerCertificateDecision.Pinned ? row.DecidedAt : null)
                .ThenByDescending(row => row.SigningTime)
                .ThenByDescending(row => row.LastSeen)
                .ThenBy(row => row.Sha256, StringComparer.Ordinal),
        ];
    }
}

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>What a CRL says about one certificate.</summary>
/// <param name="RevokedAt">Since when.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsRemoval">Whether a delta CRL takes the certificate off the list (removeFromCRL).</param>
internal sealed record CrlEntry(DateTimeOffset RevokedAt, RevocationReason Reason, bool IsRemoval);

namespace SmimeHelpdesk;

/// <summary>What is known about the revocation of one certificate: the answer, who gave it, and of what time it is.</summary>
public sealed record CertificateRevocation
{
    /// <summary>SHA-256 of the certificate that was asked about, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The answer.</summary>
    public required RevocationStatus Status { get; init; }

    /// <summary>Since when it is revoked; null unless revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it is revoked; null unless revoked.</summary>
    public RevocationReason? Reason { get; init; }

    /// <summary>Why it is unknown; <see cref="RevocationUnknownReason.None"/> otherwise.</summary>
    public RevocationUnknownReason Unknown { get; init; }

    /// <summary>The kind of answer.</summary>
    public RevocationSource Source { get; init; }

    /// <summary>Where the answer was fetched, or was to be fetched last; null when it was in the message, or nothing was fetched.</summary>
    public Uri? Location { get; init; }

    /// <summary>When the answer was true (thisUpdate); null without an answer.</summary>
    public DateTimeOffset? ThisUpdate { get; init; }

    /// <summary>Until when the answer can be used (nextUpdate); null when it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset CheckedAt { get; init; }
}

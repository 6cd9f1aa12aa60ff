namespace SmimeHelpdesk;

/// <summary>
/// One certificate of a customer: learnt from a valid signature, with where it came from, or put there by an administrator, with what was
/// decided. A sender with split certificates has a row for each: one can be encrypted to, the other has signed.
/// </summary>
public sealed record SignerCertificate
{
    /// <summary>The tenant; empty for a host without tenants. The first part of every key.</summary>
    public required string Tenant { get; init; }

    /// <summary>The sender's address in normalised form (<see cref="Mailbox.NormalizedAddress"/>).</summary>
    public required string Address { get; init; }

    /// <summary>SHA-256 over <see cref="Certificate"/>, lower-case hexadecimal. Tenant, address and this form the key.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The certificate, DER. Whether it can be encrypted to, it says itself.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The certificate that signed the newest message, DER; the same as <see cref="Certificate"/> unless the sender has split certificates.</summary>
    public required ReadOnlyMemory<byte> SigningCertificate { get; init; }

    /// <summary>The issuers' certificates that the message carried, DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Issuers { get; init; } = [];

    /// <summary>The SMIMECapabilities attribute's value of the newest message that had one, DER; empty when none had (RFC 8551 section 2.5.2).</summary>
    public ReadOnlyMemory<byte> Capabilities { get; init; }

    /// <summary>The claimed signing time of the message that <see cref="Capabilities"/> are from (RFC 8551 section 2.7.1); null when it claimed none.</summary>
    public DateTimeOffset? CapabilitiesTime { get; init; }

    /// <summary>The claimed signing time of the newest message, never later than its receipt; null when none claimed one.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>When the certificate was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The Message-ID of the newest message, without angle brackets; null when it had none.</summary>
    public string? MessageId { get; init; }

    /// <summary>What an administrator has decided about it. Default none.</summary>
    public SignerCertificateDecision Decision { get; init; }

    /// <summary>When that was decided; null when it never was. The later decision wins, whatever is learnt meanwhile.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

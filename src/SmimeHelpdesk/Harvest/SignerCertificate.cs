namespace SmimeHelpdesk;

/// <summary>
/// What was learnt from a sender's valid signature: the certificate to encrypt with, the one that signed, and where they came from.
/// </summary>
public sealed record SignerCertificate
{
    /// <summary>The tenant; empty for a host without tenants. The first part of every key.</summary>
    public required string Tenant { get; init; }

    /// <summary>The sender's address in normalised form (<see cref="Mailbox.NormalizedAddress"/>).</summary>
    public required string Address { get; init; }

    /// <summary>SHA-256 over <see cref="Certificate"/>, lower-case hexadecimal. Tenant, address and this form the key.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The certificate to encrypt with, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The certificate that signed, DER; the same as <see cref="Certificate"/> unless the sender has split certificates.</summary>
    public required ReadOnlyMemory<byte> SigningCertificate { get; init; }

    /// <summary>The issuers' certificates that the message carried, DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Issuers { get; init; } = [];

    /// <summary>The SMIMECapabilities attribute's value, DER; empty when the signature carried none (RFC 8551 section 2.5.2).</summary>
    public ReadOnlyMemory<byte> Capabilities { get; init; }

    /// <summary>The claimed signing time of the newest message; capabilities follow it (RFC 8551 section 2.7.1).</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>When the certificate was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The Message-ID of the newest message, without angle brackets; null when it had none.</summary>
    public string? MessageId { get; init; }
}

namespace SmimeHelpdesk;

/// <summary>One credential as a store keeps it: the private key is ciphertext.</summary>
public sealed record StoredCredential
{
    /// <summary>The tenant; empty for a host without tenants. The first part of every key.</summary>
    public required string Tenant { get; init; }

    /// <summary>The mailbox's normalised address.</summary>
    public required string MailboxAddress { get; init; }

    /// <summary>SHA-256 over <see cref="Certificate"/>, lower-case hexadecimal. Tenant, address and this form the key.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The issuers' certificates, DER, nearest first, without the root.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; init; } = [];

    /// <summary>The private key, protected by an <see cref="ICredentialProtector"/>, or a reference that an <see cref="IPrivateKeyProvider"/> understands; empty when it was destroyed.</summary>
    public required ReadOnlyMemory<byte> ProtectedKey { get; init; }

    /// <summary>Where the credential stands.</summary>
    public CredentialState State { get; init; } = CredentialState.Active;

    /// <summary>When an active credential begins to sign. UTC, in whole milliseconds, so that a database gives back what it got.</summary>
    public DateTimeOffset ActiveFrom { get; init; }

    /// <summary>When an active credential stops signing; null while that is not planned. UTC, in whole milliseconds.</summary>
    public DateTimeOffset? RetireFrom { get; init; }

    /// <summary>
    /// What the protector makes of <see cref="State"/>, <see cref="ActiveFrom"/> and <see cref="RetireFrom"/>: a credential whose state
    /// was changed past <see cref="MailboxCredentialManager"/> decrypts and does not sign.
    /// </summary>
    public ReadOnlyMemory<byte> StateSeal { get; init; }

    /// <summary>The private key once more, encrypted to the host's recovery certificate (CMS AuthEnvelopedData, RFC 5083); empty without one.</summary>
    public ReadOnlyMemory<byte> RecoveryKey { get; init; }

    /// <summary>Counts the changes of the row, for optimistic concurrency; 0 for a row that is not stored yet.</summary>
    public long Revision { get; init; }

    /// <summary>The key of the row; never its secret.</summary>
    /// <returns>Mailbox and thumbprint.</returns>
    public override string ToString() => MailboxAddress + " " + Sha256;
}

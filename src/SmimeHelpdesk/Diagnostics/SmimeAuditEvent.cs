namespace SmimeHelpdesk;

/// <summary>One event of the audit trail. Immutable.</summary>
public sealed record SmimeAuditEvent
{
    /// <summary>What happened.</summary>
    public required SmimeAuditKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tenant; empty for a host without tenants.</summary>
    public string Tenant { get; init; } = string.Empty;

    /// <summary>The mailbox, normalised; null where none is concerned.</summary>
    [MailAddressData]
    public string? MailboxAddress { get; init; }

    /// <summary>The customer, normalised; null where none is concerned or named.</summary>
    [MailAddressData]
    public string? CustomerAddress { get; init; }

    /// <summary>The certificate, as SHA-256 in lower-case hexadecimal; null where none is concerned.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>Names of enum members that say more, such as the reason of a refusal; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>The event without its addresses.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Join(' ', new[] { Kind.ToString(), CertificateSha256, Detail }.OfType<string>());
}

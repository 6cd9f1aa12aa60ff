namespace SmimeHelpdesk;

/// <summary>
/// What the inbound message leaves behind for its reply: a small immutable record that survives JSON
/// (<see cref="ToJson"/>, <see cref="FromJson"/>, or the host's own <c>System.Text.Json</c>) and is stored with the ticket.
/// Holds no secret and no decrypted text. Two records are equal when all their values are, lists and certificates included.
/// </summary>
public sealed partial record ReplyContext
{
    /// <summary>The version of this record's form; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The tenant of the mailbox; empty for a host without tenants.</summary>
    public string Tenant { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The address of the mailbox that received the message.</summary>
    public required string MailboxAddress { get; init; }

    /// <summary>
    /// The author's address that a reply goes to, from the protected header where there is one, also when <see cref="MessageHeaders.From"/> shows the
    /// outer one (RFC 9788 section 4.4.4); null when there is no single readable From.
    /// </summary>
    public string? From { get; init; }

    /// <summary>The addresses that the author asks replies to go to, from protected fields only where there are any (RFC 9788 section 4.4.4).</summary>
    public IReadOnlyList<string> ReplyTo { get; init => field = value ?? []; } = [];

    /// <summary>The inbound Subject; empty when <see cref="SubjectIsConfidential"/>, so that it cannot leak from here.</summary>
    public string Subject { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether the Subject was readable only after decryption, so that a reply must not show it in clear (RFC 9788 section 6.1).</summary>
    public bool SubjectIsConfidential { get; init; }

    /// <summary>
    /// The names of the inbound fields that could be read only after decryption (RFC 9788 section 4.3). What a reply repeats of them, such
    /// as identifiers and addresses, it does not show in clear.
    /// </summary>
    public IReadOnlyList<string> ConfidentialFields { get; init => field = value ?? []; } = [];

    /// <summary>The inbound Message-ID without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The inbound References without angle brackets, oldest first.</summary>
    public IReadOnlyList<string> References { get; init => field = value ?? []; } = [];

    /// <summary>When the message was opened.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The inbound encryption status.</summary>
    public EncryptionStatus Encryption { get; init; }

    /// <summary>
    /// Whether parts within the message were decrypted for the ticket (<see cref="OpenedMessage.ErrantParts"/>), so that the agent has read
    /// what must not leave in clear. Their text is in no quote.
    /// </summary>
    public bool HasDecryptedParts { get; init; }

    /// <summary>In which replies the inbound text may be quoted; <see cref="QuotePolicy"/> applies it.</summary>
    public QuoteScope Quoting { get; init; }

    /// <summary>The inbound signature status.</summary>
    public SignatureStatus Signature { get; init; }

    /// <summary>
    /// <see cref="EncryptAvailability.Available"/> when the message carried a usable signature certificate; else the reason for
    /// greying out Encrypt.
    /// </summary>
    public EncryptAvailability Encrypt { get; init; }

    /// <summary>The certificate to encrypt to, DER; empty unless <see cref="Encrypt"/> is available.</summary>
    public ReadOnlyMemory<byte> EncryptionCertificate { get; init; }

    /// <summary>The verified SMIMECapabilities attribute value, DER; empty when there was none.</summary>
    public ReadOnlyMemory<byte> Capabilities { get; init; }

    /// <summary>Whether <see cref="EncryptionCertificate"/> has a valid path to a trust anchor.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The issuers of <see cref="EncryptionCertificate"/>, DER, by which its path and its revocation are checked again at the reply.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Issuers { get; init => field = value ?? []; } = [];

    /// <summary>Cautions of the inbound message that belong beside the boxes.</summary>
    public IReadOnlyList<SmimeCaution> Cautions { get; init => field = value ?? []; } = [];

    /// <summary>Whether there is no inbound message: the mailbox writes first.</summary>
    internal bool IsNewMail { get; init; }

    /// <summary>Whether nothing of the inbound message may leave in clear without consent.</summary>
    internal bool WasEncrypted => Encryption is not EncryptionStatus.NotEncrypted || SubjectIsConfidential || HasDecryptedParts || ConfidentialFields.Count > 0;

    /// <summary>Stands for the inbound message that a new mail does not have: every recipient needs a certificate of its own.</summary>
    internal static ReplyContext ForNewMail(Mailbox mailbox) => new()
    {
        Tenant = mailbox.Tenant,
        MailboxAddress = mailbox.Address,
        Encrypt = EncryptAvailability.Available,
        Quoting = QuoteScope.Always,
        IsNewMail = true,
    };

    internal bool Hides(string field) => ConfidentialFields.Contains(field, StringComparer.OrdinalIgnoreCase);
}

namespace SmimeHelpdesk;

public sealed partial record ReplyContext
{
    /// <summary>Whether all values are the same, lists and certificates by their content: what went through JSON equals what it came from.</summary>
    /// <param name="other">The other record.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ReplyContext? other) => other is not null
        && Scalars(this) == Scalars(other)
        && Headers(this) == Headers(other)
        && ReplyTo.SequenceEqual(other.ReplyTo, StringComparer.Ordinal)
        && References.SequenceEqual(other.References, StringComparer.Ordinal)
        && Cautions.SequenceEqual(other.Cautions)
        && Issuers.Count == other.Issuers.Count
        && Issuers.Zip(other.Issuers).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span))
        && ConfidentialFields.SequenceEqual(other.ConfidentialFields, StringComparer.OrdinalIgnoreCase)
        && EncryptionCertificate.Span.SequenceEqual(other.EncryptionCertificate.Span)
        && Capabilities.Span.SequenceEqual(other.Capabilities.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tenant, MailboxAddress, From, MessageId, ReceivedAt, Encrypt);

    private static (int, DateTimeOffset, EncryptionStatus, SignatureStatus, EncryptAvailability, QuoteScope, (bool, bool, bool, bool)) Scalars(ReplyContext context) =>
        (context.Version, context.ReceivedAt, context.Encryption, context.Signature, context.Encrypt, context.Quoting, (context.IsTrusted, context.SubjectIsConfidential, context.HasDecryptedParts, context.IsNewMail));

    private static (string, string, string?, string, string?) Headers(ReplyContext context) =>
        (context.Tenant, context.MailboxAddress, context.From, context.Subject, context.MessageId);
}

namespace SmimeHelpdesk;

/// <summary>
/// Which cryptographic layers lie around one shown part. A signature around ciphertext covers the ciphertext and none of the parts
/// inside (RFC 9787), so it is not named here. A part without any layer is <see cref="SignatureStatus.Unsigned"/> and
/// <see cref="EncryptionStatus.NotEncrypted"/>, with no <see cref="ErrantPart"/>.
/// </summary>
public sealed record PartCoverage
{
    /// <summary>The part's number, counted as in <see cref="SmimeHelpdesk.ErrantPart.Section"/>.</summary>
    public required string Section { get; init; }

    /// <summary>As what it is shown. A part of HTML may stand in the list twice: as the HTML, and rendered as text.</summary>
    public required ContentRole Role { get; init; }

    /// <summary>The attachment; null unless it is shown as one.</summary>
    public MessageAttachment? Attachment { get; init; }

    /// <summary>The verdict on the signature around the whole content that this part belongs to, if it covers this part.</summary>
    public required SignatureStatus Signature { get; init; }

    /// <summary>Whether that content was encrypted.</summary>
    public required EncryptionStatus Encryption { get; init; }

    /// <summary>
    /// The innermost errant part that this part is, or belongs to, as an index into <see cref="OpenedMessage.ErrantParts"/>: a further layer
    /// covers it, which says nothing about the rest. Null when there is none.
    /// </summary>
    public int? ErrantPart { get; init; }
}

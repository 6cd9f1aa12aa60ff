namespace SmimeHelpdesk;

/// <summary>
/// A signed or encrypted part that is not at the top of the message: an errant cryptographic layer (RFC 9787), such as a mailing list's
/// wrapper, a forwarded message, or a file <c>smime.p7m</c>. It is an origin of its own: its content belongs to nothing else in the message, its
/// verdict does not speak for the message, nothing is learnt from it, and no reply uses it. Immutable.
/// </summary>
/// <remarks>
/// Show it apart from the ticket's text and from other parts, with its own <see cref="Summary"/>, and quote nothing of it in a reply: whoever
/// copies somebody else's ciphertext into a mail of his own waits for exactly that. A clear-signed part is readable without being opened, so its
/// text is in the message's content as well, as text that nobody signed. As an attachment the part remains in its raw form.
/// </remarks>
public sealed record ErrantPart
{
    /// <summary>
    /// The part's number (RFC 3501 section 6.4.5), such as <c>2.1</c>, counted from the message's content with its CMS layers taken off; for a message
    /// without them it is IMAP's own. Inside an opened part the count goes on in the same way.
    /// </summary>
    public required string Section { get; init; }

    /// <summary>What it claims to be: <c>multipart/signed</c>, <c>application/pkcs7-mime</c>, <c>message/rfc822</c> for a forwarded message.</summary>
    public required string ContentType { get; init; }

    /// <summary>The errant part that this one was found in, as an index into <see cref="OpenedMessage.ErrantParts"/>; null when it is in the message itself.</summary>
    public int? Within { get; init; }

    /// <summary>The forwarded message's own header fields; null for a part that is no message.</summary>
    public MessageHeaders? Headers { get; init; }

    /// <summary>
    /// Whose address the signer's certificate was compared with: the forwarded message's author, as that message states it. Null for a part that is no
    /// message: nothing in it names an author, and the message's own From did not sign it, so its signature is at best
    /// <see cref="SignatureStatus.Indeterminate"/> with <see cref="SignatureReason.PartWithoutAuthor"/> as its one reason.
    /// </summary>
    public string? Author { get; init; }

    /// <summary>The part's content; empty when it could not be opened.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>Which layers cover what of <see cref="Content"/>.</summary>
    public required IReadOnlyList<PartCoverage> Coverage { get; init; }

    /// <summary>The verdict on the part's signature.</summary>
    public required SignatureVerdict Signature { get; init; }

    /// <summary>The verdict on the part's encryption.</summary>
    public required EncryptionVerdict Encryption { get; init; }

    /// <summary>The line to show beside it.</summary>
    public MessageSummary Summary => new(Signature, Encryption, Author);
}

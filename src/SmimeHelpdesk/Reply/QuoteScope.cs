namespace SmimeHelpdesk;

/// <summary>In which replies the text of a message may be quoted.</summary>
public enum QuoteScope
{
    /// <summary>
    /// In none: it was encrypted, and no signature inside shows that its author is the one who is answered. Whoever has picked up a
    /// ciphertext can send it under another name, to have it quoted.
    /// </summary>
    Never = 0,

    /// <summary>In encrypted replies: it was encrypted and signed by the author (RFC 9787 section 5.4).</summary>
    EncryptedOnly = 1,

    /// <summary>In any: it came in clear.</summary>
    Always = 2,
}

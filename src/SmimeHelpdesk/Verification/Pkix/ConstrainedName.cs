namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>A name of a certificate, as name constraints see it.</summary>
/// <param name="Kind">The name form.</param>
/// <param name="Text">The text, or the type of an otherName; null when it cannot be read or is none.</param>
/// <param name="Directory">The name, of a directoryName.</param>
/// <param name="Octets">The octets, of an iPAddress.</param>
internal sealed record ConstrainedName(NameKind Kind, string? Text = null, DirectoryName? Directory = null, ReadOnlyMemory<byte> Octets = default)
{
    /// <summary>Whether a constraint on the other's form is about this name. The types of otherName are forms of their own.</summary>
    public bool IsOfSameForm(ConstrainedName subtree) =>
        Kind == subtree.Kind && (Kind is not NameKind.Other || string.Equals(Text, subtree.Text, StringComparison.Ordinal));
}

/// <summary>The name forms, by their tag in GeneralName (RFC 5280 section 4.2.1.6). SmtpUTF8Mailbox counts as rfc822Name (RFC 9598 section 6).</summary>
internal enum NameKind
{
    Other = 0,
    Rfc822 = 1,
    Dns = 2,
    X400 = 3,
    Directory = 4,
    EdiParty = 5,
    Uri = 6,
    Ip = 7,
    RegisteredId = 8,
}

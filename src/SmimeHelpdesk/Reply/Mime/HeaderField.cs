namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// One header field as it will travel: encoded, folded, ASCII. Written once and used inside and outside alike, so that both are
/// equal byte for byte.
/// </summary>
/// <param name="Name">The field's name.</param>
/// <param name="Raw">What follows the colon, with its leading blank and without its last line ending.</param>
internal sealed record HeaderField(string Name, string Raw)
{
    /// <summary>A field of free text.</summary>
    public static HeaderField Text(string name, string value) => new(name, EncodedText.Unstructured(value));

    /// <summary>A field whose ASCII value has a grammar of its own: folded at its blanks and not encoded.</summary>
    public static HeaderField Structured(string name, string value) => new(name, EncodedText.Folded(value));

    /// <summary>A field with one mailbox; the display name may be empty.</summary>
    public static HeaderField Mailbox(string name, string displayName, string address) =>
        new(name, displayName.Length == 0 ? " " + address : EncodedText.Phrase(displayName) + "\r\n <" + address + ">");

    /// <summary>A field of items, one to a line.</summary>
    public static HeaderField Items(string name, string separator, IEnumerable<string> items) => new(name, " " + string.Join(separator + "\r\n ", items));

    /// <summary>A copy of this field's outer value, for the protected part (RFC 9788 section 2.2).</summary>
    public HeaderField AsOuterRecord() => new("HP-Outer", " " + Name + ":" + Raw);

    public override string ToString() => Name + ":" + Raw + "\r\n";
}

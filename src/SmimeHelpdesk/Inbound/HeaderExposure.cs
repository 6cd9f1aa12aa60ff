using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Which protected fields could be read on the way (RFC 9788 section 4.2), and so how each was protected (section 4.3).</summary>
internal sealed class HeaderExposure(HeaderProtectionScheme scheme, HeaderList outer, HeaderList source, bool isEncrypted)
{
    private static readonly HeaderId[] AddressIds = [HeaderId.From, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc];
    private static readonly HeaderId[] IdentifierIds = [HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References];

    private readonly OuterRecords _records = OuterRecords.Of(source);
    private readonly Dictionary<HeaderId, bool> _exposed = [];

    /// <summary>
    /// Whether the Subject must not appear outside again. Where the sender recorded what was exposed, that decides; a list that changed
    /// the outer Subject reveals nothing. Everywhere else, what differs from the outer one was not public.
    /// </summary>
    public bool IsSubjectConfidential => isEncrypted && Value(HeaderId.Subject) is { } subject
        && (scheme is HeaderProtectionScheme.Cipher ? !IsExposed(HeaderId.Subject) : subject != HeaderFields.ReadText(outer, HeaderId.Subject));

    /// <summary>
    /// The fields that a reply would repeat and must not show (RFC 9788 section 6.1). Of fields other than the Subject only hp="cipher"
    /// says what its author hid; elsewhere a difference is as likely a mailing list's work. Of addresses the display names do not count,
    /// because no reply repeats them.
    /// </summary>
    public IReadOnlyList<string> ConfidentialFields()
    {
        IEnumerable<HeaderId> subject = IsSubjectConfidential ? [HeaderId.Subject] : [];
        if (!isEncrypted || scheme is not HeaderProtectionScheme.Cipher)
        {
            return [.. subject.Select(id => id.ToHeaderName())];
        }

        IEnumerable<HeaderId> addresses = AddressIds.Where(id => IsHidden(id, AddressFields.ReadList, StringComparer.OrdinalIgnoreCase));
        IEnumerable<HeaderId> identifiers = IdentifierIds.Where(id => IsHidden(id, HeaderFields.ReadMessageIds, StringComparer.Ordinal));
        return [.. subject.Concat(addresses).Concat(identifiers).Select(id => id.ToHeaderName())];
    }

    // What is recorded to the letter, as nearly everything is, need not be parsed to know.
    private bool IsHidden(HeaderId id, Func<HeaderList, HeaderId, IReadOnlyList<string>> read, StringComparer comparer) =>
        source.All(id).Any(field => !_records.Has(field)) && read(source, id).Except(read(_records.ToHeader(id), id), comparer).Any();

    public HeaderProtection ProtectionOf(HeaderId id, bool isSigned)
    {
        if (source.First(id) is null)
        {
            return HeaderProtection.Unprotected;
        }

        // hp="clear" says that nothing was hidden by the author, whoever encrypted the message later.
        bool isHidden = isEncrypted && scheme is not HeaderProtectionScheme.Clear && !IsExposed(id);
        return (isHidden, isSigned) switch
        {
            (true, true) => HeaderProtection.SignedAndEncrypted,
            (true, false) => HeaderProtection.EncryptedOnly,
            (false, true) => HeaderProtection.SignedOnly,
            _ => HeaderProtection.Unprotected,
        };
    }

    private bool IsExposed(HeaderId id) => _exposed.TryGetValue(id, out bool known) ? known : _exposed[id] = FindOutside(id, Value(id));

    private bool FindOutside(HeaderId id, string? value) => scheme is HeaderProtectionScheme.Cipher
        ? _records.HasShown(id, value)
        : outer.All(id).Any(field => HeaderText.Clean(field.Value) == value);

    private string? Value(HeaderId id) => HeaderFields.ReadText(source, id);
}

using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Which protected fields could be read on the way (RFC 9788 section 4.2), and so how each was protected (section 4.3).</summary>
internal sealed class HeaderExposure(HeaderProtectionScheme scheme, HeaderList outer, HeaderList source, bool isEncrypted)
{
    private const string OuterField = "HP-Outer";
    private static readonly HeaderId[] AddressIds = [HeaderId.From, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc];
    private static readonly HeaderId[] IdentifierIds = [HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References];

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

        HeaderList exposed = OuterRecords();
        IEnumerable<HeaderId> addresses = AddressIds.Where(id => AddressFields.ReadList(source, id).Except(AddressFields.ReadList(exposed, id), StringComparer.OrdinalIgnoreCase).Any());
        IEnumerable<HeaderId> identifiers = IdentifierIds.Where(id => HeaderFields.ReadMessageIds(source, id).Except(HeaderFields.ReadMessageIds(exposed, id)).Any());
        return [.. subject.Concat(addresses).Concat(identifiers).Select(id => id.ToHeaderName())];
    }

    public HeaderProtection ProtectionOf(HeaderId id, bool isSigned)
    {
        if (Value(id) is null)
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

    private bool IsExposed(HeaderId id)
    {
        string? value = Value(id);
        return scheme is HeaderProtectionScheme.Cipher
            ? source.Any(field => IsOuterRecord(field, id, value))
            : outer.Any(field => field.Id == id && HeaderText.Clean(field.Value) == value);
    }

    private HeaderList OuterRecords()
    {
        var records = new HeaderList();
        foreach (Header field in source.Where(field => field.Field.Equals(OuterField, StringComparison.OrdinalIgnoreCase)))
        {
            int colon = field.Value.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? string.Empty : field.Value[..colon].Trim();
            foreach (HeaderId id in AddressIds.Concat(IdentifierIds).Where(id => name.Equals(id.ToHeaderName(), StringComparison.OrdinalIgnoreCase)))
            {
                records.Add(id, field.Value[(colon + 1)..].Trim());
            }
        }

        return records;
    }

    private string? Value(HeaderId id) => HeaderFields.ReadText(source, id);

    private static bool IsOuterRecord(Header field, HeaderId id, string? value)
    {
        if (!field.Field.Equals(OuterField, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string text = field.Value;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text[..colon].Trim().Equals(id.ToHeaderName(), StringComparison.OrdinalIgnoreCase)
            && HeaderText.Clean(text[(colon + 1)..]) == value;
    }
}

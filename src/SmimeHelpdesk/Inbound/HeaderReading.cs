using MimeKit;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>The fields of a message, read once: what is shown of them depends on whether a valid signature speaks for them.</summary>
internal sealed class HeaderReading
{
    private readonly HeaderSource _source;
    private readonly HeaderExposure _exposure;
    private readonly FromField _outer;
    private readonly FromField? _inner;
    private readonly MessageHeaders _fields;
    private readonly IReadOnlyList<string> _confidential;

    /// <summary>Reads a message's fields.</summary>
    /// <param name="message">The message as received.</param>
    /// <param name="payload">The payload; the same object when there is no layer.</param>
    /// <param name="isEncrypted">Whether the payload was decrypted.</param>
    public HeaderReading(ParsedEntity message, ParsedEntity payload, bool isEncrypted)
    {
        _source = HeaderSource.Of(message, payload);
        _exposure = new HeaderExposure(_source.Scheme, message.Headers, _source.Protected ?? message.Headers, isEncrypted);
        _outer = AddressFields.ReadFrom(message.Headers);
        _inner = _source.Protected is { } inner ? AddressFields.ReadFrom(inner) : null;
        _fields = ReadFields(_source);
        _confidential = _source.Protected is null ? [] : _exposure.ConfidentialFields();
    }

    /// <summary>What to show.</summary>
    /// <param name="isSigned">Whether a valid signature covers the payload.</param>
    public ProtectedHeaderResult Result(bool isSigned)
    {
        bool showsInner = _inner?.Address is not null && (isSigned || _inner.Address == _outer.Address || EmailAddress.Same(_inner.Address, _outer.Address));
        FromField from = showsInner ? _inner! : _outer;
        return new ProtectedHeaderResult
        {
            Headers = WithProtection(isSigned) with
            {
                From = from.Address,
                FromDisplayName = from.DisplayName,
                FromProtection = showsInner ? ProtectionOf(HeaderId.From, isSigned) : HeaderProtection.Unprotected,
            },
            OuterFrom = _outer.Address,
            ProtectedFrom = _inner?.Address,
            ReplyFrom = _source.IsProtected(HeaderId.From) ? _inner!.Address : _outer.Address,
            FromIsAmbiguous = _outer.IsAmbiguous || _inner is { IsAmbiguous: true },
            WrittenFrom = _inner is { IsAmbiguous: true } ? _inner.Written : _outer.Written,
            HasProtectedHeader = _source.Protected is not null,
            SubjectIsConfidential = _source.IsProtected(HeaderId.Subject) && _exposure.IsSubjectConfidential,
            ConfidentialFields = _confidential,
        };
    }

    private MessageHeaders WithProtection(bool isSigned) => _fields with
    {
        SubjectProtection = ProtectionOf(HeaderId.Subject, isSigned),
        ToProtection = ProtectionOf(HeaderId.To, isSigned),
        CcProtection = ProtectionOf(HeaderId.Cc, isSigned),
        ReplyToProtection = ProtectionOf(HeaderId.ReplyTo, isSigned),
        DateProtection = ProtectionOf(HeaderId.Date, isSigned),
        MessageIdProtection = ProtectionOf(HeaderId.MessageId, isSigned),
        InReplyToProtection = ProtectionOf(HeaderId.InReplyTo, isSigned),
        ReferencesProtection = ProtectionOf(HeaderId.References, isSigned),
    };

    private HeaderProtection ProtectionOf(HeaderId id, bool isSigned) =>
        _source.IsProtected(id) ? _exposure.ProtectionOf(id, isSigned) : HeaderProtection.Unprotected;

    private static MessageHeaders ReadFields(HeaderSource source) => new()
    {
        To = AddressFields.ReadList(source[HeaderId.To], HeaderId.To),
        Cc = AddressFields.ReadList(source[HeaderId.Cc], HeaderId.Cc),
        ReplyTo = AddressFields.ReadList(source[HeaderId.ReplyTo], HeaderId.ReplyTo),
        Subject = HeaderFields.ReadText(source[HeaderId.Subject], HeaderId.Subject) ?? string.Empty,
        Date = HeaderFields.ReadDate(source[HeaderId.Date]),
        MessageId = HeaderFields.ReadMessageId(source[HeaderId.MessageId], HeaderId.MessageId),
        InReplyTo = HeaderFields.ReadMessageId(source[HeaderId.InReplyTo], HeaderId.InReplyTo),
        References = HeaderFields.ReadMessageIds(source[HeaderId.References], HeaderId.References),
    };
}

using MimeKit;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>The fields of a message, read once: what is shown of them depends on whether a valid signature speaks for them.</summary>
internal sealed class HeaderReading
{
    private readonly bool _hasProtected;
    private readonly HeaderExposure _exposure;
    private readonly FromField _outer;
    private readonly FromField? _inner;
    private readonly MessageHeaders _fields;

    /// <summary>Reads a message's fields.</summary>
    /// <param name="message">The message as received.</param>
    /// <param name="payload">The payload; the same object when there is no layer.</param>
    /// <param name="isEncrypted">Whether the payload was decrypted.</param>
    public HeaderReading(ParsedEntity message, ParsedEntity payload, bool isEncrypted)
    {
        HeaderProtectionScheme scheme = HeaderProtectionSchemes.Of(message, payload);
        HeaderList source = scheme switch
        {
            HeaderProtectionScheme.None => message.Headers,
            HeaderProtectionScheme.Wrapped => EmbeddedMessage.ReadHeader(payload).Headers,
            _ => payload.Headers,
        };
        _hasProtected = scheme is not HeaderProtectionScheme.None;
        _exposure = new HeaderExposure(scheme, message.Headers, source, isEncrypted);
        _outer = AddressFields.ReadFrom(message.Headers);
        _inner = _hasProtected ? AddressFields.ReadFrom(source) : null;
        _fields = ReadFields(source);
    }

    /// <summary>What to show.</summary>
    /// <param name="isSigned">Whether a valid signature covers the payload.</param>
    public ProtectedHeaderResult Result(bool isSigned)
    {
        bool showsInner = _inner?.Address is not null && (isSigned || EmailAddress.Same(_inner.Address, _outer.Address));
        FromField from = showsInner ? _inner! : _outer;
        return new ProtectedHeaderResult
        {
            Headers = _fields with
            {
                From = from.Address,
                FromDisplayName = from.DisplayName,
                SubjectProtection = _hasProtected ? _exposure.ProtectionOf(HeaderId.Subject, isSigned) : HeaderProtection.Unprotected,
                FromProtection = showsInner ? _exposure.ProtectionOf(HeaderId.From, isSigned) : HeaderProtection.Unprotected,
            },
            OuterFrom = _outer.Address,
            ProtectedFrom = _inner?.Address,
            OuterFromIsAmbiguous = _outer.IsAmbiguous,
            HasProtectedHeader = _hasProtected,
            SubjectIsConfidential = _hasProtected && _exposure.IsSubjectConfidential,
            ConfidentialFields = _hasProtected ? _exposure.ConfidentialFields() : [],
        };
    }

    private static MessageHeaders ReadFields(HeaderList source) => new()
    {
        To = AddressFields.ReadList(source, HeaderId.To),
        Cc = AddressFields.ReadList(source, HeaderId.Cc),
        ReplyTo = AddressFields.ReadList(source, HeaderId.ReplyTo),
        Subject = HeaderFields.ReadText(source, HeaderId.Subject) ?? string.Empty,
        Date = HeaderFields.ReadDate(source),
        MessageId = HeaderFields.ReadMessageId(source, HeaderId.MessageId),
        InReplyTo = HeaderFields.ReadMessageId(source, HeaderId.InReplyTo),
        References = HeaderFields.ReadMessageIds(source, HeaderId.References),
    };
}

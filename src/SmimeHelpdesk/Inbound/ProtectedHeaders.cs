using MimeKit;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>Reads the header fields to show (RFC 9788 section 4).</summary>
internal static class ProtectedHeaders
{
    /// <summary>
    /// Combines the outer header with the payload's protected one. Where there is a protected header, nothing outside it counts
    /// (RFC 9788 section 4.8.1), but for From, which is the outer one where no valid signature speaks for the inner one (section 4.4.3).
    /// </summary>
    /// <param name="message">The message as received.</param>
    /// <param name="payload">The payload; the same object when there is no layer.</param>
    /// <param name="isSigned">Whether a valid signature covers the payload.</param>
    /// <param name="isEncrypted">Whether the payload was decrypted.</param>
    public static ProtectedHeaderResult Read(ParsedEntity message, ParsedEntity payload, bool isSigned, bool isEncrypted)
    {
        HeaderProtectionScheme scheme = HeaderProtectionSchemes.Of(message, payload);
        bool hasProtected = scheme is not HeaderProtectionScheme.None;
        HeaderList source = scheme switch
        {
            HeaderProtectionScheme.None => message.Headers,
            HeaderProtectionScheme.Wrapped => EmbeddedMessage.ReadHeader(payload).Headers,
            _ => payload.Headers,
        };

        var exposure = new HeaderExposure(scheme, message.Headers, source, isEncrypted);
        FromField outer = AddressFields.ReadFrom(message.Headers);
        FromField? inner = hasProtected ? AddressFields.ReadFrom(source) : null;
        bool showsInner = inner?.Address is not null && (isSigned || EmailAddress.Same(inner.Address, outer.Address));
        return new ProtectedHeaderResult
        {
            Headers = ReadFields(source, showsInner ? inner! : outer) with
            {
                SubjectProtection = hasProtected ? exposure.ProtectionOf(HeaderId.Subject, isSigned) : HeaderProtection.Unprotected,
                FromProtection = showsInner ? exposure.ProtectionOf(HeaderId.From, isSigned) : HeaderProtection.Unprotected,
            },
            OuterFrom = outer.Address,
            ProtectedFrom = inner?.Address,
            OuterFromIsAmbiguous = outer.IsAmbiguous,
            HasProtectedHeader = hasProtected,
            SubjectIsConfidential = hasProtected && exposure.IsSubjectConfidential,
        };
    }

    /// <summary>
    /// The message within a payload that wraps it whole (RFC 8551 section 3.1); the payload itself when it does not, or when what it wraps
    /// is past a limit.
    /// </summary>
    public static ParsedEntity UnwrapRfc8551(ParsedEntity message, ParsedEntity payload, SmimeLimits limits)
    {
        if (HeaderProtectionSchemes.Of(message, payload) is not HeaderProtectionScheme.Wrapped)
        {
            return payload;
        }

        try
        {
            return RawMime.Parse(RawMime.Decode(payload, limits), limits);
        }
        catch (LimitExceededException)
        {
            return payload;
        }
    }

    private static MessageHeaders ReadFields(HeaderList source, FromField from) => new()
    {
        From = from.Address,
        FromDisplayName = from.DisplayName,
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

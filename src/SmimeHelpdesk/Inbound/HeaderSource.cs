using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Which header each field is read from.</summary>
internal sealed class HeaderSource
{
    private readonly HeaderList _outer;
    private readonly bool _isPartial;

    private HeaderSource(HeaderProtectionScheme scheme, HeaderList outer, HeaderList? inner)
    {
        Scheme = scheme;
        Protected = inner;
        _outer = outer;

        // Programs of the draft's time put the Subject into the payload and nothing else. Without a From it is no header that a message could
        // have, so it does not speak for the fields that it lacks: they are shown as in any other mail, unprotected.
        _isPartial = scheme is HeaderProtectionScheme.Draft && !inner!.Contains(HeaderId.From);
    }

    public HeaderProtectionScheme Scheme { get; }

    /// <summary>The protected header; null when there is none.</summary>
    public HeaderList? Protected { get; }

    /// <summary>The header that a field counts in. Where a protected one speaks for it, nothing outside does (RFC 9788 section 4.8.1).</summary>
    public HeaderList this[HeaderId id] => IsProtected(id) ? Protected! : _outer;

    public static HeaderSource Of(ParsedEntity message, ParsedEntity payload)
    {
        HeaderProtectionScheme scheme = HeaderProtectionSchemes.Of(message, payload);
        return new HeaderSource(scheme, message.Headers, scheme switch
        {
            HeaderProtectionScheme.None => null,
            HeaderProtectionScheme.Wrapped => EmbeddedMessage.ReadHeader(payload).Headers,
            _ => payload.Headers,
        });
    }

    /// <summary>Whether the protected header speaks for a field, even by leaving it out.</summary>
    public bool IsProtected(HeaderId id) => Protected is { } inner && (!_isPartial || inner.Contains(id));
}

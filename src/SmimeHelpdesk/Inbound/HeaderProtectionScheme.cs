using MimeKit;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>The ways in which a payload can carry a protected header.</summary>
internal enum HeaderProtectionScheme
{
    /// <summary>None: the outer header is all there is.</summary>
    None = 0,

    /// <summary>RFC 9788, <c>hp="clear"</c>: nothing was meant to be hidden.</summary>
    Clear,

    /// <summary>RFC 9788, <c>hp="cipher"</c>: HP-Outer says what stayed readable outside.</summary>
    Cipher,

    /// <summary><c>protected-headers="v1"</c>, the draft that came before it (Thunderbird and others).</summary>
    Draft,

    /// <summary>The whole message wrapped as message/rfc822 (RFC 8551 section 3.1).</summary>
    Wrapped,
}

internal static class HeaderProtectionSchemes
{
    /// <summary>
    /// The scheme of a payload under a cryptographic layer. Only the payload's root counts (RFC 9788 section 4.1): a part further in, or a
    /// message without any layer, could be written by anybody.
    /// </summary>
    public static HeaderProtectionScheme Of(ParsedEntity message, ParsedEntity payload)
    {
        if (ReferenceEquals(message, payload))
        {
            return HeaderProtectionScheme.None;
        }

        HeaderProtectionScheme marked = OfRoot(payload);
        return marked is HeaderProtectionScheme.None && IsWrapped(message, payload) ? HeaderProtectionScheme.Wrapped : marked;
    }

    /// <summary>The scheme that an entity's own Content-Type claims.</summary>
    public static HeaderProtectionScheme OfRoot(ParsedEntity root)
    {
        ParameterList parameters = root.ContentType.Parameters;
        return parameters["hp"]?.Trim().ToLowerInvariant() switch
        {
            "clear" => HeaderProtectionScheme.Clear,
            "cipher" => HeaderProtectionScheme.Cipher,
            _ when parameters["protected-headers"]?.Trim() is "v1" => HeaderProtectionScheme.Draft,
            _ => HeaderProtectionScheme.None,
        };
    }

    // RFC 9788 section 4.10.1, and one thing more: a wrapped message has the author of the message around it, while a forwarded one has
    // another, who must not become the author of this one.
    private static bool IsWrapped(ParsedEntity message, ParsedEntity payload)
    {
        if (!EmbeddedMessage.Is(payload))
        {
            return false;
        }

        ParsedEntity inner = EmbeddedMessage.ReadHeader(payload);
        if (OfRoot(inner) is not HeaderProtectionScheme.None || inner.ContentType.IsMimeType("multipart", "signed") || LayerKinds.Of(inner) is not LayerKind.None)
        {
            return false;
        }

        return payload.ContentType.Parameters["forwarded"]?.Trim().ToLowerInvariant() switch
        {
            "no" => true,
            null => EmailAddress.Same(AddressFields.ReadFrom(inner.Headers).Address, AddressFields.ReadFrom(message.Headers).Address),
            _ => false,
        };
    }
}

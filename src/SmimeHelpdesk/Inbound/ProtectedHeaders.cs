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
    public static ProtectedHeaderResult Read(ParsedEntity message, ParsedEntity payload, bool isSigned, bool isEncrypted) =>
        new HeaderReading(message, payload, isEncrypted).Result(isSigned);

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
}

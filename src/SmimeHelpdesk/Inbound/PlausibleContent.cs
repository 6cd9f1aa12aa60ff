using SmimeHelpdesk.Cms.Reading;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Whether bytes that came out of unauthenticated encryption can be a message at all. A wrong key passes the padding once in some
/// hundred times, and a ticket full of noise is also what a downgrade from authenticated encryption looks for: noise is a failure.
/// </summary>
internal static class PlausibleContent
{
    /// <summary>Judges by the beginning: MIME, plain text, or CMS without MIME around it.</summary>
    public static bool Check(ReadOnlySpan<byte> start) => BeginsWithHeader(start) || !HasControlCharacter(start) || CmsContent.IsStart(start);

    // Binary content may follow a header (RFC 8551 section 3.1.2), never precede its end.
    private static bool BeginsWithHeader(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        return colon is > 0 and < 80 && !text[..colon].ContainsAnyExceptInRange((byte)'!', (byte)'~') && !HasControlCharacter(text[..EndOfHeader(text)]);
    }

    private static int EndOfHeader(ReadOnlySpan<byte> text)
    {
        int strict = text.IndexOf("\r\n\r\n"u8);
        int bare = text.IndexOf("\n\n"u8);
        int end = strict < 0 ? bare : bare < 0 ? strict : Math.Min(strict, bare);
        return end < 0 ? text.Length : end;
    }

    private static bool HasControlCharacter(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)0x00, (byte)0x08) || text.ContainsAnyInRange((byte)0x0E, (byte)0x1A) || text.Contains((byte)0x7F);
}

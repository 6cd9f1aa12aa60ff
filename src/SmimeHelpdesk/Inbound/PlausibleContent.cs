using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Whether bytes that came out of unauthenticated encryption can be a message at all. A wrong key passes the padding once in some
/// hundred times, and a ticket full of noise is also what a downgrade from authenticated encryption looks for: noise is a failure.
/// </summary>
internal static class PlausibleContent
{
    private const int Sample = 512;

    public static bool Check(ByteSource plaintext)
    {
        byte[] buffer = new byte[Sample];
        ReadOnlySpan<byte> start = buffer.AsSpan(0, plaintext.Read(0, buffer));

        // MIME, plain text, or CMS without MIME around it.
        return BeginsWithHeaderField(start) || !HasControlCharacter(start) || IsCms(plaintext);
    }

    private static bool HasControlCharacter(ReadOnlySpan<byte> text) =>
        text.ContainsAnyInRange((byte)0x00, (byte)0x08) || text.ContainsAnyInRange((byte)0x0E, (byte)0x1A) || text.Contains((byte)0x7F);

    private static bool BeginsWithHeaderField(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        return colon is > 0 and < 80 && !text[..colon].ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    private static bool IsCms(ByteSource plaintext)
    {
        try
        {
            return Cms.Reading.CmsContent.Read(plaintext).Kind is not Cms.Reading.CmsKind.Other;
        }
        catch (Exception exception) when (exception is Cms.CmsFormatException or LimitExceededException)
        {
            return false;
        }
    }
}

using MimeKit;

namespace ConsoleDemo.Setup;

/// <summary>The addresses that a message was sent to, read from its header before it is opened.</summary>
internal static class MessageRecipients
{
    private const int MaximumHeaderSize = 256 << 10;

    /// <summary>To before Cc; empty when the header cannot be read. Leaves the stream at its beginning.</summary>
    public static IReadOnlyList<string> Peek(Stream message)
    {
        try
        {
            byte[] head = new byte[(int)Math.Min(message.Length, MaximumHeaderSize)];
            message.ReadExactly(head);
            using var buffer = new MemoryStream(head, writable: false);
            HeaderList headers = HeaderList.Load(buffer);
            return [.. Addresses(headers, HeaderId.To), .. Addresses(headers, HeaderId.Cc)];
        }
        catch (FormatException)
        {
            return [];
        }
        finally
        {
            message.Position = 0;
        }
    }

    private static IEnumerable<string> Addresses(HeaderList headers, HeaderId id) =>
        headers.Where(header => header.Id == id)
            .SelectMany(header => InternetAddressList.TryParse(header.RawValue, out InternetAddressList? list) ? list?.Mailboxes ?? [] : [])
            .Select(mailbox => mailbox.Address);
}

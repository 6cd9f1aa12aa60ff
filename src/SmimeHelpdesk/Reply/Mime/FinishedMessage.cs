using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Puts the outer header before an entity and gives it to the host as a message that writes out these very bytes.</summary>
internal static class FinishedMessage
{
    private const int RoomForHeaders = 8192;

    /// <summary>Makes the message.</summary>
    /// <param name="fields">The outer header.</param>
    /// <param name="expected">About how long the entity will be.</param>
    /// <param name="writeEntity">Writes the entity, header and body.</param>
    public static MimeMessage Create(MessageFields fields, long expected, Action<Stream> writeEntity)
    {
        var bytes = new MemoryStream((int)Math.Min(Array.MaxLength, expected + RoomForHeaders));
        bytes.Write(Encoding.ASCII.GetBytes(string.Concat(fields.Outer) + "MIME-Version: 1.0\r\n"));
        writeEntity(bytes);

        // Parsed, not built: a message that is parsed keeps its bytes, and anything else would be a signature over something else.
        // It reads from this stream as long as it lives.
        bytes.Position = 0;
        return MimeMessage.Load(bytes, persistent: true);
    }
}

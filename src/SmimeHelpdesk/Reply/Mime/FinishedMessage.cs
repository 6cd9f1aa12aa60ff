using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Puts the outer header before an entity and gives it to the host as a message that writes out these very bytes.</summary>
internal static class FinishedMessage
{
    public static MimeMessage Create(MessageFields fields, ByteSource entity)
    {
        var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes(string.Concat(fields.Outer) + "MIME-Version: 1.0\r\n"));
        using (Stream input = entity.OpenRead())
        {
            input.CopyTo(bytes);
        }

        // Parsed, not built: a message that is parsed keeps its bytes, and anything else would be a signature over something else.
        // It reads from this stream as long as it lives.
        bytes.Position = 0;
        return MimeMessage.Load(bytes, persistent: true);
    }
}

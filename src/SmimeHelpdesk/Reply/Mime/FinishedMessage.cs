using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Puts the outer header before a body and gives it to the host as a message that writes out these very bytes.</summary>
internal static class FinishedMessage
{
    private static readonly ParserOptions Options = CreateOptions();

    /// <summary>A message of any kind; it reads from the body as long as it lives.</summary>
    /// <param name="fields">The message's header fields.</param>
    /// <param name="header">The body's header, each field with its line ending, and the empty line after it; empty when the body begins with it.</param>
    /// <param name="body">The body.</param>
    public static MimeMessage Parse(MessageFields fields, string header, ByteSource body) =>
        MimeMessage.Load(new JoinedByteSource(ByteSource.From(Ascii(fields, header)), body).OpenRead(), persistent: true);

    /// <summary>A message that is one part of CMS, which becomes base64 when it is written.</summary>
    public static MimeMessage Opaque(MessageFields fields, string header, ByteSource cms)
    {
        MimeMessage message = ParseHeader(fields, header);
        ((MimePart)message.Body!).Content = new MimeContent(cms.OpenRead());
        return message;
    }

    /// <summary>A message with a detached signature.</summary>
    /// <param name="fields">The message's header fields.</param>
    /// <param name="entity">The signed entity.</param>
    /// <param name="body">Its body, kept.</param>
    /// <param name="draft">The signed content, whose parts become views of the body.</param>
    /// <param name="payload">Where the parts stand.</param>
    public static MimeMessage Signed(MessageFields fields, ProtectedEntity entity, ByteSource body, DraftBody draft, Payload payload)
    {
        MimeMessage message = ParseHeader(fields, entity.Header);
        var signed = (SignedMultipart)message.Body!;
        signed.Body = body;
        foreach (WrittenPart part in payload.Parts)
        {
            part.Part.Content = new MimeContent(body.Slice(entity.ContentStart + part.Start, part.Length).OpenRead(), part.Part.ContentTransferEncoding);
        }

        var signature = (MimePart)MimeEntity.Load(new MemoryStream(Encoding.ASCII.GetBytes(ProtectedEntity.SignatureHeader + "\r\n"), writable: false));
        signature.Content = new MimeContent(body.Slice(entity.Signature.Start, entity.Signature.Length).OpenRead(), ContentEncoding.Base64);
        signed.Add(draft.Entity);
        signed.Add(signature);
        return message;
    }

    private static MimeMessage ParseHeader(MessageFields fields, string header) =>
        MimeMessage.Load(Options, new MemoryStream(Ascii(fields, header + "\r\n"), writable: false));

    private static byte[] Ascii(MessageFields fields, string header) =>
        Encoding.ASCII.GetBytes(string.Concat(fields.Outer) + "MIME-Version: 1.0\r\n" + header);

    private static ParserOptions CreateOptions()
    {
        ParserOptions options = ParserOptions.Default.Clone();
        options.RegisterMimeType("multipart/signed", typeof(SignedMultipart));
        return options;
    }
}

using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The bytes of a MIME entity: what is signed, encrypted, or sent as it is.</summary>
internal static class Payload
{
    private static readonly FormatOptions Format = CreateFormat();

    /// <summary>An entity with protected header fields (RFC 9788 section 5.2): the very bytes that are signed.</summary>
    /// <param name="body">The entity; it is marked.</param>
    /// <param name="fields">The header fields, inside and outside.</param>
    /// <param name="isEncrypted">Whether it will be encrypted, so that what stands outside is recorded inside.</param>
    public static ByteSource Protected(MimeEntity body, MessageFields fields, bool isEncrypted)
    {
        body.ContentType.Parameters["hp"] = isEncrypted ? "cipher" : "clear";
        IEnumerable<HeaderField> outer = isEncrypted ? fields.Outer.Select(field => field.AsOuterRecord()) : [];
        return Write(fields.Inner.Concat(outer), body);
    }

    /// <summary>An entity without any protection.</summary>
    public static ByteSource Plain(MimeEntity body) => Write([], body);

    /// <summary>What is written, as a source.</summary>
    public static ByteSource Buffer(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return ByteSource.From(output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    private static ByteSource Write(IEnumerable<HeaderField> fields, MimeEntity body)
    {
        return Buffer(output =>
        {
            output.Write(Encoding.ASCII.GetBytes(string.Concat(fields)));
            body.WriteTo(Format, output);
        });
    }

    private static FormatOptions CreateFormat()
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}

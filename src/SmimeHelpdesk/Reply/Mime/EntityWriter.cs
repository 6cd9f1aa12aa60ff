using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Writes the entity of a draft, attachments encoded on the way, and notes where each part's content stands.</summary>
internal sealed class EntityWriter(DraftBody body, CountingStream output)
{
    private static readonly FormatOptions Format = CreateFormat();
    private readonly List<WrittenPart> _parts = [];

    /// <summary>The parts in the order in which they were written.</summary>
    public IReadOnlyList<WrittenPart> Parts => _parts;

    public void Write(ReadOnlySpan<byte> header)
    {
        output.Write(header);
        Write(body.Entity);
    }

    private void Write(MimeEntity entity)
    {
        entity.Headers.WriteTo(Format, output);
        if (entity is Multipart multipart)
        {
            WriteParts(multipart);
        }
        else if (entity is MimePart part)
        {
            long start = output.Count;
            WriteContent(part);
            _parts.Add(new WrittenPart(part, start, output.Count - start));
        }
    }

    private void WriteParts(Multipart multipart)
    {
        byte[] delimiter = Encoding.ASCII.GetBytes("--" + multipart.Boundary);
        foreach (MimeEntity part in multipart)
        {
            output.Write(delimiter);
            output.Write("\r\n"u8);
            Write(part);
            output.Write("\r\n"u8);
        }

        output.Write(delimiter);
        output.Write("--\r\n"u8);
    }

    private void WriteContent(MimePart part)
    {
        if (!body.Attachments.TryGetValue(part, out DraftAttachment? attachment))
        {
            part.Content!.WriteTo(output);
            return;
        }

        using var base64 = new Base64LineStream(output);
        if (attachment.OpenContent is { } open)
        {
            using Stream content = open();
            content.CopyTo(base64);
        }
        else
        {
            base64.Write(attachment.Content.Span);
        }
    }

    private static FormatOptions CreateFormat()
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}

/// <summary>A part with the place of its encoded content in what was written.</summary>
internal sealed record WrittenPart(MimePart Part, long Start, long Length);

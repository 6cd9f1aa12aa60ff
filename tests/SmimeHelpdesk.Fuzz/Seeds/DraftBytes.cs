using System.Buffers.Binary;
using System.Text;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>
/// A draft and what is ticked, as bytes that can be mutated: fields of a letter, two octets of length, and that many octets. Any bytes are
/// a draft: lengths are cut to what is there, and letters that mean nothing are passed over.
/// </summary>
internal static class DraftBytes
{
    private const int Header = 3;
    private const int Flowed = 4;
    private const int MaximumAttachments = 8;

    public static byte[] Write(ReplyDraft draft, ReplyProtection protection)
    {
        var output = new List<byte>();
        Add('F', [(byte)((int)protection | (draft.IsFlowed ? Flowed : 0))]);
        AddText('S', draft.Subject);
        AddText('P', draft.PublicSubject);
        AddText('N', draft.SenderName);
        AddText('T', draft.TextBody);
        AddText('H', draft.HtmlBody);
        foreach (DraftAttachment attachment in draft.Attachments)
        {
            AddText('A', attachment.FileName);
            AddText('M', attachment.ContentType);
            AddText('C', attachment.ContentId);
            Add('D', attachment.Content.Span);
        }

        return [.. output];

        void AddText(char letter, string? text)
        {
            if (text is not null)
            {
                Add(letter, Encoding.UTF8.GetBytes(text));
            }
        }

        void Add(char letter, ReadOnlySpan<byte> value)
        {
            int length = Math.Min(value.Length, ushort.MaxValue);
            output.AddRange([(byte)letter, (byte)(length >> 8), (byte)length, .. value[..length]]);
        }
    }

    public static (ReplyDraft Draft, ReplyProtection Protection) Read(ReadOnlySpan<byte> input)
    {
        var draft = new ReplyDraft();
        var protection = ReplyProtection.None;
        var attachments = new List<DraftAttachment>();
        while (input.Length >= Header)
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input[1..]), input.Length - Header);
            ReadOnlySpan<byte> value = input.Slice(Header, length);
            string text = Encoding.UTF8.GetString(value);
            switch ((char)input[0])
            {
                case 'F' when length > 0:
                    protection = (ReplyProtection)(value[0] & (int)(ReplyProtection.Sign | ReplyProtection.Encrypt));
                    draft = draft with { IsFlowed = (value[0] & Flowed) != 0 };
                    break;
                case 'A' when attachments.Count < MaximumAttachments:
                    attachments.Add(new DraftAttachment(text, "application/octet-stream", ReadOnlyMemory<byte>.Empty));
                    break;
                case 'M' or 'C' or 'D' when attachments.Count > 0:
                    attachments[^1] = With(attachments[^1], (char)input[0], text, value.ToArray());
                    break;
                default:
                    draft = With(draft, (char)input[0], text);
                    break;
            }

            input = input[(Header + length)..];
        }

        return (draft with { Attachments = attachments }, protection);
    }

    private static ReplyDraft With(ReplyDraft draft, char letter, string text) => letter switch
    {
        'S' => draft with { Subject = text },
        'P' => draft with { PublicSubject = text },
        'N' => draft with { SenderName = text },
        'T' => draft with { TextBody = text },
        'H' => draft with { HtmlBody = text },
        'X' when text.Split(':', 2) is [var name, var value] => draft with { HeaderFields = new Dictionary<string, string> { [name] = value } },
        _ => draft,
    };

    private static DraftAttachment With(DraftAttachment attachment, char letter, string text, byte[] value) => letter switch
    {
        'M' => attachment with { ContentType = text },
        'C' => attachment with { ContentId = text },
        _ => attachment with { Content = value },
    };
}

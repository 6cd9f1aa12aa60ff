using System.Security.Cryptography;
using System.Text;

namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>A letter with an attachment, half and half up to 30 KB; what is more is attachment.</summary>
internal static class Drafts
{
    private const int MaximumText = 15 * 1000;

    public static ReplyDraft Create(int size)
    {
        int text = Math.Min(size / 2, MaximumText);

        // Base64 with line breaks makes 78 octets of 57.
        byte[] attachment = RandomNumberGenerator.GetBytes((size - text) / 78 * 57);
        return new ReplyDraft
        {
            Subject = "Printer",
            TextBody = Text(text),
            Attachments = [new DraftAttachment("log.bin", "application/octet-stream", attachment)],
        };
    }

    private static string Text(int length)
    {
        var text = new StringBuilder(length);
        for (int line = 1; text.Length < length; line++)
        {
            text.Append("The printer in room ").Append(line).Append(" says that its paper is wet; it has said so since Tuesday.\n");
        }

        return text.ToString(0, length);
    }
}

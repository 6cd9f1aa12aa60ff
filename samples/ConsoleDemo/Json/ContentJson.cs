using System.Security.Cryptography;
using System.Text.Json;
using SmimeHelpdesk;

namespace ConsoleDemo.Json;

internal static class ContentJson
{
    public static void Write(Utf8JsonWriter writer, MessageContent content)
    {
        writer.WriteStartObject("content");
        writer.WriteString("text", content.TextBody);
        writer.WriteString("html", content.HtmlBody);
        writer.WriteStartArray("attachments");
        foreach (MessageAttachment attachment in content.Attachments)
        {
            using Stream bytes = attachment.OpenRead();
            writer.WriteStartObject();
            writer.WriteString("name", attachment.FileName);
            writer.WriteNumber("size", attachment.Size);
            writer.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

using ConsoleDemo.Commands;
using SmimeHelpdesk;

namespace ConsoleDemo.Json;

/// <summary>The answer of <c>reply</c>.</summary>
internal static class ReplyJson
{
    public static byte[] Create(ReplyOutcome outcome) => JsonLine.Create(writer =>
    {
        writer.WriteString("status", outcome.IsComposed ? "Composed" : "Unavailable");
        writer.WriteString("sign", outcome.Availability.Sign.ToString());
        writer.WriteString("encrypt", outcome.Availability.Encrypt.ToString());
        writer.WriteStartArray("recipients");
        foreach (RecipientAvailability recipient in outcome.Availability.Recipients)
        {
            writer.WriteStartObject();
            writer.WriteString("address", recipient.Address);
            writer.WriteString("encrypt", recipient.Encrypt.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("messages");
        foreach (WrittenMessage message in outcome.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("file", message.File);
            writer.WriteStrings("to", message.To);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
